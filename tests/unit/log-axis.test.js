import assert from 'node:assert/strict';
import test from 'node:test';
import {
  decadeTicks,
  decadesAround,
  logScale,
} from '../../www/kit/log-axis.js';

test('whole decades surround the values', () => {
  assert.deepEqual(decadesAround([-3.4, -1.1]), { from: -4, to: -1 });
});

test('an axis of factors always holds 1, and never ends in it on both sides', () => {
  assert.deepEqual(decadesAround([1.4, -3], { including: 0 }), {
    from: -3,
    to: 2,
  });
  assert.deepEqual(decadesAround([0, 0], { including: 0 }), {
    from: -1,
    to: 1,
  });
});

test('a zero gets a decade of its own at the left end', () => {
  assert.deepEqual(decadesAround([-Infinity, -1, -3]), { from: -4, to: -1 });
});

test('values that have no logarithm leave an axis all the same', () => {
  const { from, to } = decadesAround([NaN, -Infinity, Infinity]);
  assert.ok(Number.isFinite(from) && to - from >= 2);
});

test('what lies beyond the axis is held at its end', () => {
  const scale = logScale({ from: -4, to: 0 }, 100, 300);
  assert.equal(scale(-2), 200);
  assert.equal(scale(-Infinity), 100);
  assert.equal(scale(7), 300);
});

test('labels are multiples of one step, and no more than there is room for', () => {
  assert.deepEqual(decadeTicks({ from: -4, to: 0 }, 5), [-4, -3, -2, -1, 0]);
  assert.deepEqual(
    decadeTicks({ from: -23, to: 0 }, 5),
    [-20, -15, -10, -5, 0],
  );
  for (let span = 2; span < 400; span += 1) {
    const ticks = decadeTicks({ from: -span, to: 0 }, 6);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `span ${span}`);
  }
});
