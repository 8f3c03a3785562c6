import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fetchFailureWords,
  megabytes,
  memoryOf,
  mostAtOnce,
} from './run-memory.js';

test('the memory of a run is about what was measured', () => {
  /** @type {[Parameters<typeof memoryOf>[0], number][]} */
  const measured = [
    [{ images: 1000, batch: 10, pixels: 28, precision: 'f32' }, 17],
    [{ images: 8000, batch: 10, pixels: 28, precision: 'f32' }, 50],
    [{ images: 50_000, batch: 10, pixels: 28, precision: 'f32' }, 231],
    [{ images: 50_000, batch: 10, pixels: 28, precision: 'f64' }, 311],
    [{ images: 50_000, batch: 10, pixels: 14, precision: 'f32' }, 190],
    [{ images: 50_000, batch: 10, pixels: 14, precision: 'f64' }, 209],
    [{ images: 50_000, batch: 50_000, pixels: 28, precision: 'f32' }, 280],
  ];
  for (const [run, found] of measured) {
    const ratio = memoryOf(run) / 1e6 / found;
    assert.ok(ratio > 0.9 && ratio < 1.15, `${JSON.stringify(run)}: ${ratio}`);
  }
});

test('four runs on all of MNIST are at work at once, and any run by itself', () => {
  const all = /** @type {const} */ ({
    images: 50_000,
    batch: 10,
    pixels: 28,
    precision: 'f32',
  });
  const small = { ...all, images: 1000 };
  assert.equal(mostAtOnce([all, small]), 4);
  assert.ok(mostAtOnce([small]) > 32);
  assert.equal(mostAtOnce([{ ...all, images: 1e9 }]), 1);
  assert.equal(mostAtOnce([]), Infinity);
});

test('bytes are said in megabytes', () => {
  assert.equal(megabytes(8_722_083), '8.7\u00a0MB');
  assert.equal(megabytes(164_800_000, 0), '165\u00a0MB');
});

test('why digits did not come is said', () => {
  const failure = { message: 'got 404', fatal: false };
  assert.match(
    fetchFailureWords({ ...failure, code: 'digits-missing' }, 1),
    /put up without .*got 404.*fewer images/,
  );
  assert.match(
    fetchFailureWords({ ...failure, code: 'data' }, 1),
    /cut short or damaged/,
  );
  assert.match(
    fetchFailureWords({ ...failure, code: 'load-failed' }, 1),
    /could not be fetched/,
  );
  const file =
    'https://example.org/www/assets/digits-all-D_0wF3WC.bin: no answer';
  assert.match(
    fetchFailureWords({ message: file, fatal: false, code: 'load-failed' }, 1),
    /beyond the first 8\u202f000 images are not here.*at most 8\u202f000 images/,
  );
});
