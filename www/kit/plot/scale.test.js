import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axisPercent } from '../numbers.js';
import {
  decadeScale,
  decadesAround,
  linearScale,
  logScale,
  misfitOn,
  niceEnds,
  roundUp,
} from './scale.js';

/** @import { Scale, TickOptions } from './scale.js' */

/**
 * @param {Scale} scale @param {number} most @param {TickOptions} [options]
 * @returns {string[]} what its axis says
 */
const said = (scale, most, options) =>
  scale.ticks(most, options).flatMap(({ text }) => text || []);

const LONG = /** @type {const} */ ([0, 300]);

describe('a scale', () => {
  test('puts the ends of its domain at the ends of its range', () => {
    const y = linearScale({ domain: [0, 4], range: [200, 100] });
    assert.deepEqual([y(0), y(1), y(4)], [200, 175, 100]);
    assert.equal(y.invert(175), 1);
    const x = logScale({ domain: [1, 1000], range: [0, 300] });
    assert.deepEqual([x(1), Math.round(x(10)), x(1000)], [0, 100, 300]);
    assert.ok(Math.abs(x.invert(200) - 100) < 1e-9);
  });

  test('of decades takes logarithms that no float has a number for', () => {
    const x = decadeScale({ domain: [-500, 0], range: [0, 500] });
    assert.equal(x(-412), 88);
  });

  test('holds what lies beyond it at its ends where it is told to', () => {
    const x = decadeScale({ domain: [-4, 0], range: [100, 300] });
    assert.deepEqual([x(-2), x(-Infinity), x(7)], [200, 100, 300]);
    const free = linearScale({ domain: [0, 1], range: [0, 10] });
    assert.equal(free(2), 20);
  });
});

test('what has no place on an axis is named', () => {
  const numbers = [1, 0, -0, -1, NaN, Infinity, -Infinity];
  assert.deepEqual(
    numbers.map((value) => misfitOn('logarithmic', value)),
    [null, 'zero', 'zero', 'negative', 'nan', 'infinite', 'infinite'],
  );
  assert.deepEqual(
    numbers.map((value) => misfitOn('linear', value)),
    [null, null, null, null, 'nan', 'infinite', 'infinite'],
  );
  assert.deepEqual(
    numbers.map((value) => misfitOn('decades', value)),
    [null, null, null, null, 'nan', 'infinite', 'zero'],
  );
  assert.equal(
    misfitOn('logarithmic', 5e-324),
    null,
    'a subnormal has a place',
  );
});

describe('ends', () => {
  test('are whole decades around the logarithms', () => {
    assert.deepEqual(decadesAround([-3.4, -1.1]), [-4, -1]);
    assert.deepEqual(decadesAround([-3 - 1e-12, 0]), [-3, 0]);
  });

  test('of factors always hold 1, and never end in it on both sides', () => {
    assert.deepEqual(decadesAround([1.4, -3], { including: 0 }), [-3, 2]);
    assert.deepEqual(decadesAround([0, 0], { including: 0 }), [-1, 1]);
  });

  test('leave a zero a decade of its own at the lower end', () => {
    assert.deepEqual(decadesAround([-Infinity, -1, -3]), [-4, -1]);
  });

  test('are there for logarithms without a place, too', () => {
    const [from, to] = decadesAround([NaN, -Infinity, Infinity]);
    assert.ok(Number.isFinite(from) && to - from >= 2);
  });

  test('of a linear axis are round, with a number alone in the middle', () => {
    assert.deepEqual(niceEnds([0.3, 9.7], 6), [0, 10]);
    assert.deepEqual(niceEnds([3.25, NaN], 6), [1.625, 4.875]);
    assert.deepEqual(niceEnds([0], 6), [-1, 1]);
    assert.deepEqual(niceEnds([Infinity], 6), [0, 1]);
  });

  test('of bars are 1, 2 or 5 times a power of ten', () => {
    assert.deepEqual(
      [0.3, 1, 1.2, 21, 5e-324].map(roundUp).slice(0, 4),
      [0.5, 1, 2, 50],
    );
    assert.ok(roundUp(5e-324) > 0);
    assert.deepEqual([0, NaN, Infinity].map(roundUp), [1, 1, 1]);
  });
});

describe('the labels of an axis', () => {
  test('are multiples of one step, and no more than there is room for', () => {
    const decades = (/** @type {number} */ from) =>
      decadeScale({ domain: [from, 0], range: LONG });
    const exponents = (
      /** @type {number} */ from,
      /** @type {number} */ most,
    ) =>
      decades(from)
        .ticks(most)
        .map(({ value }) => value);
    assert.deepEqual(exponents(-4, 5), [-4, -3, -2, -1, 0]);
    assert.deepEqual(exponents(-23, 5), [-20, -15, -10, -5, 0]);
    for (let span = 2; span < 400; span += 1) {
      const found = exponents(-span, 6);
      assert.ok(found.length >= 2 && found.length <= 6, `span ${span}`);
    }
  });

  test('write decades with raised exponents, but 0.1, 1 and 10 plainly', () => {
    const y = decadeScale({ domain: [-4, 1], range: LONG });
    assert.deepEqual(said(y, 12), ['10⁻⁴', '10⁻³', '10⁻²', '0.1', '1', '10']);
  });

  test('have 2 and 5 between few decades where there is room', () => {
    const y = logScale({ domain: [0.01, 1], range: LONG });
    const minor = (/** @type {number} */ most) =>
      y.ticks(most, { hasMinor: true }).filter(({ name }) => name);
    assert.deepEqual(
      minor(16).map(({ text }) => text),
      ['2', '5', '2', '5'],
    );
    assert.ok(Math.abs((minor(16)[0]?.value ?? 0) - 0.02) < 1e-12);
    assert.ok(minor(5).every(({ text }) => text === ''));
    const wide = decadeScale({ domain: [-9, 0], range: LONG });
    assert.equal(wide.ticks(40, { hasMinor: true }).length, 10);
  });

  test('hold an exponent that must be there', () => {
    const y = decadeScale({ domain: [-23, 1], range: LONG });
    assert.ok(said(y, 4, { including: 0 }).includes('1'));
  });

  test('have the decimals of their step', () => {
    const of = (/** @type {[number, number]} */ domain) =>
      linearScale({ domain, range: LONG });
    assert.deepEqual(said(of([2.9, 3.3]), 5), [
      '2.9',
      '3.0',
      '3.1',
      '3.2',
      '3.3',
    ]);
    assert.deepEqual(said(of([-1, 1]), 3), ['−1', '0', '1']);
    assert.deepEqual(said(of([0, 1e20]), 4), ['0', '5×10¹⁹', '1.0×10²⁰']);
    assert.deepEqual(said(of([0, 3e-7]), 4), [
      '0',
      '1×10⁻⁷',
      '2×10⁻⁷',
      '3×10⁻⁷',
    ]);
    assert.deepEqual(said(of([0, 1]), 4, { format: axisPercent }), [
      '0\u202f%',
      '50\u202f%',
      '100\u202f%',
    ]);
  });

  test('of epochs are whole numbers', () => {
    const x = linearScale({ domain: [0, 3], range: LONG });
    assert.deepEqual(said(x, 12, { isWhole: true }), ['0', '1', '2', '3']);
    const long = linearScale({ domain: [0, 500], range: LONG });
    assert.deepEqual(said(long, 11).length, 11);
    for (let end = 1; end < 10_000; end = Math.ceil(1.3 * end)) {
      const epochs = linearScale({ domain: [0, end], range: LONG });
      const ticks = epochs.ticks(7, { isWhole: true });
      assert.ok(ticks.length >= 2 && ticks.length <= 7, `${end}`);
    }
  });
});
