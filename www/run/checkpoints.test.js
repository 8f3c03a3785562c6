import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Checkpoints } from './checkpoints.js';

/** @param {string} transport @param {readonly number[]} hidden @returns {Promise<number>} how often such a run is asked for its bytes */
async function askedOf(transport, hidden) {
  let asked = 0;
  const session = {
    ...{ transport, phase: 'playing', history: { epoch: 1 } },
    spec: { hidden, pixels: 28 },
    snapshot: async () => {
      asked += 1;
      return null;
    },
  };
  const checkpoints = new Checkpoints(
    /** @type {any} */ (session),
    async () => {},
  );
  await checkpoints.heard(true);
  return asked;
}

test('a large run is taken in a worker, and not on the page’s own thread, which would stand still', async () => {
  const largest = Array.from({ length: 30 }, () => 256);
  assert.equal(await askedOf('worker', largest), 1);
  assert.equal(await askedOf('page', largest), 0);
  assert.equal(await askedOf('page', [30, 30]), 1);
});
