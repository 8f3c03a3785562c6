import assert from 'node:assert/strict';
import test from 'node:test';
import { markup } from '../../../tests/markup.js';
import { drawHistogram, layOut } from './histogram.js';
import { drawQuantiles } from './quantiles.js';
import { readingsOf } from './readings.js';
import { barText, chainsSentence, shareText } from './sentence.js';

const SIZE = { width: 600, em: 14, label: 'Chains' };

/** Three bars of a decade. */
const first = {
  depth: 2,
  vanishing: 0.25,
  between: 0.75,
  exploding: 0,
  zero: 0,
  quantiles: [-5, -3, -2, -1.5, -1],
  mean: -2.2,
  firstZero: -1,
  from: -4,
  step: 1,
  counts: [25, 50, 25],
  examples: [7, 0, 3],
};

/** One bar, and most chains at 0. */
const second = {
  depth: 3,
  vanishing: 0.9,
  between: 0.1,
  exploding: 0,
  zero: 0.9,
  quantiles: [-Infinity, -Infinity, -Infinity, -Infinity, -1],
  mean: -Infinity,
  firstZero: 12,
  from: -1,
  step: 1,
  counts: [10],
  examples: [5],
};
const summaries = [first, second];

/** @param {typeof first} summary @returns what its histogram looks like */
function histogramOf(summary) {
  const layout = layOut(summary, SIZE);
  const options = { chains: 100, chosen: null, label: 'Chains' };
  const text = markup(drawHistogram(summary, layout, options));
  const bars = [...text.matchAll(/plot-bar is-(\w+)"[^>]*height="([^"]*)"/g)];
  return { text, bars, numbers: layout.places.map(({ bar }) => bar) };
}

test('readings are those of the depth shown, with the quantiles of all', () => {
  const readings = readingsOf(first, summaries, 100);
  assert.deepEqual(readings.depths, [2, 3]);
  assert.equal(readings.quantilesByDepth.length, 10);
  assert.deepEqual(readings.counts, [25, 50, 25]);
});

test('bars are coloured by what becomes of their chains, and say where they are', () => {
  const { bars, numbers } = histogramOf(first);
  assert.deepEqual(
    bars.map(([, fate]) => fate),
    ['vanishing', 'between', 'between'],
  );
  assert.deepEqual(numbers, [0, 1, 2]);
  const [one, two] = bars.map(([, , height]) => Number(height));
  assert.ok(Math.abs(Number(two) / Number(one) - 2) < 1e-3);
});

test('ratios of 0 have a bar of their own, broken where it is too high', () => {
  const { text, numbers } = histogramOf(second);
  assert.deepEqual(numbers, [-1, 0]);
  assert.equal(text.match(/plot-cut/g)?.length, 1);
  assert.match(text, /90\.0/);
});

test('a histogram whose chains are all 0 is drawn', () => {
  const empty = { ...second, from: 0, step: 0.2, counts: [], zero: 1 };
  const { text, numbers } = histogramOf(empty);
  assert.deepEqual(numbers, [-1]);
  assert.doesNotMatch(text, /NaN|Infinity/);
});

test('a median of 0 has no place on the axis of the quantiles', () => {
  const text = markup(drawQuantiles(summaries, 2, SIZE));
  const [, curve = ''] = /plot-curve" d="([^"]*)"/.exec(text) ?? [];
  assert.match(curve, /^M[\d. ]+$/, 'a point of the first depth, and no line');
  assert.doesNotMatch(text, /NaN|Infinity/);
});

test('the sentence says the shares, the median and the zeros', () => {
  assert.equal(
    chainsSentence(readingsOf(first, summaries, 100)),
    'Of 100 random chains of 2 neurons, 25.0\u202f% vanish, 75.0\u202f% lie in between and none explode. ' +
      'In the median chain the first gradient is 10⁻² of the last: a loss of 2 decades a layer.',
  );
  assert.match(
    chainsSentence(readingsOf(second, summaries, 100)),
    /In 90\.0\u202f% the first gradient is exactly 0/,
  );
});

test('few chains are counted, and so are the few that are missing', () => {
  assert.equal(shareText(0, 100_000), 'none');
  assert.equal(shareText(0.00004, 100_000), '4');
  assert.equal(shareText(0.5, 100_000), '50.0\u202f%');
  assert.equal(shareText(0.99998, 100_000), 'all but 2');
  assert.equal(shareText(1, 100_000), 'all');
});

test('a bar says from where to where, how many and what share', () => {
  assert.equal(barText(first, 1, 100), '10⁻³ to 10⁻²: 50 chains (50.0\u202f%)');
  assert.match(barText(second, -1, 100), /exactly 0: 90 chains/);
});
