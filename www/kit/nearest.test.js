import assert from 'node:assert/strict';
import { test } from 'node:test';

import { moveTo } from './nearest.js';

test('a move between epochs leads over a gap, and stays at the ends', () => {
  const epochs = [0, 1, 2, 14, 27];
  assert.equal(moveTo(epochs, 2, 3), 14);
  assert.equal(moveTo(epochs, 14, 13), 2);
  assert.equal(moveTo(epochs, 14, 24), 27);
  assert.equal(moveTo(epochs, 27, 28), 27);
  assert.equal(moveTo(epochs, 0, -Infinity), 0);
  assert.equal(moveTo(epochs, 1, Infinity), 27);
  assert.equal(moveTo(epochs, 2, 2), 2);
  assert.equal(moveTo([], 0, 1), 0);
});
