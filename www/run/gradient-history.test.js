import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GradientHistory } from './gradient-history.js';

/** @param {GradientHistory} history */
function valuesOf(history) {
  return history.epochs.map((epoch) => [
    epoch,
    ...(history.row(epoch)?.layers.flatMap((layer) => [...layer]) ?? []),
  ]);
}

describe('the history of the gradients', () => {
  it('keeps every row and gives them back, epoch by epoch', () => {
    const history = new GradientHistory([2, 1], 1);
    history.append(Float64Array.of(0, 1, 1, -2, 3, 1, 1, 4, 5, -6));
    history.append(Float64Array.of(2, 1, 7, 8, 9));
    assert.deepEqual(valuesOf(history), [
      [0, 1, -2, 3],
      [1, 4, 5, -6],
      [2, 7, 8, 9],
    ]);
    assert.deepEqual([...history.column(1, 0)], [3, -6, 9]);
    assert.deepEqual([...history.column(0, 1)], [-2, 5, 8]);
    assert.equal(history.largest, 9);
    assert.equal(history.row(-1)?.epoch, 0);
    assert.equal(new GradientHistory([2, 1], 1).row(0), null);
  });

  it('of a long run drops a row that was there for being the last only', () => {
    const history = new GradientHistory([1], 4);
    history.append(Float64Array.of(0, 1, 10, 3, 0, 13));
    assert.deepEqual(history.epochs, [0, 3]);
    history.append(Float64Array.of(4, 1, 14, 6, 0, 16));
    assert.deepEqual(history.epochs, [0, 4, 6]);
    assert.equal(history.row(5)?.epoch, 4);
    assert.equal(history.row(1000)?.epoch, 6);
    assert.deepEqual([...history.history.gradients], [10, 14, 16]);
  });

  it('knows a typical size that squares would lose, and no NaN for one', () => {
    const history = new GradientHistory([2, 2], 1);
    history.append(Float64Array.of(0, 1, 3e-200, 4e-200, NaN, Infinity));
    assert.ok(
      Math.abs(history.leastTypical / (5e-200 / Math.SQRT2) - 1) < 1e-9,
    );
    assert.equal(history.largest, 4e-200);
    assert.ok(Math.abs(history.largestSpeed / 5e-200 - 1) < 1e-9);
    assert.equal(history.leastSpeed, history.largestSpeed);
  });
});
