import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foundIn, tableOf } from './found.js';
import { isLess, verdict } from './words.js';

const FOUND = {
  epoch: 30,
  images: 1000,
  validationImages: 250,
  classes: 10,
  before: [0.78, 0.6, 0.6],
  now: [0.84, 0.82],
};

describe('what is said of linear readers', () => {
  it('is a loss only where chance would hardly make one', () => {
    assert.ok(isLess(0.6, 0.78, 250));
    assert.ok(!isLess(0.76, 0.78, 250));
    assert.ok(!isLess(0.78, 0.6, 250));
    assert.match(verdict(FOUND)[0] ?? '', /throws away/);
    const same = { ...FOUND, before: [0.78, 0.76, 0.7] };
    assert.match(verdict(same)[0] ?? '', /do not show/);
  });

  it('is of the untrained network alone until there is another', () => {
    assert.equal(verdict({ ...FOUND, epoch: 0 }).length, 1);
    const [, trained, last] = verdict(FOUND);
    assert.match(trained ?? '', /After 30 epochs it reads 84\.0.*put more/);
    assert.match(last ?? '', /reads 82\.0.*where it read 60\.0/);
  });

  it('names a network whose numbers have left the range of floats', () => {
    const gone = { ...FOUND, now: [NaN, NaN] };
    assert.match(verdict(gone).at(-1) ?? '', /beyond the range of floats/);
  });

  it('comes from the worker as pixels and layers before, then layers now', () => {
    const accuracies = Float64Array.from([0.78, 0.6, 0.6, 0.84, 0.82]);
    const probed = {
      ...FOUND,
      type: /** @type {const} */ ('probed'),
      runId: 1,
      accuracies,
    };
    assert.deepEqual(foundIn(probed, 2), FOUND);
    assert.deepEqual(tableOf(FOUND).rows, [
      ['Pixels', 0.78, 0.78],
      ['Layer 1', 0.6, 0.84],
      ['Layer 2', 0.6, 0.82],
    ]);
  });
});
