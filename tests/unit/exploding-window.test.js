import assert from 'node:assert/strict';
import test from 'node:test';
import { numberTable, tableToCsv } from '../../www/kit/number-table.js';
import { linearTicks, roundUp } from '../../www/kit/plot-frame.js';
import { derivation } from '../../www/figures/exploding-window/window-derivation.js';
import { drawFactors } from '../../www/figures/exploding-window/window-factors.js';
import { windowSentence } from '../../www/figures/exploding-window/window-sentence.js';
import { drawWidths } from '../../www/figures/exploding-window/window-widths.js';
import { fakeDocument, faked } from './fake-document.js';

fakeDocument();
const SIZE = { width: 600, em: 14, label: 'Window' };
const NONE = { reach: null, from: null, to: null, insideFrom: null };

/** @param {object} [changes] - to the readings of w = 6.9, b = −3.45 */
const readings = (changes = {}) => ({
  reach: 1.5447,
  centre: 0.5,
  from: 0.276,
  to: 0.724,
  width: 0.448,
  insideFrom: 0.276,
  insideTo: 0.724,
  insideWidth: 0.448,
  factorAtZero: 0.2058,
  factorAtHalf: 1.725,
  factorAtOne: 0.2058,
  greatestInside: 1.725,
  widestWeight: 6.894151032272928,
  widestWidth: 0.4477432046943028,
  ...changes,
});

test('a window is said with its ends, its width and what of it is in reach', () => {
  const said = windowSentence({ weight: 8, bias: -4 }, readings());
  assert.match(
    said,
    /a from 0\.276 to 0\.724, a window 0\.448 wide\. All of it/,
  );
  const cut = readings({
    from: -0.2,
    to: 0.2,
    insideFrom: 0,
    insideWidth: 0.2,
  });
  assert.match(
    windowSentence({ weight: 8, bias: 0 }, cut),
    /Of that, 0\.2 lies/,
  );
  const away = readings({
    from: 2,
    to: 2.4,
    insideFrom: null,
    greatestInside: 0.01,
  });
  assert.match(
    windowSentence({ weight: 8, bias: -17 }, away),
    /None of it.*at most 0\.01\./,
  );
});

test('below a weight of 4 the words say that there is none, and why', () => {
  const none = readings({ ...NONE, width: 0, insideWidth: 0 });
  assert.match(
    windowSentence({ weight: -3, bias: 0 }, none),
    /\|w\| = 3 is below 4.*at most \|w\|\/4 = 0\.75/,
  );
  assert.match(
    windowSentence({ weight: 3.9999999, bias: 0 }, none),
    /3\.9999999 is below 4/,
  );
});

test('at a weight of 4 it is a single activation', () => {
  const point = readings({ from: 0.5, to: 0.5, width: 0 });
  assert.match(
    windowSentence({ weight: 4, bias: -2 }, point),
    /a single activation, a = 0\.5/,
  );
});

test('a narrow window far out keeps digits that tell its ends apart', () => {
  const narrow = readings({ from: 99.99, to: 100.01, width: 0.02 });
  assert.match(
    windowSentence({ weight: 900, bias: -90000 }, narrow),
    /from 99\.99 to 100\.01/,
  );
});

/** @param {object} [changes] - to the readings */
const factors = (changes) => {
  const a = Float64Array.of(-0.5, 0.5, 1.5);
  const curves = [
    { weight: 4, a, factors: Float64Array.of(0.1, 1, 0.1) },
    { weight: 6.9, a, factors: Float64Array.of(0, 1.725, 0) },
  ];
  const state = { weight: 6.9, bias: -3.45 };
  return faked(drawFactors(state, readings(changes), curves, SIZE));
};

test('the window is shaded and dotted at its ends, and the line at 1 is there', () => {
  assert.equal(factors().all('plot-window').length, 2);
  assert.equal(factors().all('plot-dot').length, 2);
  assert.equal(factors().all('plot-base').length, 1);
  assert.equal(factors({ ...NONE, width: 0 }).all('plot-window').length, 0);
});

test('a window out of the picture is pointed at', () => {
  const away = { from: 2, to: 2.4, centre: 2.2, insideFrom: null };
  assert.match(factors(away).textContent, /a = 2\.2 →/);
});

test('the widths have a mark at the widest, and a hollow dot for what is in reach', () => {
  const widths = {
    sizes: Float64Array.of(4, 6.9, 1000),
    widths: Float64Array.of(0, 0.4477, 0.0138),
  };
  /** @param {object} [changes] */
  const drawn = (changes) =>
    faked(drawWidths({ weight: 8, bias: 0 }, readings(changes), widths, SIZE));
  assert.match(drawn().textContent, /0\.4477 at \|w\| = 6\.894/);
  assert.equal(drawn().all('is-hollow').length, 0);
  assert.equal(drawn({ insideWidth: 0.2 }).all('is-hollow').length, 1);
});

test('the derivation has six steps, each with a formula', () => {
  const $steps = faked(derivation());
  assert.equal($steps.all('li').length, 6);
  for (const $step of $steps.all('li')) assert.ok($step.all('math').length > 0);
});

test('axes have round numbers', () => {
  assert.deepEqual(linearTicks(0, 0.5, 6), [0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  assert.deepEqual(linearTicks(-0.5, 1.5, 5), [-0.5, 0, 0.5, 1, 1.5]);
  assert.deepEqual(
    [0.4, 2, 2.1, 250].map((x) => roundUp(x)),
    [0.5, 2, 5, 500],
  );
});

test('a table keeps every digit, on the page and in a file', () => {
  const table = {
    caption: 'All',
    headings: ['what', 'value'],
    rows: [
      ['a, b', 0.1 + 0.2],
      ['none', -Infinity],
    ],
  };
  assert.match(faked(numberTable(table)).textContent, /0\.30000000000000004/);
  assert.equal(
    tableToCsv(table),
    'what,value\r\n"a, b",0.30000000000000004\r\nnone,-Infinity\r\n',
  );
});
