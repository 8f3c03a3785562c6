import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  SplitMix64,
  apportion,
  arrange,
  interleave,
} from '../../scripts/digits/order.mjs';

/** How often each digit is in the package. */
const COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];

test('the generator is SplitMix64', () => {
  const generator = new SplitMix64(1234567n);
  assert.deepEqual(
    Array.from({ length: 3 }, () => generator.next()),
    [6457827717110365317n, 3203168211198807973n, 9817491932198370423n],
  );
});

test('a shuffle keeps every item, moves them, and is the same again', () => {
  const items = Array.from({ length: 100 }, (_, item) => item);
  const shuffled = new SplitMix64(5n).shuffled(items);
  assert.deepEqual(
    shuffled.toSorted((a, b) => a - b),
    items,
  );
  assert.notDeepEqual(shuffled, items);
  assert.deepEqual(new SplitMix64(5n).shuffled(items), shuffled);
  assert.notDeepEqual(new SplitMix64(6n).shuffled(items), shuffled);
});

test('places are shared out in proportion, to the last one', () => {
  const shares = apportion(COUNTS, 2000);
  assert.equal(
    shares.reduce((sum, share) => sum + share),
    2000,
  );
  shares.forEach((share, digit) => {
    assert.ok(Math.abs(share - (COUNTS[digit] ?? 0) / 5) < 1, `digit ${digit}`);
  });
  assert.deepEqual(apportion([1, 1, 1], 2), [1, 1, 0]);
});

for (const counts of [COUNTS, [1, 1], [97, 2, 1], [0, 3, 500, 1], [7]]) {
  test(`every prefix of classes ${counts.join(', ')} is balanced`, () => {
    const total = counts.reduce((sum, count) => sum + count);
    const placed = counts.map(() => 0);
    const order = interleave(counts);
    assert.equal(order.length, total);
    order.forEach((chosen, place) => {
      placed[chosen] = (placed[chosen] ?? 0) + 1;
      counts.forEach((count, index) => {
        const share = ((place + 1) * count) / total;
        const got = placed[index] ?? 0;
        assert.ok(
          got >= Math.floor(share) && got <= Math.ceil(share),
          `class ${index} is ${got} times in the first ${place + 1}, its share is ${share}`,
        );
      });
    });
  });
}

test('an image is either trained on or validated on, never both', () => {
  const classes = [30, 50, 20].map((count, digit) =>
    Array.from({ length: count }, (_, at) => `${digit}-${at}`),
  );
  const { training, validation } = arrange(classes, 20, 5n);
  assert.deepEqual([training.length, validation.length], [80, 20]);
  assert.equal(new Set([...training, ...validation]).size, 100);
  const ones = validation.filter((name) => name.startsWith('1'));
  assert.equal(ones.length, 10);
  assert.deepEqual(arrange(classes, 20, 5n), { training, validation });
});
