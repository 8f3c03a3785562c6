import assert from 'node:assert/strict';
import test from 'node:test';
import {
  axisNumber,
  axisPercent,
  countText,
  decadeText,
  describeNumber,
  exactText,
  formatNumber,
  kindOf,
  ordinalLayers,
  powerText,
  ratioText,
  readable,
  share,
  shortNumber,
  sizeText,
  subscript,
} from './numbers.js';

test('numbers of ordinary size are written plainly, with a true minus', () => {
  assert.equal(formatNumber(-0.1453313), '−0.145');
  assert.equal(formatNumber(25), '25');
  assert.equal(formatNumber(0.25), '0.25');
  assert.equal(formatNumber(0.001), '0.001');
  assert.equal(formatNumber(12345.6), '12346');
  assert.equal(formatNumber(1953.125, 7), '1953.125');
});

test('very small and very large numbers are written as powers of ten', () => {
  assert.equal(formatNumber(4.147390067e-4), '4.15×10⁻⁴');
  assert.equal(formatNumber(-476837158203.125), '−4.77×10¹¹');
  assert.equal(formatNumber(100000), '1×10⁵');
  assert.equal(formatNumber(99999.9), '1×10⁵');
  assert.equal(formatNumber(0.00099999, 2), '0.001');
});

test('a number is rounded before it is decided how to write it', () => {
  assert.equal(formatNumber(0.0009996), '0.001');
  assert.equal(formatNumber(9.996), '10');
});

test('zero, subnormal, infinite and undefined are four different things', () => {
  assert.equal(describeNumber(0), '0 (exactly)');
  assert.equal(describeNumber(-0), '0 (exactly)');
  assert.equal(describeNumber(5e-320), '5×10⁻³²⁰ (subnormal)');
  assert.equal(
    describeNumber(-Infinity),
    '−∞ (beyond the largest 64-bit float)',
  );
  assert.equal(describeNumber(NaN), 'NaN (not a number)');
  assert.equal(describeNumber(2.5), '2.5');
});

test('a zero that is none says what it stands for', () => {
  assert.equal(kindOf(0, -412.3), 'underflow');
  assert.equal(
    describeNumber(0, -412.3),
    '0 (about 5.0×10⁻⁴¹³, too small for a 64-bit float)',
  );
  assert.equal(shortNumber(0, -412), '0 (10⁻⁴¹²)');
  assert.equal(shortNumber(0, -Infinity), '0 exactly');
  assert.equal(shortNumber(5e-320), '5×10⁻³²⁰ subn.');
  assert.equal(
    describeNumber(-Infinity, 400),
    '−∞ (about −10⁴⁰⁰, beyond the largest 64-bit float)',
  );
  assert.equal(shortNumber(Infinity, 400), '∞ (10⁴⁰⁰)');
  assert.deepEqual(
    [2.5, NaN, -Infinity].map((value) => shortNumber(value)),
    ['2.5', 'NaN', '−∞'],
  );
});

test('the smallest normal float is not called subnormal', () => {
  assert.equal(kindOf(2.2250738585072014e-308), 'normal');
  assert.equal(kindOf(2.225073858507201e-308), 'subnormal');
  assert.equal(kindOf(Number.MIN_VALUE), 'subnormal');
});

test('powers beyond the range of floats can be written', () => {
  assert.equal(powerText(-500), '10⁻⁵⁰⁰');
  assert.equal(powerText(400.5), '3.2×10⁴⁰⁰');
  assert.equal(powerText(-3.0000001), '10⁻³');
  assert.equal(powerText(-999_999.5), '3.2×10⁻¹⁰⁰⁰⁰⁰⁰');
  assert.equal(powerText(-1e6), '10^(−1×10⁶)');
});

test('a power of a power is written for little room, with a true minus', () => {
  assert.equal(sizeText(1, -4.3e307, 'short'), '10^−4e307');
  assert.equal(sizeText(-1, 4.3e307, 'short'), '−10^4e307');
  assert.equal(sizeText(-0, -400, 'short'), '−10⁻⁴⁰⁰');
});

test('all digits are written of what has digits', () => {
  assert.equal(exactText(Infinity), '∞');
  assert.equal(exactText(-Infinity), '−∞');
  assert.equal(exactText(NaN), 'NaN');
  assert.equal(exactText(-0), '−0');
  assert.equal(exactText(-4.15e-7), '−4.15×10⁻⁷');
});

test('ratios are written as one says them', () => {
  assert.equal(ratioText(2.292886987516937), '196');
  assert.equal(ratioText(4.1938200260161125), '15\u202f625');
  assert.equal(ratioText(0.5), '3.2');
  assert.equal(ratioText(335.67), '4.7×10³³⁵');
});

test('indices are lowered', () => {
  assert.equal(subscript(12), '₁₂');
});

test('numbers read as people write them', () => {
  assert.equal(readable(0), '0');
  assert.equal(readable(NaN), 'NaN');
  assert.equal(readable(-Infinity), '−∞');
  assert.equal(readable(122.4, 3), '122');
  assert.equal(readable(1.8371e-5, 3), '1.84×10⁻⁵');
  assert.equal(readable(-0.25, 2), '−0.25');
  assert.equal(readable(999_999), '999999');
  assert.equal(readable(1e6), '1×10⁶');
  assert.equal(readable(0.001), '0.001');
  assert.equal(readable(5e-324), '5×10⁻³²⁴');
  assert.equal(readable(5e-324, 3), '4.94×10⁻³²⁴');
});

test('only none is 0 %, and only all is 100 %', () => {
  assert.equal(share(0), '0.0\u202f%');
  assert.equal(share(1), '100.0\u202f%');
  assert.equal(share(0.9995), '>99.9\u202f%');
  assert.equal(share(0.9994), '99.9\u202f%');
  assert.equal(share(0.0004), '<0.1\u202f%');
  assert.equal(share(0.117), '11.7\u202f%');
});

test('layers are named in runs', () => {
  assert.equal(ordinalLayers([3]), 'hidden layer 3');
  assert.equal(ordinalLayers([1, 2]), 'hidden layers 1 and 2');
  assert.equal(ordinalLayers([1, 2, 3, 4, 6]), 'hidden layers 1 to 4 and 6');
});

test('the numbers of an axis have as many decimals as its step', () => {
  const axis = (
    /** @type {number} */ step,
    /** @type {number[]} */ ...values
  ) => values.map((value) => axisNumber(value, step));
  assert.deepEqual(axis(0.1, 2.9, 3, -0.5), ['2.9', '3.0', '−0.5']);
  assert.deepEqual(axis(50, 0, 50, 12_350), ['0', '50', '12350']);
  assert.deepEqual(axis(5e-6, 1e-5, 1.5e-5), ['1.0×10⁻⁵', '1.5×10⁻⁵']);
  assert.deepEqual(axis(1e19, 5e19, -6e19), ['5×10¹⁹', '−6×10¹⁹']);
  assert.deepEqual(axis(50_000, 100_000, 150_000), ['1.0×10⁵', '1.5×10⁵']);
  assert.equal(axisPercent(0.25, 0.05), '25\u202f%');
  assert.equal(axisPercent(0.125, 0.005), '12.5\u202f%');
});

test('what steps come to where an axis crosses 0 is written 0, without a sign', () => {
  assert.equal(axisNumber(-2.8e-17, 0.1), '0');
  assert.equal(axisNumber(4e-7, 1e-6), '0');
  assert.equal(axisNumber(-0.5, 1), '−1', 'half a step is not yet 0');
});

test('decades near 1 are written out, and others as powers', () => {
  const decades = [-4, -2, -1, 0, 1, 2, 12].map(decadeText);
  assert.deepEqual(decades, ['10⁻⁴', '10⁻²', '0.1', '1', '10', '10²', '10¹²']);
});

test('counts have their thousands apart', () => {
  const counts = [0, 999, 1000, 1_234_567].map(countText);
  assert.deepEqual(counts, ['0', '999', '1\u202f000', '1\u202f234\u202f567']);
});
