/**
 * The projects of examples/ for slides and site generators, built and opened. Quarto
 * and the theme of Jupyter Book 2 are stood in for by HTML of the shape that they write.
 */
import { execFile, execFileSync } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../../scripts/serve.mjs';
import { reach, readings } from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { Frame, Page } from '@playwright/test' */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXAMPLES = join(ROOT, 'examples');
const NAME = 'unstable-gradients';

const run = promisify(execFile);

// Docusaurus takes a quarter of a minute, and a busy machine several.
test.describe.configure({ timeout: 480_000 });

/** @type {string} */
let projects;

test.beforeAll(async () => {
  projects = await mkdtemp(join(tmpdir(), 'sites-'));
});

test.afterAll(() => rm(projects, { recursive: true, force: true }));

/**
 * @param {string} name - of a folder in examples/
 * @param {string | null} place - in it, that the site is put in; null for none
 * @returns {Promise<string>} a copy of it
 */
async function project(name, place) {
  const folder = join(projects, name);
  await cp(join(EXAMPLES, name), folder, { recursive: true });
  if (place !== null) {
    await cp(DIST, join(folder, place, NAME), { recursive: true });
  }
  return folder;
}

/**
 * @param {string} name - of a folder in examples/ whose packages scripts/test has installed
 * @param {string} place - in it, that the site is put in
 * @returns {Promise<string>} a copy of it there, with the package of the figures
 */
async function installed(name, place) {
  const folder = join(ROOT, '.tools/host-packages', name);
  await cp(join(EXAMPLES, name), folder, { recursive: true });
  const site = join(folder, place, NAME);
  const own = join(folder, 'node_modules', NAME);
  for (const each of [site, own]) {
    await rm(each, { recursive: true, force: true });
    await mkdir(each, { recursive: true });
  }
  await cp(DIST, site, { recursive: true });
  const packed = execFileSync(
    'npm',
    ['pack', '--silent', '--pack-destination', projects],
    { cwd: join(ROOT, 'dist-package'), encoding: 'utf8' },
  );
  // What `npm install` does with a package that needs no other.
  await run('tar', [
    '-xzf',
    join(projects, packed.trim()),
    '--strip-components=1',
    '-C',
    own,
  ]);
  return folder;
}

/**
 * @param {string} folder - it is run in
 * @param {string} command
 * @param {readonly string[]} words - after it
 */
async function tool(folder, command, words) {
  const env = {
    ...process.env,
    // Nothing is read from the home of whoever runs the tests, or kept there.
    HOME: projects,
    ASTRO_TELEMETRY_DISABLED: '1',
    DOCUSAURUS_NO_UPDATE_NOTIFIER: '1',
    CI: '1',
  };
  await run(command, words, { cwd: folder, env }).catch((error) => {
    throw new Error(`${command}: ${error.stdout}${error.stderr}`);
  });
}

/** @param {string} name @returns {string} the path of a tool from Python's index */
const pythonTool = (name) => join(ROOT, '.tools/hosts/bin', name);

/**
 * @param {string} root - a folder
 * @param {(url: string) => Promise<unknown>} use - with its address
 * @param {string} [basePath]
 */
async function served(root, use, basePath = '/course/') {
  const server = await startServer({ root, basePath });
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

/**
 * @param {Page} page
 * @param {string} name - of the figure in its frame
 * @returns {Promise<Frame>} the frame, once the figure has readings
 */
async function framed(page, name) {
  const $frame = page.locator('iframe[src*="embed.html"]');
  await $frame.scrollIntoViewIfNeeded();
  const frame = await (await $frame.elementHandle())?.contentFrame();
  if (!frame) throw new Error('the frame has no content');
  await readings(frame, name);
  return frame;
}

/** @param {Page} page - whose figure is to train, in a worker */
async function trains(page) {
  await readings(page, 'learning-speeds');
  await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('learning-speeds')).play(),
  );
  await reach(page, 3, 'learning-speeds');
}

/** @param {Page} page @param {number} slide - of its deck */
async function goTo(page, slide) {
  await page.waitForFunction(() => document.querySelector('.reveal.ready'));
  for (let n = 0; n < slide; n += 1) await page.keyboard.press('PageDown');
}

test('slides of reveal.js have a figure in a frame and one as an element', async ({
  open,
}) => {
  const folder = await project('reveal', '');
  await mkdir(join(folder, 'node_modules'));
  await symlink(
    join(ROOT, 'node_modules/reveal.js'),
    join(folder, 'node_modules/reveal.js'),
  );
  await served(folder, async (url) => {
    const page = await open(url);
    await goTo(page, 1);
    const frame = await framed(page, 'learning-speeds');
    // Its slide has begun.
    await reach(frame, 1, 'learning-speeds');
    await page.keyboard.press('PageDown');
    expect((await readings(page, 'gradient-chain')).dCdb).toHaveLength(3);
    const { height = 0 } = page.viewportSize() ?? {};
    await expect(async () => {
      const box = await page.locator('gradient-chain').boundingBox();
      expect(box?.y, 'it fits the slide').toBeGreaterThan(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(height);
    }).toPass({ timeout: 30_000 });
  });
});

test('a page with an import map has the numbers and a figure', async ({
  open,
}) => {
  const folder = await project('import-map', null);
  await cp(join(ROOT, 'dist-package'), join(folder, NAME), { recursive: true });
  await served(folder, async (url) => {
    const page = await open(url);
    const { product } = await readings(page, 'gradient-chain');
    await expect(page.locator('output')).toHaveText(String(product));
  });
});

/**
 * @param {string} sample - of Quarto, a page or a deck
 * @param {string} tag - around each part of it
 * @returns {Promise<{ head: string, parts: string[] }>} what Quarto would take over as it is
 */
async function quartoParts(sample, tag) {
  const text = await readFile(join(EXAMPLES, 'quarto', sample), 'utf8');
  const [, head = ''] = /text: (<script.*<\/script>)/.exec(text) ?? [];
  const [, ...sections] = text.split(/^## /m);
  const parts = sections.map((section) => {
    const [, title, rest = ''] = /^(.*)\n([^]*)$/.exec(section) ?? [];
    const body = rest.replace(/^```\{=html\}\n([^]*?)^```$/gm, '$1');
    return `<section class="${tag}"><h2>${title}</h2>${body}</section>`;
  });
  return { head, parts };
}

test('a page and a deck as Quarto writes them show their figures', async ({
  open,
}) => {
  const folder = await project('quarto', '');
  await cp(
    join(ROOT, 'node_modules/reveal.js/dist'),
    join(folder, 'site_libs/revealjs/dist'),
    { recursive: true },
  );
  const pageParts = await quartoParts('page.qmd', 'level2');
  const start =
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Quarto</title>';
  await writeFile(
    join(folder, 'page.html'),
    `${start}<style>*, ::before, ::after { box-sizing: border-box; } body { margin: 0; font-size: 17px; line-height: 1.5; text-align: center; }</style>${pageParts.head}</head>
    <body class="quarto-light"><div id="quarto-content" class="page-columns page-rows-contents page-layout-article">
    <main class="content" id="quarto-document-content">${pageParts.parts.join('')}</main></div></body></html>`,
  );
  const { parts } = await quartoParts('slides.qmd', 'slide level2');
  await writeFile(
    join(folder, 'slides.html'),
    `${start}<link rel="stylesheet" href="site_libs/revealjs/dist/reveal.css"></head>
    <body class="quarto-light"><div class="reveal"><div class="slides">
    <section id="title-slide" class="quarto-title-block center"><h1 class="title">Slides</h1></section>${parts.join('')}</div></div>
    <script src="site_libs/revealjs/dist/reveal.js"></script>
    <script>Reveal.initialize({ hash: true, history: true, width: 1050, height: 700, margin: 0.1, navigationMode: 'linear', transition: 'none', backgroundTransition: 'none' });</script></body></html>`,
  );
  await served(folder, async (url) => {
    const page = await open(`${url}page.html`);
    expect((await readings(page, 'gradient-chain')).dCdb).toHaveLength(3);
    await framed(page, 'exploding-window');
    const deck = await open(`${url}slides.html`);
    await goTo(deck, 1);
    const frame = await framed(deck, 'learning-speeds');
    await reach(frame, 1, 'learning-speeds');
    await deck.keyboard.press('PageDown');
    await expect(deck.locator('section.present h2')).toHaveText('After it');
  });
});

test('a page of MyST has its frame', async ({ open, site }) => {
  const folder = await project('myst', null);
  const file = join(folder, 'index.md');
  const text = await readFile(file, 'utf8');
  const address = 'https://example.org/unstable-gradients/';
  expect(text).toContain(address);
  await writeFile(file, text.replace(address, site.url));
  // The content is there before the theme is asked for, which the web has.
  await tool(folder, pythonTool('myst'), ['build', '--site', '--ci']).catch(
    () => {},
  );
  const { mdast } = JSON.parse(
    await readFile(join(folder, '_build/site/content/index.json'), 'utf8'),
  );
  /** @param {any} node @returns {any} */
  const find = (node) =>
    node.type === 'iframe'
      ? node
      : node.children?.map(find).find((/** @type {any} */ found) => found);
  const { src, title, width } = find(mdast);
  expect(width).toBe('100%');
  // As the theme writes it.
  await writeFile(
    join(folder, 'index.html'),
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>MyST</title>
    <div style="position: relative; display: inline-block; padding-bottom: 60%; width: min(max(100%, 500px), 100%)">
    <iframe width="100%" height="100%" src="${src.replaceAll('&', '&amp;')}" title="${title}" allowfullscreen allow="autoplay" style="width: 100%; height: 100%; position: absolute; top: 0; left: 0; border: none"></iframe></div></html>`,
  );
  await served(folder, async (url) => {
    const page = await open(url);
    const frame = await framed(page, 'exploding-window');
    const { weight } = await frame.evaluate(
      () =>
        /** @type {any} */ (document.querySelector('exploding-window')).state,
    );
    expect(weight).toBe(8);
  });
});

test('Hugo has a shortcode for frames, and elements', async ({ open }) => {
  const folder = await project('hugo', 'static');
  await tool(folder, pythonTool('hugo'), ['--quiet', '--destination', 'site']);
  await served(join(folder, 'site'), async (url) => {
    const page = await open(url);
    expect((await readings(page, 'gradient-chain')).dCdb).toHaveLength(3);
    await framed(page, 'exploding-window');
  });
});

test('Astro builds the package in, and shows a frame', async ({ open }) => {
  const folder = await installed('astro', 'public');
  await tool(folder, 'node_modules/.bin/astro', ['build']);
  await served(join(folder, 'dist'), async (url) => {
    const page = await open(url);
    await trains(page);
    await framed(page, 'exploding-window');
  });
});

test('Docusaurus takes figures from page to page', async ({ open }) => {
  const folder = await installed('docusaurus', 'static');
  await tool(folder, 'node_modules/.bin/docusaurus', ['build', '--no-minify']);
  await served(join(folder, 'build'), async (url) => {
    const page = await open(url, { expected: [/favicon/] });
    await trains(page);
    await page.getByRole('link', { name: 'On to the window' }).click();
    await framed(page, 'exploding-window');
    await page.getByRole('link', { name: 'Back to the speeds' }).click();
    expect((await readings(page, 'learning-speeds')).epoch).toBe(0);
    await trains(page);
  });
});
