/**
 * What the page owes its readers while it trains: short tasks, frames in time,
 * flat memory, little code. Measured on the built site, `dist/`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startServer } from '../scripts/serve.mjs';
import { quantile } from './quantities.mjs';
import { ROOT, launch } from './stage.mjs';
import { liveliness, memoryGrowth } from './training-page.mjs';

/** @import { Browser } from '@playwright/test' */
/** @import { Stage } from './stage.mjs' */

/**
 * @typedef {object} Figure
 * @property {string} words
 * @property {number} value
 * @property {string} unit
 * @property {number} limit - of the goal
 */

/**
 * Two runs in two workers, against one alone.
 *
 * @param {Stage} stage
 * @param {{ parts: readonly string[], quick: boolean }} options
 * @returns {Promise<Figure[]>}
 */
async function twoRuns(stage, { parts, quick }) {
  const names = ['first run', 'second run'];
  const options = {
    core: `${stage.site}www/core/core.js`,
    build: 'simd',
    parts: parts.map((part) => new URL(part, stage.site).href),
  };
  const request = { precision: 'f32', text: '28 30,30 10 1000' };
  const workers = [];
  for (const name of names) {
    const worker = await stage.start(name, {
      participant: 'trainer.js',
      options,
    });
    await worker.ask({ ...request, command: 'prepare', number: 0 });
    workers.push(worker);
  }
  const train = /** @type {const} */ ({ ...request, command: 'train' });
  const number = quick ? 50 : 150;
  const ratios = [];
  for (let round = 0; round < (quick ? 4 : 9); round += 1) {
    const alone = await stage.together(names.slice(0, 1), { ...train, number });
    const both = await stage.together(names, { ...train, number });
    // The first round warms up.
    if (round > 0) ratios.push(both / alone);
  }
  for (const worker of workers) worker.end();
  const words = 'two runs on two workers, time against one alone';
  return [{ words, value: quantile(ratios), unit: '×', limit: 1.15 }];
}

/**
 * Opens an embedded figure and adds up what it fetched.
 *
 * @param {Browser} browser
 * @param {string} site
 * @param {string} name - of the figure
 * @returns {Promise<Figure[]>}
 */
async function sizesOf(browser, site, name) {
  const page = await browser.newPage();
  const files = /** @type {Set<string>} */ (new Set());
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (request.url().startsWith(site)) {
      files.add(decodeURIComponent(url.pathname.slice(1)));
    }
  });
  await page.goto(`${site}embed.html#figure=${name}`);
  await hasReadings(page, name);
  await page.waitForLoadState('networkidle');
  await page.close();
  const all = [...files].map((file) => {
    const bytes = readFileSync(join(ROOT, 'dist', file));
    return { file, size: gzipSync(bytes, { level: 9 }).length };
  });
  const isData = (/** @type {{ file: string }} */ { file }) =>
    file.startsWith('www/data/');
  const sum = (/** @type {{ size: number }[]} */ some) =>
    some.reduce((total, { size }) => total + size, 0) / 1000;
  const code = sum(all.filter((each) => !isData(each)));
  const data = sum(all.filter(isData));
  return [
    {
      words: `code of one embedded ${name}, gzipped`,
      value: code,
      unit: 'kB',
      limit: 120,
    },
    ...(data > 0
      ? [
          {
            words: `data of one embedded ${name}, gzipped`,
            value: data,
            unit: 'kB',
            limit: 210,
          },
        ]
      : []),
  ];
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name - of the figure
 * @returns {Promise<number>} milliseconds from the first byte until it showed
 *   readings
 */
async function hasReadings(page, name) {
  const when = await page.waitForFunction((tag) => {
    const $figure = /** @type {any} */ (document.querySelector(tag));
    if (!$figure?.readings) return 0;
    const [entry] = performance.getEntriesByType('navigation');
    const { responseStart = 0 } = /** @type {any} */ (entry ?? {});
    return performance.now() - responseStart;
  }, name);
  return when.jsonValue();
}

/**
 * @param {Browser} browser
 * @param {string} site
 * @param {string} name - of the figure
 * @param {number} rounds
 * @returns {Promise<Figure>}
 */
async function timeToInteractive(browser, site, name, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    // A context of its own each: nothing is in its cache.
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(`${site}embed.html#figure=${name}`);
    times.push(await hasReadings(page, name));
    await context.close();
  }
  return {
    words: `first byte to readings of ${name}, the page’s thread slowed 4 ×`,
    value: quantile(times),
    unit: 'ms',
    limit: 1000,
  };
}

/**
 * @param {Stage} stage
 * @param {{ parts: readonly string[], quick: boolean,
 *   say: (words: string) => void }} options
 * @returns {Promise<Figure[]>}
 */
export async function measurePage(stage, { parts, quick, say }) {
  const figures = [];
  say('two runs at once');
  figures.push(...(await twoRuns(stage, { parts, quick })));
  const server = await startServer({ root: join(ROOT, 'dist') });
  const browser = await launch();
  try {
    for (const name of ['gradient-chain', 'learning-speeds']) {
      say(`an embedded ${name}`);
      figures.push(
        ...(await sizesOf(browser, server.url, name)),
        await timeToInteractive(browser, server.url, name, quick ? 3 : 7),
      );
    }
    say('the page while it trains');
    figures.push(...(await liveliness(browser, server.url, quick)));
    say('memory over many epochs');
    figures.push(await memoryGrowth(browser, server.url, quick));
  } finally {
    await browser.close();
    await server.close();
  }
  return figures;
}
