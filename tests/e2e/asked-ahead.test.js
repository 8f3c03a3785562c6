/**
 * What a page asks for ahead of its code is what that code then asks for: no
 * more, which would be bytes for nothing, and nothing left to be found out late.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { figureSchemas } from '../../www/figures/schemas.js';
import { Site } from './harness.js';

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/**
 * What comes later: the worker's files, which its own script finds out, and what
 * only some states of a figure need.
 */
const LATER = /^www\/(worker\/.+|data\/speed-bands\.json)$/;

/**
 * @param {string} path - of the page
 * @param {string} figure - whose readings are waited for
 * @returns {Promise<{ hinted: Set<string>, found: Set<string> }>} paths of what
 *   is asked for ahead, and of what a page that is not told so asks for
 */
async function requestsOf(path, figure) {
  /** @type {Set<string>} */
  const hinted = new Set();
  /** @type {Set<string>} */
  const found = new Set();
  const root = new URL(site.url).pathname;
  await site.open(
    path,
    async (page) => {
      await page.waitForFunction(
        (tag) => /** @type {any} */ (document.querySelector(tag))?.readings,
        figure,
      );
      await page.waitForLoadState('networkidle');
      const hrefs = await page.$$eval('link[data-asked]', (links) =>
        links.map((link) => link.getAttribute('data-asked') ?? ''),
      );
      for (const href of hrefs) hinted.add(new URL(href).pathname);
    },
    {
      prepare: async (page) => {
        // Only remembered: what is fetched now is what the code asks for.
        await page.addInitScript(() => {
          const append = Element.prototype.append;
          Element.prototype.append = function remember(...nodes) {
            for (const node of nodes) {
              if (!(node instanceof HTMLLinkElement)) continue;
              if (!/preload/.test(node.rel)) continue;
              node.dataset['asked'] = node.href;
              node.removeAttribute('rel');
            }
            append.apply(this, nodes);
          };
        });
        page.on('request', (request) => {
          found.add(new URL(request.url()).pathname);
        });
      },
    },
  );
  /** @param {Set<string>} paths */
  const inside = (paths) =>
    new Set([...paths].map((each) => each.slice(root.length)));
  return { hinted: inside(hinted), found: inside(found) };
}

for (const name of figureSchemas.keys()) {
  test(`an embed of ${name} asks ahead for what it needs, and no more`, async () => {
    const { hinted, found } = await requestsOf(
      `embed.html#figure=${name}`,
      name,
    );
    assert.ok(hinted.size > 20, `${hinted.size} files asked for ahead`);
    assert.deepEqual(
      [...hinted].filter((path) => !found.has(path)),
      [],
      'asked for, but not needed',
    );
    const late = [...found].filter(
      (path) =>
        /^www\/.+\.(js|css|wasm|json|bin)$/.test(path) &&
        !LATER.test(path) &&
        !hinted.has(path),
    );
    assert.deepEqual(
      late.sort(),
      [
        'www/figures/figure-needs.js',
        'www/figures/loaders.js',
        'www/site/embed.js',
        'www/lists/modules-of-figures.js',
        'www/site/ask-ahead.js',
        'www/site/embed.css',
        'www/kit/tokens.css',
      ],
      'needed, but not asked for ahead: only what embed.html names itself',
    );
  });
}

test('embed.html and index.html name what their first scripts import', async () => {
  for (const [path, script] of [
    ['embed.html', 'www/site/embed.js'],
    ['index.html', 'www/site/early.js'],
  ]) {
    await site.open(String(path), async (page) => {
      const imports = await page.evaluate(async (entry) => {
        const url = new URL(String(entry), location.href);
        const text = await (await fetch(url)).text();
        return [...text.matchAll(/^import .* from '([^']+)';$/gm)].map(
          ([, each = '']) => new URL(each, url).href,
        );
      }, script);
      assert.ok(imports.length > 1);
      const named = await page.$$eval(
        'head > link[rel="modulepreload"]',
        (links) => links.map((link) => /** @type {any} */ (link).href),
      );
      assert.deepEqual(
        imports.filter((href) => !named.includes(href)),
        [],
        String(path),
      );
    });
  }
});

test('the page asks ahead for modules that it imports, and no others', async () => {
  const { hinted, found } = await requestsOf('index.html', 'gradient-chain');
  assert.ok(hinted.size > 100, `${hinted.size} modules asked for ahead`);
  const unused = [...hinted].filter((path) => !found.has(path));
  // The parts of figures out of sight come when those are looked at.
  assert.deepEqual(
    unused.filter((path) => !/^www\/(core|pkg)\//.test(path)),
    [],
  );
});
