import assert from 'node:assert/strict';
import test from 'node:test';
import { markup } from '../../../tests/markup.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { take } from '../../core/plain.js';
import { fateOf } from '../../kit/fate.js';
import { drawHistogram, layOut } from './histogram.js';
import { drawQuantiles } from './quantiles.js';
import { barsOf, readingsOf } from './readings.js';
import * as sentence from './sentence.js';

const { chainsSentence, shareText } = sentence;

const SIZE = { width: 600, em: 14, label: 'Chains' };

/** Three bars of a decade. */
const first = {
  depth: 2,
  vanishing: 0.25,
  between: 0.75,
  exploding: 0,
  zero: 0,
  quartered: 0.9,
  quantiles: [-5, -3, -2, -1.5, -1],
  mean: -2.2,
  firstZero: -1,
  firstBetween: 3,
  firstExploding: -1,
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
  quartered: 1,
  quantiles: [-Infinity, -Infinity, -Infinity, -Infinity, -1],
  mean: -Infinity,
  firstZero: 12,
  firstBetween: 5,
  firstExploding: -1,
  from: -1,
  step: 1,
  counts: [10],
  examples: [5],
};
const summaries = [first, second];

/** @param {typeof first} summary @returns what its histogram looks like */
function histogramOf(summary, chains = 100) {
  const layout = layOut(barsOf(summary, chains), SIZE);
  const options = { chains, chosen: null, label: 'Chains' };
  const text = markup(drawHistogram(layout, options));
  const bars = [...text.matchAll(/plot-bar is-(\w+)"[^>]*height="([^"]*)"/g)];
  return { text, bars, numbers: layout.places.map(({ bar }) => bar) };
}

/** @param {typeof first} summary @param {number} which @param {number} chains */
function barText(summary, which, chains) {
  const bar = barsOf(summary, chains).find(({ bar: one }) => one === which);
  return bar ? sentence.barText(bar, chains) : '';
}

/** What no sentence may contain. */
const WRONG = /NaN|undefined|Infinity|[−-]0(?![.\d])/;

test('0, subnormal and lost ratios are said for what they are', () => {
  for (const median of [-0, -1e-12, -308.2, -323.6, -455, 400, -Infinity]) {
    for (const count of [0, 1, 100]) {
      const summary = {
        ...first,
        quantiles: first.quantiles.map(() => median),
        zero: count / 100,
        quartered: count / 100,
        vanishing: count / 100,
        between: 1 - count / 100,
        from: Math.max(median, -500),
        counts: [count],
      };
      const text = [
        chainsSentence(readingsOf(summary, [summary], 100)),
        barText(summary, 0, 100),
        barText(summary, -1, 100),
      ].join(' ');
      assert.doesNotMatch(text, WRONG, `${median} ${count}`);
    }
  }
  const far = { ...first, quantiles: first.quantiles.map(() => -455) };
  assert.match(
    chainsSentence(readingsOf(far, [far], 100)),
    /10⁻⁴⁵⁵ of the last: a loss of 455 decades/,
  );
  assert.match(barText({ ...first, counts: [1] }, 0, 100), /: 1 chain \(/);
});

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
    ['vanishing', 'vanishing', 'vanishing'],
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

test('a quantile of 0 is on a line of its own below the decades', () => {
  const text = markup(drawQuantiles(summaries, 2, SIZE));
  const [, curve = ''] = /plot-curve" d="([^"]*)"/.exec(text) ?? [];
  const [, from, to] = /^M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)$/.exec(curve) ?? [];
  assert.ok(Number(to) > Number(from), curve);
  assert.match(text, />\s*0\s*<[^]*median = 0/);
  assert.doesNotMatch(text, /NaN|Infinity/);
  const without = markup(drawQuantiles([first], 2, SIZE));
  assert.doesNotMatch(without, />\s*0\s*</);
});

test('a bar across the line to exploding is two, each with a chain of its own', () => {
  const wide = {
    ...first,
    between: 0.04,
    exploding: 0.01,
    vanishing: 0.95,
    firstExploding: 8,
    from: -11,
    step: 10,
    counts: [95, 5],
    examples: [0, 3],
  };
  const bars = barsOf(wide, 100).map(({ low, high, count, example, fate }) => [
    low,
    high,
    count,
    example,
    fate,
  ]);
  assert.deepEqual(bars, [
    [-11, -1, 95, 0, 'vanishing'],
    [-1, 1, 4, 3, 'between'],
    [1, 9, 1, 8, 'exploding'],
  ]);
  const none = { ...wide, exploding: 0, between: 0.05 };
  const { bars: drawn } = histogramOf(none);
  assert.deepEqual(
    drawn.map(([, fate]) => fate),
    ['vanishing', 'between'],
  );
});

test('the sentence says the shares, the median and the zeros', () => {
  assert.equal(
    chainsSentence(readingsOf(first, summaries, 100)),
    'Of 100 random chains of 2 neurons, 25.0\u202f% vanish, 75.0\u202f% lie in between and none explode. ' +
      'In the median chain the first gradient is 10⁻² of the last: a loss of 2 decades a layer. ' +
      'In 90.0\u202f% it is smaller by a factor of 4 or more, the chapter’s ¼ a layer.',
  );
  assert.match(
    chainsSentence(readingsOf(second, summaries, 100)),
    /In 90\.0\u202f% the first gradient is exactly 0/,
  );
});

test('at three neurons the sentence has the chapter’s factor of 16', () => {
  const three = { ...first, depth: 3, quartered: 0.916 };
  const readings = readingsOf(three, [three], 100);
  assert.match(
    chainsSentence(readings),
    /In 91\.6\u202f% it is smaller by a factor of 16 or more, the chapter’s ¼/,
  );
  // A quarter is the slope of a sigmoid.
  assert.doesNotMatch(chainsSentence(readings, 'tanh'), /¼/);
});

test('the page’s one threshold divides chains and bars', async () => {
  const { core } = await openInNode('random-chains');
  for (const weightSpread of [1, 5, 100]) {
    const draws = new core.RawRandomChains({
      chains: 2000,
      weightSpread,
      biasSpread: 1,
      input: 0.5,
      activation: 'sigmoid',
      seed: 1,
    });
    while (!draws.isDone) draws.advance(1000);
    for (const summary of draws.answer().map(take)) {
      const { from, step, counts, vanishing, between, exploding } = summary;
      assert.ok(Math.abs(vanishing + between + exploding - 1) < 1e-12);
      let below = 0;
      for (const [bar, count] of counts.entries()) {
        const [low, high] = [from + bar * step, from + (bar + 1) * step];
        if (fateOf(high - 1e-9) === 'vanishing') below += count;
        else assert.ok(fateOf(low + 1e-9) !== 'vanishing', `${low} ${high}`);
      }
      assert.equal(below, Math.round(2000 * vanishing));
      const { bars } = histogramOf(summary, 2000);
      const drawn = new Set(bars.map(([, fate]) => fate));
      assert.equal(drawn.has('vanishing'), vanishing > 0);
      assert.equal(drawn.has('exploding'), exploding > 0);
      assert.equal(drawn.has('between'), between > 0);
    }
    draws.free();
  }
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
