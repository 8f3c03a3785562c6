import { FIRST, stateOf } from './state.js';
import { curesWords as words } from './words.js';

/** @import { Cure } from './state.js' */

/** @param {number} layers @param {number} width */
const equal = (layers, width) =>
  Object.freeze(/** @type {number[]} */ (Array(layers).fill(width)));

/** The network in which plain gradient descent does not leave its plateau. */
const DEEP = Object.freeze({
  hidden: equal(8, 30),
  images: 8000,
  batch: 10,
  lambda: 0.8,
  epochs: 15,
  schedule: 'constant',
  costFunction: 'cross-entropy',
});

const RELU = { activation: 'relu', initialisation: 'he' };

/** @type {Record<string, { cures: readonly Partial<Cure>[], shared?: object }>} */
const RUNS = {
  overview: { cures: FIRST },
  weights: {
    cures: [
      {},
      { initialisation: 'xavier' },
      { initialisation: 'he' },
      { initialisation: 'normal' },
    ],
  },
  activations: {
    cures: [
      {},
      { activation: 'tanh', initialisation: 'xavier' },
      /** @type {any} */ (RELU),
      { activation: 'gelu', initialisation: 'he' },
    ],
  },
  updates: {
    cures: [
      {},
      { optimiser: 'momentum' },
      { optimiser: 'nesterov' },
      { optimiser: 'adam', rate: 0.001 },
    ],
  },
  normalisation: {
    cures: [{}, { normalisation: 'batch' }, { normalisation: 'layer' }],
  },
  residual: {
    cures: [
      {},
      { residual: 'on' },
      /** @type {any} */ (RELU),
      /** @type {any} */ ({ ...RELU, residual: 'on' }),
    ],
  },
  together: {
    cures: [
      /** @type {any} */ ({
        ...RELU,
        optimiser: 'momentum',
        rate: 0.03,
        output: 'softmax',
      }),
    ],
    shared: {
      hidden: equal(2, 128),
      images: 50_000,
      batch: 20,
      lambda: 5,
      epochs: 10,
      schedule: 'cosine',
    },
  },
};

/** @type {readonly import('../../kit/presets.js').StatePreset[]} */
export const presets = Object.freeze(
  Object.entries(RUNS).map(([name, { cures, shared = {} }]) => ({
    name,
    label: words.preset[/** @type {'overview'} */ (name)],
    changes: Object.freeze({
      ...DEEP,
      ...shared,
      ...stateOf(cures),
      chosen: 1,
    }),
  })),
);
