/**
 * What the page owes its readers while it trains: short tasks, frames in time,
 * flat memory, little code. Measured on the built site, `dist/`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startServer } from '../scripts/serve.mjs';
import { figures as entries } from '../www/figures/index.js';
import { LATENCY_MS, startDistantHost } from './distant-host.mjs';
import { quantile } from './quantities.mjs';
import { ROOT, launch } from './stage.mjs';
import { fullSize, liveliness, memoryGrowth } from './training-page.mjs';

/** @import { Browser, Page } from '@playwright/test' */
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
 * Of an embed: kilobytes gzipped, requests, and milliseconds from the first byte
 * to its readings, over a slow network and on a slow processor.
 *
 * @type {Readonly<Record<string, { kilobytes: number, requests: number,
 *   network: number, processor: number }>>}
 */
const GOALS = {
  'gradient-chain': {
    ...{ kilobytes: 80, requests: 12 },
    ...{ network: 220, processor: 550 },
  },
  'learning-speeds': {
    ...{ kilobytes: 140, requests: 16 },
    ...{ network: 450, processor: 1000 },
  },
  'neuron-gradients': {
    ...{ kilobytes: 140, requests: 16 },
    ...{ network: 450, processor: 1000 },
  },
};
const GOAL_OF_OTHERS = {
  ...{ kilobytes: 110, requests: 16 },
  ...{ network: 450, processor: 1000 },
};

/**
 * Opens an embedded figure and counts what it asks for; the digits are data, of
 * any size. What a worker asks for again counts again.
 *
 * @param {Browser} browser
 * @param {string} site
 * @param {string} name - of the figure
 * @returns {Promise<{ requests: number, kilobytes: number }>}
 */
async function weightOf(browser, site, name) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const files = [];
  page.context().on('response', (response) => {
    const url = response.url();
    if (url.startsWith(site) && !/digits[^/]*\.bin$/.test(url)) {
      files.push(decodeURIComponent(new URL(url).pathname.slice(1)));
    }
  });
  await page.goto(`${site}embed.html#figure=${name}`);
  await hasReadings(page, name);
  await page.waitForLoadState('networkidle');
  await page.close();
  const bytes = files.reduce((total, file) => {
    const content = readFileSync(join(ROOT, 'dist', file));
    return total + gzipSync(content, { level: 9 }).length;
  }, 0);
  return { requests: files.length, kilobytes: bytes / 1000 };
}

/**
 * @param {Page} page
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
 * @param {{ rounds: number, slowdown: number }} options - how often, and how
 *   much slower the page's thread is
 * @returns {Promise<number>} milliseconds from the first byte to readings
 */
async function timeToReadings(browser, site, name, { rounds, slowdown }) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    // A context of its own each: nothing is in its cache.
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(`${site}embed.html#figure=${name}`);
    times.push(await hasReadings(page, name));
    await context.close();
  }
  return quantile(times);
}

/**
 * @param {Browser} browser
 * @param {{ site: string, distant: string | null }} hosts - a fast one, and one
 *   that answers late
 * @param {string} name - of the figure
 * @param {number} rounds
 * @returns {Promise<Figure[]>}
 */
async function embed(browser, { site, distant }, name, rounds) {
  const goals = GOALS[name] ?? GOAL_OF_OTHERS;
  const weight = await weightOf(browser, site, name);
  const slow = { rounds, slowdown: 4 };
  const processor = await timeToReadings(browser, site, name, slow);
  const network =
    distant === null
      ? NaN
      : await timeToReadings(browser, distant, name, { rounds, slowdown: 1 });
  return [
    {
      words: `an embed of ${name}, requests`,
      value: weight.requests,
      unit: '',
      limit: goals.requests,
    },
    {
      words: `an embed of ${name}, gzipped, without digits`,
      value: weight.kilobytes,
      unit: 'kB',
      limit: goals.kilobytes,
    },
    {
      words: `first byte to readings of ${name}, answers ${LATENCY_MS} ms late`,
      value: network,
      unit: 'ms',
      limit: goals.network,
    },
    {
      words: `first byte to readings of ${name}, the page’s thread slowed 4 ×`,
      value: processor,
      unit: 'ms',
      limit: goals.processor,
    },
  ];
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
  const distant = await startDistantHost(server.url);
  if (!distant) say('no openssl: nothing is measured over a slow network');
  const browser = await launch();
  try {
    const hosts = { site: server.url, distant: distant?.url ?? null };
    for (const { name } of entries) {
      say(`an embed of ${name}`);
      figures.push(...(await embed(browser, hosts, name, quick ? 3 : 7)));
    }
    say('the page while it trains');
    figures.push(...(await liveliness(browser, server.url, quick)));
    say('all of MNIST');
    figures.push(await fullSize(browser, server.url));
    say('memory over many epochs');
    figures.push(await memoryGrowth(browser, server.url, quick));
  } finally {
    await browser.close();
    await distant?.close();
    await server.close();
  }
  return figures;
}
