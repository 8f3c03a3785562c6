import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, crc32Joined } from './crc32.js';

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
