import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageGoals, speedGoals } from '../../bench/goals.mjs';
import {
  operationsOf,
  quantile,
  shareOfPeak,
  short,
} from '../../bench/quantities.mjs';

test('the median of an even count lies between the two in the middle', () => {
  assert.equal(quantile([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([5, 1, 3]), 3);
  assert.equal(quantile([1, 2, 3, 4, 5], 0.25), 2);
  assert.ok(Number.isNaN(quantile([])));
});

test('an image costs a multiplication and an addition forward, backward and to update', () => {
  // 2 · (3 · (150·30 + 30·30 + 30·10) − 150·30), of 196 pixels 150 are not 0.
  assert.equal(operationsOf('14 30,30 10 1000', 150), 25_200);
});

test('a share of the peak counts what is needed and the best time', () => {
  const result = { best: 0.5, median: 1, ratio: 1 };
  const findings = /** @type {any} */ ({
    networks: { small: new Map([['native-f32', result]]) },
    inks: { small: 150 },
    peaks: { 'native-f32': 100 },
  });
  // 25,200 operations in half a microsecond are 50.4 GFLOP/s.
  assert.ok(
    Math.abs(shareOfPeak(findings, 'small', 'native-f32') - 50.4) < 1e-9,
  );
  assert.ok(Number.isNaN(shareOfPeak(findings, 'small', 'native-f64')));
  assert.ok(Number.isNaN(shareOfPeak(findings, 'wide', 'native-f32')));
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

test('goals of the core are met, missed, or neither where nothing was measured', () => {
  const result = { best: 0.5, median: 1, ratio: 1 };
  const goals = speedGoals(
    /** @type {any} */ ({
      networks: {
        digits: new Map([
          ['wasm-simd-f32', result],
          ['numpy-f32', { ...result, ratio: 8.5 }],
          ['convnet', { ...result, ratio: 0.9 }],
        ]),
        small: new Map([
          ['wasm-simd-f32', result],
          ['numpy-f32', { ...result, ratio: 1.5 }],
          ['trainer', { ...result, ratio: 0.5 }],
        ]),
      },
      inks: { digits: 150, small: 150 },
      peaks: { 'wasm-simd-f32': 100 },
      vanished: [{ words: 'deep', ratios: { 'native-f32': 1.4 } }],
    }),
  );
  const metOf = (/** @type {RegExp} */ words) =>
    goals.find((goal) => words.test(goal.words))?.met;
  assert.equal(metOf(/fastest peer, 784, mini-batch 10/), false);
  assert.equal(metOf(/fastest peer, 196/), true);
  assert.equal(metOf(/fastest peer, 30 × 256/), null);
  assert.equal(metOf(/peak, 784, mini-batch 10, wasm/), true);
  assert.equal(metOf(/peak, 784, mini-batch 10, native/), null);
  assert.equal(metOf(/every epoch measured/), null);
  assert.equal(metOf(/vanished .* native/), false);
});
