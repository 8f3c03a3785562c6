/**
 * A page for each figure, `figure/NAME.html`, with what a preview of a link is made
 * of: what stands behind `#` never reaches a server, so that a link to the page or to
 * an embed cannot have one of its own. And `oembed/NAME.json`, which such a page names,
 * for places that turn a link into the figure itself (https://oembed.com).
 *
 * Both need to know where the site will be: SITE_ADDRESS says it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { previewWords, siteWords } from '../../www/site/preview-words.js';

/** @import { Plugin } from 'vite' */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DEFAULT_SITE = 'https://unstable-gradients.github.io/unstable-gradients/';

/** By its address: Vite reads its settings with all that they import by name, and the list names every figure's code. */
const LIST = new URL('../../www/figures/index.js', import.meta.url).href;

/** Of the picture, which most previews show as it is. */
export const PICTURE = Object.freeze({ width: 1200, height: 630 });
const FRAME = Object.freeze({ width: 960, height: 540 });

/** @param {string} name - of a figure @returns {string} where its picture is kept */
export const pictureFile = (name) => `${ROOT}www/pictures/figure/${name}.png`;

/**
 * @returns {string} where the site will be, with a slash at the end
 * @throws {TypeError} unless SITE_ADDRESS, if given, is an address of the web
 */
export function siteAddress() {
  const text = process.env['SITE_ADDRESS'] || DEFAULT_SITE;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new TypeError(`SITE_ADDRESS is no address of a site: ${text}`);
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/**
 * @param {string} name - of a figure
 * @param {string} title - of it
 * @param {string} site - its address
 * @returns {object} the answer of an oEmbed provider to a link to the figure's page
 */
export function oEmbed(name, title, site) {
  const { width, height } = FRAME;
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: siteWords.name,
    provider_url: site,
    width,
    height,
    html: `<iframe src="${site}embed.html#figure=${name}" title="${escaped(title)}" width="${width}" height="${height}" style="border:0" allow="fullscreen; clipboard-write" loading="lazy"></iframe>`,
    thumbnail_url: `${site}figure/${name}.png`,
    thumbnail_width: PICTURE.width,
    thumbnail_height: PICTURE.height,
  };
}

/**
 * @param {object} of - what is shown
 * @param {string} of.title
 * @param {string} [of.alt] - what its picture shows, if not just that
 * @param {string} of.sentence
 * @param {string} of.url - of the page
 * @param {string} of.picture - its address
 * @returns {[name: string, content: string][]} what previews are made of
 */
function previewTags({ title, alt = title, sentence, url, picture }) {
  return [
    ['og:type', 'website'],
    ['og:site_name', siteWords.name],
    ['og:title', title],
    ['og:description', sentence],
    ['og:url', url],
    ['og:image', picture],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(PICTURE.width)],
    ['og:image:height', String(PICTURE.height)],
    ['og:image:alt', siteWords.picture(alt)],
    ['twitter:card', 'summary_large_image'],
  ];
}

/**
 * @param {string} template - what Vite has made of figure.html
 * @param {string} name - of a figure
 * @param {string} title - of it
 * @param {string} site - its address
 * @returns {string} the page of the figure
 */
export function figurePage(template, name, title, site) {
  const sentence = previewWords[name] ?? '';
  const tags = previewTags({
    title,
    sentence,
    url: `${site}figure/${name}.html`,
    picture: `${site}figure/${name}.png`,
  });
  const head = [
    ...tags.map(
      ([key, text]) =>
        `<meta ${attributeOf(key)}="${key}" content="${escaped(text)}" />`,
    ),
    `<link rel="alternate" type="application/json+oembed" href="${site}oembed/${name}.json" title="${escaped(title)}" />`,
  ];
  const texts = new Map(Object.entries({ name, title, sentence }));
  return (
    template
      .replace(/<!-- Made .*? -->\n/, '')
      .replace('<!-- preview -->', head.join('\n    '))
      // It lies a folder deeper than the template.
      .replace(/(src|href)="(?:\.\/)?((?:www|index\.html)\b)/g, '$1="../$2')
      .replace(/\{\{(\w+)\}\}/g, (_, key) => escaped(texts.get(key) ?? ''))
  );
}

/** @returns {Plugin} adds those files to the build, and the tags to the page with all figures */
export function figurePages() {
  return {
    name: 'figure-pages',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml(html, { path }) {
      if (path !== '/index.html') return [];
      const site = siteAddress();
      const [, sentence = ''] =
        /name="description"\s+content="([^"]*)"/.exec(html) ?? [];
      const tags = previewTags({
        title: siteWords.name,
        alt: 'the speed of learning in each hidden layer of a network',
        sentence,
        url: site,
        picture: `${site}figure/learning-speeds.png`,
      });
      return tags.map(([key, content]) => ({
        tag: 'meta',
        attrs: { [attributeOf(key)]: key, content },
        injectTo: /** @type {const} */ ('head'),
      }));
    },
    async generateBundle(_options, bundle) {
      /** @type {typeof import('../../www/figures/index.js')} */
      // eslint-disable-next-line no-unsanitized/method -- a fixed address
      const { figures } = await import(LIST);
      const site = siteAddress();
      const page = bundle['figure.html'];
      if (page?.type !== 'asset') this.error('figure.html is not built');
      delete bundle['figure.html'];
      for (const { name, title } of figures) {
        /** @param {string} fileName @param {string | Uint8Array} source */
        const emit = (fileName, source) =>
          this.emitFile({ type: 'asset', fileName, source });
        emit(
          `figure/${name}.html`,
          figurePage(String(page.source), name, title, site),
        );
        emit(`figure/${name}.png`, readFileSync(pictureFile(name)));
        const answer = JSON.stringify(oEmbed(name, title, site), null, 2);
        emit(`oembed/${name}.json`, `${answer}\n`);
      }
    },
  };
}

/** @param {string} key - of a preview's tag @returns {'name' | 'property'} the attribute that has it */
function attributeOf(key) {
  return key.startsWith('og:') ? 'property' : 'name';
}

/** @param {string} text @returns {string} for HTML, between quotation marks as well */
function escaped(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;');
}
