import assert from 'node:assert/strict';
import test from 'node:test';
import {
  readSummaries,
  readingsOf,
} from '../../www/figures/random-chains/summaries.js';
import { drawHistogram } from '../../www/figures/random-chains/chains-histogram.js';
import { drawQuantiles } from '../../www/figures/random-chains/chains-quantiles.js';
import {
  barText,
  chainsSentence,
  shareText,
} from '../../www/figures/random-chains/chains-sentence.js';
import { fakeDocument, faked } from './fake-document.js';

fakeDocument();
const LIMITS = { vanishing: -3, exploding: 3 };
const SIZE = { width: 600, em: 14, label: 'Chains' };

/** Two depths: three bars of a decade, and one bar with most chains at 0. */
const VALUES = Float64Array.of(
  ...[
    0.25, 0, 0, -5, -3, -2, -1.5, -1, -2.2, -1, -4, 1, 3, 25, 50, 25, 7, 0, 3,
  ],
  ...[0.9, 0, 0.9, -Infinity, -Infinity, -Infinity, -Infinity, -1, -Infinity],
  ...[12, -1, 1, 1, 10, 5],
);

const summaries = () => readSummaries(VALUES, 100);
const first = () => /** @type {any} */ (summaries()[0]);
const second = () => /** @type {any} */ (summaries()[1]);

test('the answer is read depth by depth', () => {
  assert.equal(summaries().length, 2);
  assert.deepEqual(
    [first().depth, first().between, first().counts, first().examples],
    [2, 0.75, [25, 50, 25], [7, 0, 3]],
  );
  assert.deepEqual(
    [second().depth, second().zero, second().firstZero, second().counts],
    [3, 0.9, 12, [10]],
  );
  const readings = readingsOf(first(), summaries(), 100);
  assert.deepEqual(readings.depths, [2, 3]);
  assert.equal(readings.quantilesByDepth.length, 10);
});

test('bars are coloured by what becomes of their chains, and say where they are', () => {
  const { $svg, places } = drawHistogram(
    { ...first(), chains: 100, limits: LIMITS },
    SIZE,
  );
  const bars = faked($svg).all('plot-bar');
  assert.deepEqual(
    bars.map((bar) => bar.get('class')),
    ['plot-bar is-vanishing', 'plot-bar is-between', 'plot-bar is-between'],
  );
  assert.deepEqual(
    places.map(({ bar }) => bar),
    [0, 1, 2],
  );
  const [one, two] = bars.map((bar) => Number(bar.get('height')));
  assert.ok(Math.abs(Number(two) / Number(one) - 2) < 1e-9);
});

test('ratios of 0 have a bar of their own, broken where it is too high', () => {
  const { $svg, places } = drawHistogram(
    { ...second(), chains: 100, limits: LIMITS },
    SIZE,
  );
  assert.deepEqual(
    places.map(({ bar }) => bar),
    [-1, 0],
  );
  assert.equal(faked($svg).all('plot-cut').length, 1);
  assert.match(faked($svg).textContent, /90\.0/);
});

test('a histogram whose chains are all 0 is drawn', () => {
  const empty = { from: 0, step: 0.2, counts: [], zero: 1, chains: 100 };
  const { places } = drawHistogram({ ...empty, limits: LIMITS }, SIZE);
  assert.deepEqual(
    places.map(({ bar }) => bar),
    [-1],
  );
});

test('a median of 0 has no place on the axis of the quantiles', () => {
  const $svg = faked(drawQuantiles(summaries(), 2, SIZE));
  const [curve] = $svg.all('plot-curve');
  assert.equal(curve?.get('points').split(' ').length, 1);
  assert.doesNotMatch(curve?.get('points') ?? '', /NaN|Infinity/);
  for (const band of $svg.all('plot-band')) {
    assert.doesNotMatch(band.get('points'), /NaN|Infinity/);
  }
});

test('the sentence says the shares, the median and the zeros', () => {
  assert.equal(
    chainsSentence(readingsOf(first(), summaries(), 100)),
    'Of 100 random chains of 2 neurons, 25.0\u202f% vanish, 75.0\u202f% lie in between and none explode. ' +
      'In the median chain the first gradient is 10⁻² of the last: a loss of 2 decades a layer.',
  );
  assert.match(
    chainsSentence(readingsOf(second(), summaries(), 100)),
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
  assert.equal(
    barText(first(), 1, 100),
    '10⁻³ to 10⁻²: 50 chains (50.0\u202f%)',
  );
  assert.match(barText(second(), -1, 100), /exactly 0: 90 chains/);
});
