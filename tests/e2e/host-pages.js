/** Pages of other hosts, made by tests, with what they bring from npm. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @import { Page } from '@playwright/test' */

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript' };

/** Registers all figures. */
export const DEFINE = '<script type="module" src="www/define.js"></script>';

/**
 * @param {readonly string[]} slides - the HTML of each
 * @param {object} options - of reveal.js
 * @returns {string} a deck, which the page has as `deck` once it is ready
 */
export function revealDeck(slides, options) {
  const sections = slides.map((slide) => `<section>${slide}</section>`);
  return `<link rel="stylesheet" href="packages/reveal.js/dist/reveal.css">
    ${DEFINE}
    <div class="reveal"><div class="slides">${sections.join('')}</div></div>
    <script type="module">
      import Reveal from './packages/reveal.js/dist/reveal.mjs';
      const deck = new Reveal(${JSON.stringify(options)});
      await deck.initialize();
      globalThis.deck = deck;
    </script>`;
}

/**
 * Puts a page beside those of the site, and npm's packages in `packages/`.
 *
 * @param {Page} page - about to load `host.html`
 * @param {string} content - of the page
 * @param {Readonly<Record<string, string>>} [others] - further pages, by name
 */
export async function hostPage(page, content, others = {}) {
  const pages = new Map(Object.entries({ 'host.html': content, ...others }));
  await page.route(
    (url) => pages.has(nameOf(url)),
    (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A host</title>${pages.get(nameOf(new URL(route.request().url())))}</html>`,
      }),
  );
  await page.route('**/packages/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = pathname.slice(pathname.indexOf('/packages/') + 10);
    await route.fulfill({
      contentType: TYPES[extname(path)] ?? 'text/css',
      body: await readFile(PACKAGES + path),
    });
  });
}

/** Collects what the frames of a page say, and asks the first of them. */
const ASKS = `<script>
  globalThis.heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
  let asked = 0;
  globalThis.ask = (request) => new Promise((resolve) => {
    const id = 'ask ' + (asked += 1);
    addEventListener('message', function answered({ data }) {
      if (data?.id !== id) return;
      removeEventListener('message', answered);
      resolve(data);
    });
    frames[0].postMessage({ id, ...request }, '*');
  });
</script>`;

/**
 * @param {Page} page - about to load `host.html`
 * @param {string} src - of its frame
 * @param {string} [attributes] - of the frame
 */
export function askingPage(page, src, attributes = 'width=960 height=540') {
  return hostPage(page, `${ASKS}<iframe src="${src}" ${attributes}></iframe>`);
}

/** @param {Page} page - an asking one @param {Record<string, unknown>} request - for its frame @returns {Promise<any>} the answer */
export function ask(page, request) {
  return page.evaluate(
    (message) => /** @type {any} */ (globalThis).ask(message),
    request,
  );
}

/**
 * @param {Page} page - an asking one
 * @param {string} type - of messages
 * @returns {Promise<any[]>} those that its frames have sent so far
 */
export function heard(page, type) {
  return page.evaluate(
    (of) =>
      /** @type {any} */ (globalThis).heard.filter(
        (/** @type {any} */ { type: each }) => each === of,
      ),
    type,
  );
}

/** @param {URL} url @returns {string} the name of its file */
function nameOf({ pathname }) {
  return pathname.slice(pathname.lastIndexOf('/') + 1);
}

/**
 * A script that runs a package made for Node: React has no build for browsers.
 *
 * @param {Readonly<Record<string, string>>} modules - addresses by name
 * @param {string} body - of a function that is given `require`
 * @returns {string} HTML
 */
export function commonJs(modules, body) {
  return `<script type="module">
    const texts = new Map(await Promise.all(
      Object.entries(${JSON.stringify(modules)}).map(async ([name, address]) =>
        [name, await (await fetch(address)).text()])));
    const known = new Map();
    globalThis.process = { env: {} };
    const require = (name) => {
      if (!known.has(name)) {
        const module = { exports: {} };
        known.set(name, module);
        new Function('module', 'exports', 'require', texts.get(name))(
          module, module.exports, require);
      }
      return known.get(name).exports;
    };
    ${body}
  </script>`;
}
