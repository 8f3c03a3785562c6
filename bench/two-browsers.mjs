/** The same runs of the page in Firefox and in Chromium, at full speed, by turns. */
import { join } from 'node:path';
import { firefox } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';
import { mendFirefox } from '../tests/e2e/firefox.js';
import { cpuTime, familyOf, workerThreadsOf } from './cpu.mjs';
import { quantile, short } from './quantities.mjs';
import { ROOT, launch } from './stage.mjs';

/** @import { Browser } from '@playwright/test' */

const SIZE = 'batch=10&hidden=30,30,30,30,30&epochs=30';

/** Runs of learning-speeds, by the last epoch. */
const RUNS = /** @type {const} */ ([
  ['as the figure stands, 500 epochs', 500, ''],
  ['five hidden layers, mini-batch 10, 30 epochs', 30, `&${SIZE}`],
]);

/** What is measured, in ms. */
const MEASURES = [
  'from Play to the last epoch',
  'in the worker, on a processor',
];

/**
 * @param {Browser} browser
 * @returns {() => Promise<number>} gives the time that its workers have had on a
 *   processor; NaN where the system does not tell
 */
function watchWorkers(browser) {
  const { _connection } = /** @type {any} */ (browser);
  const { options } = _connection.toImpl(browser);
  const { pid = 0 } = options.browserProcess.process ?? {};
  const workers = familyOf(pid)
    .map((process) => ({ process, threads: workerThreadsOf(process) }))
    .filter(({ threads }) => threads.length > 0);
  return async () => {
    let sum = workers.length > 0 ? 0 : NaN;
    for (const each of workers) sum += (await cpuTime(each)) ?? NaN;
    return sum;
  };
}

/**
 * @param {Browser} browser
 * @param {string} address - of the figure
 * @param {number} last - epoch
 * @returns {Promise<number[]>} of each of `MEASURES`, in a page that has trained
 *   nothing yet
 */
async function timesOf(browser, address, last) {
  const page = await browser.newPage({
    colorScheme: 'light',
    viewport: { width: 960, height: 540 },
  });
  await page.goto(address);
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('learning-speeds'))?.readings
        ?.epoch === 0,
  );
  const worked = watchWorkers(browser);
  const before = await worked();
  const time = await page.evaluate(
    (epoch) =>
      new Promise((resolve) => {
        const $figure = /** @type {any} */ (
          document.querySelector('learning-speeds')
        );
        const start = performance.now();
        $figure.addEventListener('readingschange', () => {
          if ($figure.readings.epoch === epoch) {
            resolve(performance.now() - start);
          }
        });
        $figure.play();
      }),
    last,
  );
  const work = (await worked()) - before;
  await page.close();
  return [Number(time), work];
}

/** @returns {Promise<Browser>} a headless Firefox */
async function launchFirefox() {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env['FIREFOX'] || '/usr/bin/firefox-esr',
  });
  mendFirefox(browser);
  return browser;
}

/**
 * @param {{ quick: boolean, say: (words: string) => void }} options
 * @returns {Promise<string>} a table in Markdown: medians, and Firefox's by Chromium's
 */
export async function compareBrowsers({ quick, say }) {
  const server = await startServer({ root: join(ROOT, 'dist') });
  const browsers = [await launch(), await launchFirefox()];
  const rows = [];
  try {
    for (const [words, last, link] of RUNS) {
      say(words);
      const address = `${server.url}embed.html#figure=learning-speeds&pace=fast${link}`;
      const found = browsers.map(() => /** @type {number[][]} */ ([]));
      for (let round = 0; round < (quick ? 5 : 9); round += 1) {
        // Who begins has the caches as another's work left them.
        for (const which of round % 2 ? [1, 0] : [0, 1]) {
          const browser = /** @type {Browser} */ (browsers[which]);
          found[which]?.push(await timesOf(browser, address, last));
        }
      }
      for (const [at, measure] of MEASURES.entries()) {
        const [ours = NaN, theirs = NaN] = found.map((all) =>
          quantile(all.map((times) => times[at] ?? NaN)),
        );
        const cells = [ours, theirs].map((time) => `${short(time)} ms`);
        rows.push([words, measure, ...cells, `${short(theirs / ours, 2)} ×`]);
      }
    }
  } finally {
    for (const browser of browsers) await browser.close();
    await server.close();
  }
  const names = browsers.map(
    (browser, which) =>
      `${which ? 'Firefox' : 'Chromium'} ${browser.version().split('.')[0]}`,
  );
  const lines = [
    ['run', 'time', ...names, 'ratio'],
    ['---', '---', '---:', '---:', '---:'],
    ...rows,
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
