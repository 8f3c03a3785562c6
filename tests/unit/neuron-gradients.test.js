import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  epochToCsv,
  gradientsToCsv,
} from '../../www/figures/neuron-gradients/gradient-text.js';
import {
  meaningOf,
  scaleInWords,
} from '../../www/figures/neuron-gradients/meaning.js';
import { moveFor } from '../../www/figures/neuron-gradients/neuron-keys.js';
import { readingsOf } from '../../www/figures/neuron-gradients/readings.js';
import { GradientHistory } from '../../www/run/gradient-history.js';
import { neuronGradientsSchema } from '../../www/figures/neuron-gradients/state.js';
import { defaultState } from '../../www/kit/schema.js';

const RUN = defaultState(neuronGradientsSchema);

/** @param {GradientHistory} history */
function valuesOf(history) {
  return history.epochs.map((epoch) => [
    epoch,
    ...(history.row(epoch)?.layers.flatMap((layer) => [...layer]) ?? []),
  ]);
}

describe('the history of the gradients', () => {
  it('keeps every row and gives them back, epoch by epoch', () => {
    const history = new GradientHistory([2, 1], 1);
    history.append(Float64Array.of(0, 1, 1, -2, 3, 1, 1, 4, 5, -6));
    history.append(Float64Array.of(2, 1, 7, 8, 9));
    assert.deepEqual(valuesOf(history), [
      [0, 1, -2, 3],
      [1, 4, 5, -6],
      [2, 7, 8, 9],
    ]);
    assert.deepEqual([...history.column(1, 0)], [3, -6, 9]);
    assert.deepEqual([...history.column(0, 1)], [-2, 5, 8]);
    assert.equal(history.largest, 9);
    assert.equal(history.row(-1)?.epoch, 0);
    assert.equal(new GradientHistory([2, 1], 1).row(0), null);
  });

  it('of a long run drops a row that was there for being the last only', () => {
    const history = new GradientHistory([1], 4);
    history.append(Float64Array.of(0, 1, 10, 3, 0, 13));
    assert.deepEqual(history.epochs, [0, 3]);
    history.append(Float64Array.of(4, 1, 14, 6, 0, 16));
    assert.deepEqual(history.epochs, [0, 4, 6]);
    assert.equal(history.row(5)?.epoch, 4);
    assert.equal(history.row(1000)?.epoch, 6);
    assert.deepEqual([...history.history.gradients], [10, 14, 16]);
  });

  it('knows a typical size that squares would lose, and no NaN for one', () => {
    const history = new GradientHistory([2, 2], 1);
    history.append(Float64Array.of(0, 1, 3e-200, 4e-200, NaN, Infinity));
    assert.ok(
      Math.abs(history.leastTypical / (5e-200 / Math.SQRT2) - 1) < 1e-9,
    );
    assert.equal(history.largest, 4e-200);
  });
});

describe('the keys', () => {
  const view = { hidden: [30, 5], neurons: 6, first: 1 };
  it('go to the next neuron, and on to those that are not drawn yet', () => {
    assert.deepEqual(moveFor('ArrowDown', { layer: 0, neuron: 0 }, view), {
      place: { layer: 0, neuron: 1 },
      first: 1,
    });
    assert.deepEqual(moveFor('ArrowDown', { layer: 0, neuron: 5 }, view), {
      place: { layer: 0, neuron: 6 },
      first: 2,
    });
    assert.equal(moveFor('End', { layer: 0, neuron: 5 }, view)?.first, 25);
    const end = { ...view, first: 25 };
    assert.equal(moveFor('PageUp', { layer: 0, neuron: 29 }, end)?.first, 24);
  });

  it('go to the neuron at the same height in the next layer', () => {
    const moved = moveFor('ArrowRight', { layer: 0, neuron: 5 }, view);
    assert.deepEqual(moved, { place: { layer: 1, neuron: 4 }, first: 1 });
  });

  it('without a use are left to the page', () => {
    for (const key of ['ArrowUp', 'ArrowLeft', 'n', 'Tab']) {
      assert.equal(moveFor(key, { layer: 0, neuron: 0 }, view), null, key);
    }
  });
});

describe('what is said and written', () => {
  const row = {
    epoch: 3,
    layers: [Float64Array.of(0.01, -0.02), Float64Array.of(-0.25)],
  };
  it('compares typical sizes, not lengths of vectors', () => {
    const [ratio, largest] = meaningOf(row, [Math.SQRT2, 10], RUN);
    assert.match(
      ratio ?? '',
      /hidden layer 2 is typically 10\.0 times as large/,
    );
    assert.match(
      largest ?? '',
      /0\.250, is that of neuron 1 in hidden layer 2/,
    );
    const [turned] = meaningOf(row, [Math.SQRT2 * 10, 1], RUN);
    assert.match(turned ?? '', /of hidden layer 1 is typically 10\.0 times/);
  });

  it('says what is no number to draw, and why, as the speeds do', () => {
    const lost = { epoch: 1, layers: [Float64Array.of(1, NaN)] };
    assert.match(
      meaningOf(lost, [NaN], RUN)[0] ?? '',
      /layer 1 is not a number/,
    );
    const dead = { epoch: 1, layers: [Float64Array.of(0, 0)] };
    assert.match(
      meaningOf(dead, [0], RUN).join(' '),
      /exactly 0: on every image, .* its slope fell below/,
    );
    const partly = { epoch: 1, layers: [Float64Array.of(0, 0.5)] };
    assert.match(
      meaningOf(partly, [0.5], RUN).at(-1) ?? '',
      /Of the 2 hidden neurons 1 has a ∂C\/∂b of exactly 0/,
    );
  });

  it('tells how the scale was chosen, and which epochs are kept', () => {
    const scale = { kind: /** @type {const} */ ('linear'), low: 0, high: 0.2 };
    assert.match(scaleInWords(scale, 1), /is 0\.2, a round number above/);
    assert.match(
      scaleInWords(scale, 8),
      /only one in 8 measured epochs is kept/,
    );
  });

  it('has every digit in the files', () => {
    assert.equal(
      epochToCsv(row),
      'epoch,layer,neuron,dCdb\n3,1,1,0.01\n3,1,2,-0.02\n3,2,1,-0.25\n',
    );
    const history = new GradientHistory([2, 1], 1);
    history.append(Float64Array.of(0, 1, 0.1, 1e-300, -3));
    assert.equal(
      gradientsToCsv(history.history),
      'epoch,dCdb_1_1,dCdb_1_2,dCdb_2_1\n0,0.1,1e-300,-3\n',
    );
  });

  it('reads the neuron that is followed, and none that is not there', () => {
    const state = defaultState(neuronGradientsSchema);
    const followed = { ...state, layer: 1, neuron: 2 };
    assert.deepEqual(readingsOf(row, [1, 2], followed).followed, {
      layer: 1,
      neuron: 2,
      gradient: -0.02,
    });
    const missing = { ...state, layer: 2, neuron: 2 };
    assert.equal(readingsOf(row, [1, 2], missing).followed, null);
    assert.deepEqual(readingsOf(row, [1, 2], state).gradients, [
      [0.01, -0.02],
      [-0.25],
    ]);
  });
});
