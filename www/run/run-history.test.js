import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RunHistory, speedsOf } from './run-history.js';

/** @param {number} rows - how many */
function filled(rows) {
  const history = new RunHistory(2);
  for (let epoch = 0; epoch < rows; epoch += 1) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

/** A run measured at epochs 0 to 2, then now and then. */
function gappy() {
  const history = new RunHistory(2);
  for (const epoch of [0, 1, 2, 14, 27]) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

test('rows come out as they went in', () => {
  const history = new RunHistory(2);
  assert.equal(history.epoch, -1);
  const rows = Float64Array.from([1, 2, 3, 0.1, 0.2, 4, 5, 6, 0.3, 0.4]);
  history.append([0, 1], rows);
  assert.equal(history.epoch, 1);
  assert.deepEqual(history.row(1), {
    epoch: 1,
    speeds: [4, 5],
    weightSpeeds: [],
    speedsTogether: [],
    cost: 6,
    trainingAccuracy: 0.3,
    validationAccuracy: 0.4,
  });
  const all = history.history;
  assert.deepEqual([...all.epochs], [0, 1]);
  assert.deepEqual([...all.speeds], [1, 2, 4, 5]);
  assert.deepEqual([...all.cost], [3, 6]);
  assert.deepEqual([...all.trainingAccuracy], [0.1, 0.3]);
  assert.deepEqual([...all.validationAccuracy], [0.2, 0.4]);
});

test('rows have the speeds by every measure where they were measured', () => {
  const history = new RunHistory(2);
  const row = Float64Array.from([3, 4, 3.2, 0.1, 0.2]);
  for (const epoch of [0, 2]) {
    const by = [4 + epoch, 3 + epoch, 5 + epoch, 5 + epoch];
    history.append([epoch], row, Float64Array.from(by));
  }
  assert.deepEqual(history.row(2).weightSpeeds, [6, 5]);
  assert.deepEqual(speedsOf(history.row(0), 'both'), [5, 5]);
  assert.deepEqual([...history.speedsBy('biases', 1)], [3, 4]);
  assert.deepEqual([...history.speedsBy('weights')], [4, 3, 6, 5]);
  assert.deepEqual([...history.history.speedsTogether], [5, 5, 7, 7]);
  assert.equal(filled(2).speedsBy('weights').length, 0);
});

test('what a caller does to the history leaves the run alone', () => {
  const history = filled(3);
  history.history.speeds.fill(NaN);
  assert.equal(history.row(0).speeds[0], 0.1);
});

test('a repetition, a disorder and half a row are refused whole', () => {
  const history = filled(2);
  const numbers = (/** @type {number} */ count) => new Float64Array(count);
  assert.throws(() => history.append([1], numbers(5)), RangeError);
  assert.throws(() => history.append([3, 2], numbers(10)), RangeError);
  assert.throws(() => history.append([2], numbers(4)), RangeError);
  assert.throws(() => history.append([2, 3], numbers(5)), RangeError);
  assert.equal(history.rows, 2);
});

test('rows know their epochs where some were not measured', () => {
  const history = gappy();
  assert.equal(history.rows, 5);
  assert.equal(history.epoch, 27);
  assert.deepEqual([...history.history.epochs], [0, 1, 2, 14, 27]);
  assert.deepEqual([...history.history.cost], [3, 4, 5, 17, 30]);
  assert.equal(history.before(14), 2);
  assert.equal(history.before(0), -1);
  assert.ok(history.hasGaps);
  assert.ok(!filled(5).hasGaps && !new RunHistory(2).hasGaps);
});

test('an epoch that was not measured is read out as the nearest that was', () => {
  const history = gappy();
  for (const [asked, found] of [
    [14, 14],
    [8, 2],
    [9, 14],
    [20, 14],
    [21, 27],
    [-3, 0],
    [Infinity, 27],
  ]) {
    assert.equal(history.row(asked ?? NaN).epoch, found, `asked for ${asked}`);
    assert.equal(history.row(asked ?? NaN).cost, 3 + (found ?? NaN));
  }
});

test('the columns from an epoch on are what a plot has not drawn yet', () => {
  const history = filled(4);
  assert.deepEqual([...history.columns(2, 0, 2)], [2.1, 2.2, 3.1, 3.2]);
  assert.equal(history.columns(4, 0, 2).length, 0);
});
