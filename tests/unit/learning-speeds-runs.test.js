import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import {
  PRESETS,
  chapterFigureOf,
  presetOf,
} from '../../www/figures/learning-speeds/presets.js';
import {
  bandsIn,
  publishedMarks,
} from '../../www/figures/learning-speeds/backdrop.js';
import { learningSpeedsSchema } from '../../www/figures/learning-speeds/state.js';
import { defaultState, validate } from '../../www/kit/schema.js';
import { presetWords } from '../../www/figures/learning-speeds/words.js';

const fresh = defaultState(learningSpeedsSchema);

test('every preset is a valid state and has words', () => {
  for (const [name, preset] of Object.entries(PRESETS)) {
    const state = validate(learningSpeedsSchema, preset, fresh);
    assert.equal(presetOf(state), name);
    assert.ok(presetWords[name]?.label, name);
  }
});

test('the fresh figure is the chapter’s network with two hidden layers', () => {
  assert.equal(presetOf(fresh), 'two-28');
  assert.deepEqual(chapterFigureOf(fresh), { layers: 2, pixels: 28 });
});

test('a preset is known by another seed, but not by another rate', () => {
  assert.equal(presetOf({ ...fresh, seed: 77 }), 'two-28');
  assert.equal(presetOf({ ...fresh, rate: 0.2 }), null);
});

test('the mini-batch presets have the λ/n of the chapter’s table', () => {
  for (const name of /** @type {const} */ ([
    'mini-batch-1000',
    'mini-batch-8000',
  ])) {
    const { lambda, images, batch, epochs } = PRESETS[name];
    assert.equal(lambda, images === 1000 ? 0.1 : 0.8);
    assert.equal(batch, 10);
    assert.equal(epochs, 30);
  }
});

test('a longer run in 64 bits is still one of the chapter’s figures', () => {
  const state = {
    ...fresh,
    epochs: 2000,
    precision: /** @type {const} */ ('f64'),
  };
  assert.deepEqual(chapterFigureOf(state), { layers: 2, pixels: 28 });
  assert.equal(chapterFigureOf({ ...fresh, activation: 'tanh' }), null);
  assert.equal(chapterFigureOf({ ...fresh, hidden: [30, 31] }), null);
});

test('published values are marked on the chapter’s own networks only', () => {
  const marks = publishedMarks({ layers: 4, pixels: 28 });
  assert.equal(marks.length, 3 * 3 * 4);
  assert.deepEqual([...marks.slice(0, 3)], [0, 0, 0.0029753]);
  assert.equal(publishedMarks({ layers: 4, pixels: 14 }).length, 0);
  assert.equal(publishedMarks(null).length, 0);
});

test('every band has two bounds a layer and epoch, and the marks lie near', async () => {
  const url = new URL('../../www/data/speed-bands.json', import.meta.url);
  const file = JSON.parse(await readFile(url, 'utf8'));
  for (const layers of [2, 3, 4]) {
    for (const pixels of [28, 14]) {
      const bands = bandsIn(file, { layers, pixels });
      assert.ok(bands, `${layers} layers at ${pixels} pixels`);
      assert.equal(bands.low.length, bands.epochs.length * layers);
      assert.ok(bands.low.every((low, i) => low < (bands.high[i] ?? 0)));
    }
    const bands = bandsIn(file, { layers, pixels: 28 });
    const marks = publishedMarks({ layers, pixels: 28 });
    for (let at = 0; at < marks.length; at += 3) {
      const [epoch = 0, layer = 0, value = 0] = marks.slice(at, at + 3);
      const row = bands?.epochs.indexOf(epoch) ?? -1;
      const low = bands?.low[row * layers + layer] ?? NaN;
      const high = bands?.high[row * layers + layer] ?? NaN;
      // About one value in ten lies outside such a band, but not far.
      assert.ok(value > low / 1.3 && value < high * 1.3, `epoch ${epoch}`);
    }
  }
});

test('there is no band for another network', () => {
  const file = {
    epochs: [0],
    runs: [{ pixels: 28, layers: 2, low: [], high: [] }],
  };
  assert.equal(bandsIn(file, { layers: 3, pixels: 28 }), null);
});
