import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageGoals, speedGoals } from '../../bench/goals.mjs';
import { operationsOf, quantile, short } from '../../bench/quantities.mjs';

test('the median of an even count lies between the two in the middle', () => {
  assert.equal(quantile([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([5, 1, 3]), 3);
  assert.equal(quantile([1, 2, 3, 4, 5], 0.25), 2);
  assert.ok(Number.isNaN(quantile([])));
});

test('an image costs a multiplication and an addition forward, backward and to update', () => {
  // 2 · (3 · (196·30 + 30·30 + 30·10) − 196·30)
  assert.equal(operationsOf('14 30,30 10 1000'), 30_720);
});

test('a number is written with the digits that count', () => {
  assert.equal(short(1.2345), '1.23');
  assert.equal(short(12_345.6), '12,346');
  assert.equal(short(NaN), '–');
});

test('a goal of the page is met at its limit and not beyond', () => {
  const figure = { words: 'code', unit: 'kB', limit: 120 };
  const goals = pageGoals([
    { ...figure, value: 120 },
    { ...figure, value: 120.1 },
    { ...figure, value: NaN },
  ]);
  assert.deepEqual(
    goals.map(({ met }) => met),
    [true, false, null],
  );
});

test('a goal against a peer that could not take part is neither met nor missed', () => {
  const result = { median: 1, low: 1, high: 1, ratio: 1 };
  const goals = speedGoals(
    /** @type {any} */ ({
      networks: {
        digits: new Map([
          ['wasm-simd-f32', result],
          ['numpy-f32', { ...result, ratio: 8.5 }],
        ]),
      },
      vanished: [{ words: 'deep', ratios: { 'native-f32': 1.4 } }],
    }),
  );
  const metOf = (/** @type {RegExp} */ words) =>
    goals.find((goal) => words.test(goal.words))?.met;
  assert.equal(metOf(/784, mini-batch 10, against NumPy/), true);
  assert.equal(metOf(/ConvNetJS/), null);
  assert.equal(metOf(/TensorFlow/), null);
  assert.equal(metOf(/vanished .* native/), false);
});
