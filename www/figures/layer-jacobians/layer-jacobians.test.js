import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { markup } from '../../../tests/markup.js';
import * as core from '../../core/jacobians.js';
import { take } from '../../core/plain.js';
import { tableToCsv } from '../../kit/number-table.js';
import { presetOf } from '../../kit/presets.js';
import { defaultState, validate } from '../../kit/schema.js';
import { Measurer } from './measurer.js';
import { passageOf } from './numbers.js';
import {
  drawDeltas,
  drawLayers,
  drawProducts,
  drawSpread,
} from './pictures.js';
import { presets } from './presets.js';
import {
  comparison,
  spreadSentence,
  unresolved,
  verdict,
  whatBecame,
} from './sentences.js';
import { spreadLegend } from './spread-legend.js';
import { layerJacobiansSchema } from './state.js';
import { layersTable, valuesTable } from './table.js';

/** @import { Spread } from './numbers.js' */
/** @import { LayerJacobiansState } from './state.js' */
/** @typedef {core.RawLayerJacobians | core.RawSeedFactors} Work */

const WASM = new URL('../../pkg/jacobians_bg.wasm', import.meta.url);
core.initSync({ module: readFileSync(WASM) });

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
    const [rms, smallest] = [largest / Math.SQRT2, largest / 100];
    return {
      rank,
      largest,
      rms,
      smallest,
      log10Largest: Math.log10(largest),
      log10Rms: Math.log10(rms),
      log10Smallest: Math.log10(smallest),
      values,
      log10Values: values.map(Math.log10),
    };
  };
  return {
    deltaNorms: norms,
    productNorms: norms,
    differences: [3e-18, 0, 0],
    log10DeltaNorms: norms.map(Math.log10),
    layers: [spectrum(0.2), spectrum(0.25)],
    products: [spectrum(0.03), spectrum(0.25)],
    label: 7,
    state: validate(layerJacobiansSchema, { depth: 3, width: 2 }),
    spread: null,
  };
}

const passage = {
  factor: { low: 0.19, median: 0.2, high: 0.21 },
  layers: [
    { low: 0.18, median: 0.2, high: 0.22 },
    { low: 0.17, median: 0.2, high: 0.23 },
  ],
  log10Ratio: { low: -1.5, median: -1.4, high: -1.3 },
  fates: { vanishing: 2, between: 0, exploding: 0, none: 0 },
};

const spread = {
  seeds: 2,
  images: 1000,
  ...passage,
  averaged: {
    ...passage,
    factor: { low: 0.09, median: 0.1, high: 0.11 },
  },
  meanField: { layers: [0.2, 0.21], mean: 0.205, fixedPoint: 0.2048 },
};

test('quantiles are taken apart layer by layer, and fates are counted', () => {
  const rows = [1, 4, -1.01, 1, 4, -1, 1, 4, 1, 1, 4, 1.01, 1, 4, -Infinity];
  const { layers, factor, fates } = passageOf(core, 2, rows);
  assert.deepEqual(layers, [{ low: 1, median: 1, high: 1 }]);
  assert.deepEqual(factor, { low: 4, median: 4, high: 4 });
  assert.deepEqual(fates, { vanishing: 2, between: 2, exploding: 1, none: 0 });
  const lost = passageOf(core, 2, [NaN, NaN, NaN]);
  assert.deepEqual(lost.fates.none, 1);
});

test('each measure has its verdict over the seeds', () => {
  assert.equal(
    verdict(spread, 20),
    'Over 2 of 20 seeds so far and 1\u202f000 images, the averaged gradient (the chapter’s speed) vanishes in all 2. Single images’ gradients (rms) vanish in all 2.',
  );
  const fates = { vanishing: 0, between: 1, exploding: 0, none: 1 };
  const parted = { ...spread, averaged: { ...passage, fates } };
  assert.match(
    verdict(parted, 2),
    /^Over 2 seeds and .* neither vanishes nor explodes in 1 of 2, is 0 throughout in 1 of 2\. Single images’ gradients \(rms\) vanish in all 2\.$/,
  );
});

test('the sentence says whether the gradient shrinks, grows or stays', () => {
  assert.match(
    whatBecame(example()),
    /^From hidden layer 3 .* of this image shrinks 100-fold, a factor of 0\.100 per layer: it vanishes\.$/,
  );
  assert.match(
    whatBecame(example({ norms: [90, 3, 0.1] })),
    /grows 900-fold, .*: it explodes\.$/,
  );
  assert.match(
    whatBecame(example({ norms: [0.11, 3, 1] })),
    /shrinks 9\.1-fold, .*: it neither vanishes nor explodes\.$/,
  );
  assert.match(
    whatBecame(example({ norms: [1.001, 1, 1] })),
    /its lengths is 1\.00, a factor of 1\.00 per layer/,
  );
  assert.match(
    whatBecame(example({ norms: [1.5, 3, 1] })),
    /within a factor of two/,
  );
});

test('a gradient of 0 is said to be lost, and draws no point', () => {
  const lost = example({ norms: [0, 0, 1] });
  assert.match(whatBecame(lost), /exactly 0/);
  assert.doesNotMatch(markup(drawProducts(lost, SIZE)), /is-diamond|NaN/);
  assert.match(markup(drawProducts(example(), SIZE)), /is-diamond/);
});

test('at thirty layers no diamond meets the next, and none hides the line of the rms', () => {
  const spectra = Array.from({ length: 29 }, () => example().layers[0]);
  const norms = Array.from({ length: 30 }, (_, index) => 0.2 ** (30 - index));
  const deep = /** @type {any} */ ({
    ...example({ norms }),
    layers: spectra,
    products: spectra,
  });
  for (const draw of [drawLayers, drawProducts]) {
    const text = markup(draw(deep, { width: 440, em: 13 }));
    const diamonds = [
      ...text.matchAll(/is-diamond" d="M([\d.]+) [\d.]+l([\d.]+)/g),
    ].map(([, at, half]) => [Number(at), Number(half)]);
    assert.equal(diamonds.length, 29);
    for (const [index, [at = NaN, half = NaN]] of diamonds.entries()) {
      const [next = Infinity] = diamonds[index + 1] ?? [];
      assert.ok(next - at > 2 * half, `${at} ${half} ${next}`);
    }
    assert.ok(text.lastIndexOf('is-diamond') < text.indexOf('is-main'));
  }
});

test('what mean field computes is set as mathematics', () => {
  const text = markup(spreadLegend());
  assert.match(text, /<msqrt>[^]*<msubsup>/);
  assert.doesNotMatch(text, /_w|√/);
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
  /** @param {typeof short} readings @returns {number} dots of the smallest */
  const dots = (readings) => {
    const text = markup(drawLayers(readings, SIZE));
    const [inner = ''] =
      /<g class="layer-line is-inner.*?<\/g>/.exec(text) ?? [];
    assert.notEqual(inner, '');
    return inner.split('<circle').length - 1;
  };
  assert.equal(dots(short), 0);
  assert.equal(dots(example()), 2);
});

test('every point of the plots lies inside the picture', () => {
  const layers = spread.layers.slice(0, 1);
  const averaged = { ...spread.averaged, layers };
  const alone = { ...spread, layers, averaged };
  for (const drawn of [
    drawLayers(example(), SIZE),
    drawProducts(example(), SIZE),
    drawSpread(spread, SIZE),
    drawSpread(alone, { width: 270, em: 14 }),
  ]) {
    const text = markup(drawn);
    assert.doesNotMatch(text, /NaN|Infinity/);
    const [, width, height] = (
      /width="([^"]*)" height="([^"]*)"/.exec(text) ?? []
    ).map(Number);
    const dots = [...text.matchAll(/<circle cx="([^"]*)" cy="([^"]*)"/g)];
    assert.ok(dots.length >= 3);
    for (const [, x, y] of dots) {
      assert.ok(Number(x) > 0 && Number(x) < Number(width));
      assert.ok(Number(y) > 0 && Number(y) < Number(height));
    }
  }
  const deltas = markup(drawDeltas(example(), SIZE));
  assert.equal(deltas.match(/<circle/g)?.length, 3);
});

test('the line at 1 is always labelled, and no other label is near it', () => {
  for (const factor of [0.2, 1.3, 7, 60]) {
    const layers = [{ low: factor, median: factor, high: factor }];
    const averaged = { ...spread.averaged, layers };
    const text = markup(drawSpread({ ...spread, layers, averaged }, SIZE));
    const labels = [
      ...text.matchAll(/<text[^>]*y="([^"]*)"[^>]*end">([^<]*)</g),
    ];
    const one = labels.find(([, , said]) => said?.trim() === '1');
    assert.ok(one, `${factor}`);
    for (const [, y, said] of labels) {
      const gap = Math.abs(Number(y) - Number(one[1]));
      assert.ok(gap === 0 || gap > SIZE.em, `${factor}: ${said}`);
    }
  }
});

test('the spread is told with its seeds, images and theory', () => {
  const words = spreadSentence(spread, 20);
  assert.match(words, /2 of 20 seeds so far and 1\u202f000 images/);
  assert.match(words, /averaged gradient is 0\.100 \(0\.0900 to 0\.110\)/);
  assert.match(words, /single images’ gradients 0\.200 \(0\.190 to 0\.210\)/);
  assert.match(words, /single images: 0\.205, and 0\.205 far/);
  const none = { ...spread, factor: { low: NaN, median: NaN, high: NaN } };
  assert.match(spreadSentence(none, 2), /no gradient arrives/);
});

test('the table has a row for each hidden layer, the files every value', () => {
  const readings = { ...example(), spread };
  const { rows, headings } = layersTable(readings);
  assert.equal(rows.length, 3);
  assert.deepEqual(rows[0]?.slice(0, 5), [1, 0.01, 0.01, 3e-18, 0.2]);
  assert.equal(rows[2]?.[4], '');
  assert.ok(rows.every(({ length }) => length === headings.length));
  const lines = tableToCsv(valuesTable(readings)).trim().split('\r\n');
  assert.equal(lines.length, 1 + 2 * 2 * 2);
  assert.match(lines[1] ?? '', /^1,"?J"?,1,0\.2,-0\.69.*,"?true"?$/);
});

test('a preset is known again whatever the seed and the digit', () => {
  const base = defaultState(layerJacobiansSchema);
  for (const { name, changes } of presets) {
    const state = { ...base, ...changes, seed: 9, digit: 3 };
    const valid = validate(layerJacobiansSchema, state);
    assert.equal(presetOf(presets, valid), name);
  }
  assert.equal(presetOf(presets, { ...base, depth: 11 }), null);
});

/** @param {Partial<LayerJacobiansState>} [changes] @returns a small network */
const small = (changes) =>
  validate(layerJacobiansSchema, { depth: 3, width: 4, seeds: 2, ...changes });

/**
 * Measures with the real core, on this thread.
 *
 * @param {LayerJacobiansState} state - asked for at first
 * @param {LayerJacobiansState} [next] - asked for while the first job is done
 * @returns {Promise<{ jobs: string[], depths: number[], spreads: Spread[] }>}
 *   which jobs were done, and what was told, once nothing is left to do
 */
async function measured(state, next) {
  globalThis.fetch = async () =>
    new Response(
      readFileSync(new URL('../../data/digits-first.bin', import.meta.url)),
    );
  /** @type {string[]} */
  const jobs = [];
  /** @type {number[]} */
  const depths = [];
  /** @type {Spread[]} */
  const spreads = [];
  /** @type {Record<string, new (spec: any) => Work>} */
  const works = {
    'layer-jacobians': core.RawLayerJacobians,
    'seed-factors': core.RawSeedFactors,
  };
  await new Promise((resolve, reject) => {
    const measurer = new Measurer(
      core,
      {
        matrices({ deltaNorms }, pixels) {
          assert.equal(pixels.length, 784);
          depths.push(deltaNorms.length);
        },
        spread: (found) => spreads.push(found),
        failed: (error) => (error === null ? resolve(null) : reject(error)),
      },
      {
        async run(name, spec) {
          jobs.push(name);
          if (next && jobs.length === 1) measurer.want(next);
          await null;
          const Work = works[name];
          assert.ok(Work, name);
          const work = new Work(spec);
          while (!work.isDone) work.advance(100);
          return take(work.answer());
        },
        close() {},
      },
    );
    measurer.want(state);
  });
  return { jobs, depths, spreads };
}

test('the matrices are measured, and then the spread over all seeds', async () => {
  const { jobs, depths, spreads } = await measured(small());
  assert.deepEqual(jobs, ['layer-jacobians', 'seed-factors']);
  assert.deepEqual(depths, [3]);
  const last = spreads.at(-1);
  assert.equal(last?.seeds, 2);
  assert.equal(last?.layers.length, 2);
  for (const measure of [last, last?.averaged]) {
    const { low = NaN, high = NaN } = measure?.factor ?? {};
    assert.ok(low > 0 && low <= high);
    assert.equal(measure?.layers.length, 2);
  }
  assert.equal(last?.images, 1000);
});

test('only the newest state is told, whatever was on its way', async () => {
  const deeper = await measured(small(), small({ depth: 4 }));
  assert.deepEqual(deeper.depths, [4]);
  assert.ok(deeper.spreads.every(({ layers }) => layers.length === 3));
  // The same matrices for more seeds: they are not lost.
  const longer = await measured(small(), small({ seeds: 3 }));
  assert.deepEqual(longer.depths, [3]);
  assert.equal(longer.spreads.at(-1)?.seeds, 3);
});
