import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultState, schema, validate } from '../kit/schema.js';
import { chapterFigureOf, presetOf, presets } from './run-presets.js';
import { checkRun, runFields } from './run-state.js';

/** @import { RunState } from './run-state.js' */

/** @type {import('../kit/schema.js').Schema<RunState>} */
const runSchema = schema('run', runFields, checkRun);
const fresh = defaultState(runSchema);

test('every preset is a valid state, and another than those before', () => {
  for (const preset of presets) {
    const state = validate(runSchema, preset.settings, fresh);
    assert.equal(presetOf(state), preset);
    assert.ok(preset.label, preset.name);
  }
});

test('the fresh figure is the chapter’s network with two hidden layers', () => {
  assert.equal(presetOf(fresh), presets[0]);
  assert.deepEqual(chapterFigureOf(fresh), { layers: 2, pixels: 28 });
});

test('a preset is known by another seed, but not by another rate', () => {
  assert.equal(presetOf({ ...fresh, seed: 77 }), presets[0]);
  assert.equal(presetOf({ ...fresh, rate: 0.2 }), null);
});

test('the mini-batch presets have the λ/n of the chapter’s table', () => {
  const found = presets.filter(({ name }) => name.startsWith('mini-batch'));
  assert.deepEqual(
    found.map(({ settings: { images, lambda, batch, epochs } }) => [
      images,
      lambda,
      batch,
      epochs,
    ]),
    [
      [1000, 0.1, 10, 30],
      [8000, 0.8, 10, 30],
    ],
  );
});

test('a longer run in 64 bits is still one of the chapter’s figures', () => {
  const precision = /** @type {const} */ ('f64');
  const state = { ...fresh, epochs: 2000, precision };
  assert.deepEqual(chapterFigureOf(state), { layers: 2, pixels: 28 });
  assert.equal(chapterFigureOf({ ...fresh, activation: 'tanh' }), null);
  assert.equal(chapterFigureOf({ ...fresh, hidden: [30, 31] }), null);
  const [, , , , , , miniBatch] = presets;
  const other = { ...fresh, ...miniBatch?.settings };
  assert.equal(chapterFigureOf(other), null);
});
