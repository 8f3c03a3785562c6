import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, crc32InSlices, crc32Joined } from './crc32.js';

/** @param {number} length */
const bytesOf = (length) =>
  Uint8Array.from({ length }, (_, at) => (at * 7919) >> 3);

test('the checksum is the published one, whatever the pieces', () => {
  const text = new TextEncoder().encode('123456789');
  assert.equal(crc32(text), 0xcbf43926);
  assert.equal(crc32(), 0);
  const bytes = bytesOf(100);
  for (let at = 0; at <= bytes.length; at += 1) {
    const pieces = [bytes.subarray(0, at), bytes.subarray(at)];
    assert.equal(crc32(...pieces), crc32(bytes), `${at}`);
  }
});

test('two checksums give that of both, and that of both gives the second', () => {
  for (const length of [0, 1, 7, 8, 1000, 65_537]) {
    const [before, after] = [bytesOf(21), bytesOf(length).reverse()];
    const both = crc32(before, after);
    const [first, second] = [crc32(before), crc32(after)];
    assert.equal(crc32Joined(first, second, length), both, `${length}`);
    assert.equal(crc32Joined(first, both, length), second, `${length}`);
  }
});

test('the checksum in slices is the same, and others have their turn between two', async (t) => {
  const bytes = bytesOf(3 * 2 ** 21 + 50);
  const timer = t.mock.method(globalThis, 'setTimeout');
  for (const pieces of [
    [],
    [bytes.subarray(0, 16), bytes.subarray(20)],
    [bytes.subarray(0, 2 ** 21)],
  ]) {
    timer.mock.resetCalls();
    assert.equal(await crc32InSlices(...pieces), crc32(...pieces));
    const most = pieces.reduce((sum, { length }) => sum + length, 0) / 2 ** 21;
    assert.equal(timer.mock.callCount(), Math.max(0, Math.ceil(most) - 1));
  }
});
