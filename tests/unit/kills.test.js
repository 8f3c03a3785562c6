import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kills } from './kills.js';

test('runs that are killed at random moments end with the same bits', async () => {
  const { killed, wrong, lost } = await kills(12, 7);
  assert.equal(killed, 12);
  assert.equal(wrong, 0);
  // Otherwise no kill came between two checkpoints.
  assert.ok(lost > 0);
});
