/**
 * The page against the core run natively: the same state must give the same
 * bits. The bits were recorded by the Rust test of the same name.
 */
import { readFile } from 'node:fs/promises';
import { reach } from './figures.js';
import { expect, test } from './site.js';

/**
 * @typedef {object} RecordedRun
 * @property {string} name - in words
 * @property {Record<string, unknown>} state - of `learning-speeds`
 * @property {string[]} first - hexadecimal bits of the first row
 * @property {string[]} last - and of the last
 */

/** @type {RecordedRun[]} */
const RUNS = JSON.parse(
  await readFile(
    new URL('../snapshots/site-runs.json', import.meta.url),
    'utf8',
  ),
);

/**
 * @param {number[]} row - of numbers
 * @returns {string[]} their bits, as sixteen hexadecimal digits each
 */
function bits(row) {
  const view = new DataView(new ArrayBuffer(8));
  return row.map((number) => {
    view.setFloat64(0, number);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  });
}

for (const run of RUNS) {
  test(`the page reproduces ${run.name}, bit for bit`, async ({ open }) => {
    const state = Object.entries(run.state).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : String(value),
    ]);
    const hash = new URLSearchParams([['figure', 'learning-speeds'], ...state]);
    const page = await open(`embed.html#${hash}`);
    await reach(page, 0, 'learning-speeds');
    const history = await page.evaluate(async (epochs) => {
      /** @type {any} */
      const $figure = document.querySelector('learning-speeds');
      const done = new Promise((resolve) => {
        $figure.addEventListener('readingschange', () => {
          if ($figure.readings.epoch === epochs) resolve(undefined);
        });
      });
      $figure.play();
      await done;
      const { speeds, cost, trainingAccuracy, validationAccuracy } =
        $figure.history;
      const layers = speeds.length / cost.length;
      /** @param {number} epoch - of the row */
      const row = (epoch) => [
        ...speeds.slice(layers * epoch, layers * (epoch + 1)),
        cost[epoch],
        trainingAccuracy[epoch],
        validationAccuracy[epoch],
      ];
      return { first: row(0), last: row(epochs) };
    }, Number(run.state['epochs']));
    expect(bits(history.first)).toStrictEqual(run.first);
    expect(bits(history.last)).toStrictEqual(run.last);
  });
}
