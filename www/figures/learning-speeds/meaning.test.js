import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runFields } from '../../run/run-state.js';
import { meaningOf } from './meaning.js';

const CONSTANTS = { constantCost: 3.2459, constantAccuracy: 0.117 };

/**
 * @param {Partial<import('../../run/run-history.js').Row>} row
 * @param {Partial<import('./meaning.js').Standing>} [more]
 */
function sentences(row, more = {}) {
  const whole = {
    epoch: 300,
    speeds: [1e-5, 1.22e-3],
    weightSpeeds: [0.2, 0.1],
    speedsTogether: [0.2, 0.11],
    cost: 3.246,
    trainingAccuracy: 0.117,
    validationAccuracy: 0.115,
    ...row,
  };
  const state = {
    precision: /** @type {const} */ ('f32'),
    activation: /** @type {const} */ ('sigmoid'),
    initialisation: /** @type {const} */ ('chapter'),
    hidden: [30, 30],
    rate: 0.1,
    freeze: 0,
  };
  const constants = CONSTANTS;
  const plateau = { plateauEnd: -1, plateauLast: -1 };
  const shown = {
    measure: /** @type {const} */ ('biases'),
    atStart: [0.1, 0.5],
  };
  return meaningOf({
    row: whole,
    state,
    ending: null,
    constants,
    ...plateau,
    ...shown,
    ...more,
  });
}

test('a cost at that of the class frequencies is called a guess', () => {
  const [first = ''] = sentences({});
  assert.match(
    first,
    /^Still guessing: the cost 3\.2460 is that of .* \(3\.2459\), and 11\.7\u202f% .* are right/,
  );
});

test('a cost below the best constant answer, or more right than by it, is no guess', () => {
  const [below = ''] = sentences({ cost: 3.2457 });
  assert.match(below, /^Hardly better than guessing: .* 0\.006\u202f% below/);
  const [more = ''] = sentences({ trainingAccuracy: 0.118 });
  assert.match(more, /^Hardly better than guessing: .* 0\.003\u202f% above/);
  assert.match(more, /and 11\.8\u202f% .* alone would get 11\.7/);
});

test('a cost above that of the class frequencies is called worse', () => {
  const [first = ''] = sentences({ cost: 5.1 });
  assert.match(first, /^Not yet as good as guessing: the cost is 5\.1000/);
});

test('a cost a little below that of the class frequencies is no longer one', () => {
  const [first = ''] = sentences({ cost: 3.1902, trainingAccuracy: 0.235 });
  assert.match(first, /^At the edge of the plateau: the cost 3\.1902 is 1\.7/);
  assert.match(first, /23\.5\u202f% of the training images/);
});

test('a network off the plateau is said to be, and since when', () => {
  const [first = ''] = sentences(
    { trainingAccuracy: 0.5 },
    { plateauEnd: 212, plateauLast: 211 },
  );
  assert.match(first, /^Off the plateau at epoch 212: .*50\.0\u202f%/);
});

test('where epochs were not measured, the plateau ended between two that were', () => {
  const [first = ''] = sentences({}, { plateauEnd: 212, plateauLast: 199 });
  assert.match(first, /^Off the plateau between epochs 199 and 212: /);
});

test('the untrained network has learned nothing, whatever it costs', () => {
  const [first = ''] = sentences({ epoch: 0, cost: 8.2 });
  assert.match(first, /^Before the first update/);
});

test('the layers are compared, whichever is faster', () => {
  assert.match(
    sentences({})[1] ?? '',
    /^By its biases, hidden layer 2 learns 122 times/,
  );
  const turned = sentences({ speeds: [0.02, 0.01] })[1] ?? '';
  assert.match(turned, /turned round .* hidden layer 1 learns 2\.00 times/);
  const weights = { measure: /** @type {const} */ ('weights') };
  const [, by = ''] = sentences({}, { ...weights, atStart: [2, 1] });
  assert.match(by, /^By its weights, hidden layer 1 learns 2\.00 times/);
  assert.equal(sentences({ speeds: [0.02] }).length, 1);
});

test('a speed of 0 names its layers and the smallest number there is', () => {
  const [first = ''] = sentences({ speeds: [0, 0, 0, 1e-40] });
  assert.match(first, /^The speed of hidden layers 1 to 3 is exactly 0/);
  assert.match(first, /1\.4×10⁻⁴⁵.*32-bit/);
});

test('what makes a speed 0 is said of the activation and the weights at hand', () => {
  const said = (
    /** @type {import('../../run/run-state.js').RunState['activation']} */ activation,
    /** @type {'chapter' | 'zero'} */ initialisation = 'chapter',
  ) => {
    const state = {
      precision: /** @type {const} */ ('f64'),
      activation,
      initialisation,
      hidden: [30, 30],
      rate: 0.1,
      freeze: 0,
    };
    return sentences({ speeds: [0.1, 0] }, { state })[0] ?? '';
  };
  for (const activation of runFields.activation.options) {
    const is = said(activation);
    assert.match(is, /^The speed of hidden layer 2 is exactly 0/);
    assert.match(said(activation, 'zero'), /all weights began at 0/);
    // Weights that have decayed end in the same 0, so none is called saturated.
    assert.doesNotMatch(is, /saturated/, activation);
    assert.equal(/a rectifier that is off/.test(is), activation === 'relu');
    assert.match(
      is,
      activation === 'relu'
        ? /or the product of its weights fell below/
        : /times the weights and slopes on the way back, fell below/,
    );
  }
});

test('NaN and infinity are told apart, and no ratio is made of them', () => {
  const both = sentences({ speeds: [NaN, Infinity, 0.1], cost: NaN });
  assert.equal(both.length, 2);
  assert.match(both[0] ?? '', /hidden layer 1 is not a number \(NaN\)/);
  assert.match(both[1] ?? '', /hidden layer 2 is infinite/);
});

test('before any row there is nothing to say', () => {
  const state = {
    precision: /** @type {const} */ ('f32'),
    activation: /** @type {const} */ ('sigmoid'),
    initialisation: /** @type {const} */ ('chapter'),
    hidden: [30, 30],
    rate: 0.1,
    freeze: 0,
  };
  const plateau = { plateauEnd: -1, plateauLast: -1 };
  const shown = { measure: /** @type {const} */ ('biases'), atStart: [] };
  const run = { row: null, state, ending: null, constants: null };
  const standing = { ...run, ...shown, ...plateau };
  assert.deepEqual(meaningOf(standing), ['Nothing has been measured yet.']);
});

test('a run that diverged is said to first, with the step, the layer and a smaller rate', () => {
  const ending = { reason: 'diverged', epoch: 2, step: 12, layer: 1 };
  const [first = '', second = ''] = sentences(
    { speeds: [NaN, NaN], cost: NaN },
    { ending },
  );
  assert.match(
    first,
    /at step 12, in epoch 2, numbers of hidden layer 2 left .* 32-bit floats.* such as 0\.01,/,
  );
  assert.match(second, /NaN/);
  const [output = ''] = sentences({}, { ending: { ...ending, layer: 2 } });
  assert.match(output, /numbers of the output layer/);
  const patience = { reason: 'patience', epoch: 7, step: 0, layer: 0 };
  const [early = ''] = sentences({}, { ending: patience });
  assert.match(early, /^Stopped early: no epoch since epoch 7 /);
});

test('frozen layers are named, since no step follows what is drawn of them', () => {
  const state = {
    precision: /** @type {const} */ ('f32'),
    activation: /** @type {const} */ ('sigmoid'),
    initialisation: /** @type {const} */ ('chapter'),
    hidden: [30, 30, 30],
    rate: 0.1,
  };
  const last = (/** @type {number} */ freeze) =>
    sentences({}, { state: { ...state, freeze } }).at(-1);
  assert.doesNotMatch(last(0) ?? '', /rozen/);
  assert.match(last(1) ?? '', /^Frozen hidden layer 1: its gradient/);
  assert.match(last(30) ?? '', /^Frozen hidden layers 1 to 3: their gradients/);
});
