import assert from 'node:assert/strict';
import test from 'node:test';
import {
  tableRows,
  valuesCsv,
} from '../../www/figures/layer-jacobians/data-panel.js';
import {
  takeApart,
  takeFactors,
  takeQuantiles,
} from '../../www/figures/layer-jacobians/jacobian-numbers.js';
import {
  jacobianPresets,
  presetInForce,
  presetState,
} from '../../www/figures/layer-jacobians/presets.js';
import { layerJacobiansSchema } from '../../www/figures/layer-jacobians/state.js';
import { defaultState, validate } from '../../www/kit/schema.js';
import {
  drawDeltas,
  drawLayers,
  drawProducts,
  drawSpread,
} from '../../www/figures/layer-jacobians/jacobian-plots.js';
import {
  comparison,
  spreadSentence,
  unresolved,
  whatBecame,
} from '../../www/figures/layer-jacobians/jacobian-sentences.js';
import { fakeDocument, faked } from './fake-document.js';

fakeDocument();
const SIZE = { width: 500, em: 14 };

/**
 * Three hidden layers of two neurons, as the core would tell.
 *
 * @param {object} [options] - what differs from a factor of 1/10 a layer
 * @param {number[]} [options.norms] - ‖δ‖
 * @param {number} [options.rank] - of every matrix
 */
function example({ norms = [0.01, 0.1, 1], rank = 2 } = {}) {
  /** @param {number} largest - of a matrix */
  const spectrum = (largest) => {
    const values = [largest, largest / 100];
    const summary = [largest, largest / Math.SQRT2, largest / 100];
    return [rank, ...summary, ...summary.map(Math.log10), ...values].concat(
      values.map(Math.log10),
    );
  };
  const flat = Float64Array.of(
    ...norms,
    ...norms,
    ...[3e-18, 0, 0],
    ...norms.map(Math.log10),
    ...spectrum(0.2),
    ...spectrum(0.03),
    ...spectrum(0.25),
    ...spectrum(0.25),
  );
  const state = validate(layerJacobiansSchema, { depth: 3, width: 2 });
  return { ...takeApart(state, flat), label: 7, state, spread: null };
}

const spread = {
  seeds: 2,
  images: 100,
  factor: { low: 0.19, median: 0.2, high: 0.21 },
  layers: [
    { low: 0.18, median: 0.2, high: 0.22 },
    { low: 0.17, median: 0.2, high: 0.23 },
  ],
  meanField: { layers: [0.2, 0.21], mean: 0.205, fixedPoint: 0.2048 },
};

test('the answer of the core is taken apart in its order', () => {
  const { deltaNorms, layers, products, differences } = example();
  assert.deepEqual(deltaNorms, [0.01, 0.1, 1]);
  assert.deepEqual(differences, [3e-18, 0, 0]);
  assert.equal(layers.length, 2);
  assert.equal(products[0]?.largest, 0.03);
  assert.equal(layers[1]?.rank, 2);
  assert.deepEqual(layers[0]?.values, [0.2, 0.002]);
});

test('factors and quantiles are taken apart layer by layer', () => {
  const { meanField, rows } = takeFactors(
    3,
    Float64Array.of(0.2, 0.3, 0.25, 0.24, 1, 2, 3, 4, 5, 6),
  );
  assert.deepEqual(meanField.layers, [0.2, 0.3]);
  assert.deepEqual([meanField.mean, meanField.fixedPoint], [0.25, 0.24]);
  assert.deepEqual(rows, [1, 2, 3, 4, 5, 6]);
  const { layers, factor } = takeQuantiles(
    2,
    Float64Array.of(1, 2, 3, 4, 5, 6),
  );
  assert.deepEqual(layers, [{ low: 1, median: 2, high: 3 }]);
  assert.deepEqual(factor, { low: 4, median: 5, high: 6 });
});

test('the sentence says whether the gradient shrinks, grows or stays', () => {
  assert.match(
    whatBecame(example()),
    /^From hidden layer 3 .* shrinks 100-fold, a factor of 0\.1 per layer/,
  );
  assert.match(whatBecame(example({ norms: [90, 3, 0.1] })), /grows 900-fold/);
  assert.match(
    whatBecame(example({ norms: [1.5, 3, 1] })),
    /within a factor of two/,
  );
});

test('a gradient of 0 is said to be lost, and draws no point', () => {
  const lost = example({ norms: [0, 0, 1] });
  assert.match(whatBecame(lost), /exactly 0/);
  const diamonds = faked(drawProducts(lost, SIZE)).all('is-diamond');
  assert.equal(diamonds.length, 0);
});

test('both ways to the gradient are compared in words', () => {
  assert.match(comparison(example()), /to within 3×10⁻¹⁶ of its length/);
});

test('singular values that are rounding are counted and not drawn', () => {
  const short = example({ rank: 1 });
  assert.match(
    unresolved(short),
    /Up to 1 of the 2 .* up to 1 of a product, cannot be told from 0/,
  );
  assert.equal(unresolved(example()), '');
  const inner = faked(drawLayers(short, SIZE)).all('is-inner');
  assert.deepEqual(
    inner.flatMap(($line) => $line.all('circle')),
    [],
  );
});

test('every point of the plots lies inside the picture', () => {
  const pictures = [
    drawLayers(example(), SIZE),
    drawProducts(example(), SIZE),
    drawSpread(spread, SIZE),
  ].map(faked);
  for (const $svg of pictures) {
    const height = Number($svg.get('height'));
    const $dots = $svg.all('circle');
    assert.ok($dots.length >= 4);
    for (const $dot of $dots) {
      const [x, y] = [Number($dot.get('cx')), Number($dot.get('cy'))];
      assert.ok(x > 0 && x < SIZE.width && y > 0 && y < height);
    }
  }
  assert.equal(faked(drawDeltas(example(), SIZE)).all('circle').length, 3);
});

test('the spread is told with its seeds, images and theory', () => {
  const words = spreadSentence(spread, 20);
  assert.match(words, /2 of 20 seeds so far and 100 digits/);
  assert.match(
    words,
    /0\.2 \(5\u202f% to 95\u202f% of the seeds: 0\.19 to 0\.21\)/,
  );
  assert.match(words, /Mean field: 0\.205, and 0\.205 far/);
  const none = { ...spread, factor: { low: NaN, median: NaN, high: NaN } };
  assert.match(spreadSentence(none, 2), /no gradient arrives/);
});

test('the table has a row for each hidden layer, the files every value', () => {
  const readings = { ...example(), spread };
  const rows = tableRows(readings);
  assert.equal(rows.length, 3);
  assert.deepEqual(rows[0]?.slice(0, 5), [1, 0.01, 0.01, 3e-18, 0.2]);
  assert.equal(rows[2]?.[4], null);
  const lines = valuesCsv(readings).trim().split('\n');
  assert.equal(lines.length, 1 + 2 * 2 * 2);
  assert.match(lines[1] ?? '', /^1,J,1,0\.2,-0\.69.*,true$/);
});

test('a preset is known again whatever the seed and the digit', () => {
  const base = defaultState(layerJacobiansSchema);
  for (const { name } of jacobianPresets) {
    const state = { ...base, ...presetState(name), seed: 9, digit: 3 };
    assert.equal(presetInForce(validate(layerJacobiansSchema, state)), name);
  }
  assert.equal(presetInForce({ ...base, depth: 11 }), null);
});
