import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Stride } from './stride.js';

it('a run whose tab was frozen for an hour goes on from where it was', () => {
  const stride = new Stride(8, 0, 0);
  let done = 0;
  for (let now = 0; now <= 2000; now += 10) done = stride.reach(now, done);
  assert.ok(Math.abs(done - 32) < 1e-6, String(done));
  const later = stride.reach(2000 + 3_600_000, done);
  assert.ok(
    later < 80,
    `expected about the epochs of the next moment, got ${later}`,
  );
});
