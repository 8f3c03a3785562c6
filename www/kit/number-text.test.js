import assert from 'node:assert/strict';
import test from 'node:test';
import { meaningsOf, textToNumber, textToNumbers } from './number-text.js';
import {
  countText,
  exactText,
  formatNumber,
  powerText,
  readable,
} from './numbers.js';

const READ = /** @type {const} */ ([
  ['−0.5', -0.5],
  ['–0.5', -0.5],
  ['- 0.5', -0.5],
  ['0,5', 0.5],
  [',5', 0.5],
  ['1.', 1],
  ['0,500', 0.5],
  ['1234,567', 1234.567],
  ['4.15×10⁻⁴', 4.15e-4],
  ['4.15 · 10^-4', 4.15e-4],
  ['4,15 * 10**−4', 4.15e-4],
  ['2x10^{3}', 2000],
  ['−10⁻⁴', -1e-4],
  ['10¹²', 1e12],
  ['10⁺³', 1000],
  ['1E–3', 1e-3],
  [' \u00A012\u2009', 12],
  ['1\u202F000', 1000],
  ['1 000 000,5', 1000000.5],
  ['1’000', 1000],
  ['1,000,000', 1e6],
  ['1,234,567,890', 1234567890],
  ['1.234.567.890', 1234567890],
  ['1.234.567,5', 1234567.5],
  ['1,000.5', 1000.5],
  ['1.000,5', 1000.5],
  ['1.000', 1],
  ['−0', -0],
]);

for (const [text, value] of READ) {
  test(`“${text}” is read as ${value}`, () => {
    assert.ok(Object.is(textToNumber(text), value), `${textToNumber(text)}`);
  });
}

const REFUSED = [
  ...['', '-', 'abc', '1 2', '0 001', '10 00', '1..2', '1,2,3', '1,00,000'],
  ...['0x10', '1_000', '1/2', '½', '4.15×10', '4.15 10^-4', '110^3', 'e3'],
  ...['∞', 'NaN', 'Infinity', '1e999', '1e-400', '10⁻⁴⁰⁰', '2⁻³', '0.5 0.7'],
  ...['1,000', '−1,000', '12,345e3'],
];

for (const text of REFUSED) {
  test(`“${text}” is never taken for another number`, () => {
    assert.ok(Number.isNaN(textToNumber(text)), `${textToNumber(text)}`);
  });
}

test('a count that a figure writes is read back', () => {
  for (const count of [7, 999, 1000, 8000, 15_625, 144_249, 4_294_967_295]) {
    assert.equal(textToNumber(countText(count)), count);
  }
});

test('what a comma may mean is told', () => {
  assert.deepEqual(meaningsOf(' −1,000'), ['−1000', '−1.000']);
  assert.equal(meaningsOf('1,000,000'), null);
  assert.equal(meaningsOf('abc'), null);
  assert.equal(
    meaningsOf(`1,000${' '.repeat(2000)}`),
    null,
    'too long to read',
  );
});

test('a long text is refused at once', () => {
  const start = performance.now();
  for (const text of [' ', '1 ', '1,', '.', '000 '].map((part) =>
    part.repeat(20_000),
  )) {
    assert.ok(Number.isNaN(textToNumber(`1${text}x`)));
  }
  assert.ok(performance.now() - start < 1000);
});

test('every double is read back from what fields print, bit for bit', () => {
  const bits = new DataView(new ArrayBuffer(8));
  let seed = 20261127;
  const draw = () => {
    seed = Math.imul(seed, 1664525) + 1013904223;
    return seed;
  };
  for (let round = 0; round < 20_000; round += 1) {
    bits.setUint32(0, draw());
    bits.setUint32(4, draw());
    const value =
      round % 3 === 0
        ? (draw() / 2 ** 20) * 10 ** (round % 7)
        : bits.getFloat64(0);
    if (!Number.isFinite(value)) continue;
    const text = exactText(value);
    assert.ok(Object.is(textToNumber(text), value), text);
    assert.ok(Object.is(textToNumber(readable(value)), value), readable(value));
    assert.doesNotMatch(text, /[-e]/);
    // With fewer digits, what is printed is read as just that.
    for (const digits of Math.abs(value) < 1e308 ? [2, 3, 6] : []) {
      const short = formatNumber(value, digits);
      assert.equal(formatNumber(textToNumber(short), digits), short);
    }
  }
  for (const value of [0, -0, 5e-324, -Number.MAX_VALUE, 0.1 + 0.2, 1e21]) {
    assert.ok(Object.is(textToNumber(exactText(value)), value));
  }
  assert.equal(textToNumber(powerText(-4)), 1e-4);
});

test('lists are separated by commas, semicolons or blanks', () => {
  for (const text of [
    '30, 20',
    '[30, 20]',
    ' [ 30 20 ] ',
    '30 20',
    '30;20',
    '(30,\u00A020)',
  ]) {
    assert.deepEqual(textToNumbers(text), [30, 20], text);
  }
  assert.deepEqual(textToNumbers('0,5; −0,7'), [0.5, -0.7]);
  assert.deepEqual(textToNumbers('30,,x'), [30, '', 'x']);
  assert.deepEqual(textToNumbers(' '), []);
});
