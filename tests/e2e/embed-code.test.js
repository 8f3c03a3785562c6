/**
 * What an embed brings before it is ready to be played with. Each module costs a
 * request and some milliseconds of a slow processor, so they are counted.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { figureSchemas } from '../../www/figures/schemas.js';
import { Site } from './harness.js';
import { readingsOf } from './runs.js';

/**
 * What a figure may bring: modules of ours, and their size in kB, each gzipped
 * alone. The core's own glue, in www/pkg, is not counted. It is the measured
 * value, rounded up a little: what makes it grow is to be worth it.
 *
 * @type {Readonly<Record<string, { modules: number, kilobytes: number }>>}
 */
const BUDGETS = {
  'deep-circuits': { modules: 49, kilobytes: 69 },
  'neuron-gradients': { modules: 78, kilobytes: 110 },
  'learning-speeds': { modules: 66, kilobytes: 97 },
  'gradient-chain': { modules: 52, kilobytes: 74 },
  'random-chains': { modules: 68, kilobytes: 87 },
  'exploding-window': { modules: 44, kilobytes: 56 },
  'layer-jacobians': { modules: 68, kilobytes: 89 },
};

const DIST = new URL('../../dist/', import.meta.url);

/** @type {Site} */
let site;

before(async () => {
  site = await Site.start();
});
after(() => site.close());

/** @returns {Promise<string[]>} what is fetched ahead, but never by an embed */
async function panels() {
  const list = new URL('www/site/panels.js', DIST);
  const text = await readFile(list, 'utf8');
  return [...text.matchAll(/^import '([^']+)'/gm)].map(([, path = '']) =>
    new URL(path, list).href.slice(DIST.href.length),
  );
}

/**
 * @param {string} name - of the figure
 * @returns {Promise<string[]>} the scripts that its embed has asked for when
 *   there are readings and the network has fallen silent
 */
async function scriptsOf(name) {
  /** @type {Set<string>} */
  const scripts = new Set();
  await site.open(
    `embed.html#figure=${name}`,
    async (page) => {
      await page.waitForFunction(
        (tag) => /** @type {any} */ (document.querySelector(tag))?.readings,
        name,
      );
      await page.waitForLoadState('networkidle');
      assert.ok(await readingsOf(page, name));
    },
    {
      prepare: async (page) => {
        // A worker's requests are its context's, not its page's.
        page.context().on('request', (request) => {
          const { pathname } = new URL(request.url());
          const path = pathname.slice(new URL(site.url).pathname.length);
          if (path.endsWith('.js')) scripts.add(path);
        });
      },
    },
  );
  return [...scripts];
}

for (const name of figureSchemas.keys()) {
  test(`an embed of ${name} brings what it needs, and no panel`, async () => {
    const scripts = await scriptsOf(name);
    const early = new Set(await panels());
    assert.ok(early.size > 10);
    assert.deepEqual(
      scripts.filter((path) => early.has(path)),
      [],
    );
    const own = scripts.filter((path) => !path.startsWith('www/pkg/'));
    const sizes = await Promise.all(
      own.map(async (path) => {
        const bytes = await readFile(new URL(path, DIST));
        return gzipSync(bytes, { level: 9 }).length;
      }),
    );
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    const budget = BUDGETS[name];
    assert.ok(budget, `${name} has no budget`);
    const found = `${own.length} modules, ${kilobytes.toFixed(1)} kB`;
    assert.ok(own.length <= budget.modules, found);
    assert.ok(kilobytes <= budget.kilobytes, found);
  });
}
