/** Runs with a name; seed, precision and number of pixels stay as they are. */
/** @import { RunState } from '../../run/run-state.js' */

/** What the runs have in common: 10,000 updates. */
const COMMON = /** @type {const} */ ({
  images: 1000,
  batch: 10,
  rate: 0.1,
  lambda: 0,
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  freeze: 0,
  epochs: 100,
});

/**
 * @param {string} name - tells it from others
 * @param {string} label - in the menu
 * @param {Partial<RunState>} settings - of its own
 */
function preset(name, label, settings) {
  return Object.freeze({ name, label, settings: { ...COMMON, ...settings } });
}

/**
 * @param {number} layers - hidden ones, of a hundred neurons
 * @param {RunState['activation']} activation
 * @param {RunState['initialisation']} initialisation
 * @returns {Partial<RunState>}
 */
function network(layers, activation, initialisation) {
  const hidden = Array(layers).fill(100);
  return { hidden, activation, initialisation, output: 'softmax' };
}

/** In the order of the menu. */
export const presets = Object.freeze([
  preset(
    'four',
    'Glorot and Bengio’s, four layers',
    network(4, 'sigmoid', 'standard'),
  ),
  preset(
    'five',
    'the same with five layers',
    network(5, 'sigmoid', 'standard'),
  ),
  preset(
    'xavier',
    'sigmoid, Xavier’s weights',
    network(4, 'sigmoid', 'xavier-uniform'),
  ),
  preset('chapter', 'the chapter’s network, four layers', {
    hidden: [30, 30, 30, 30],
    activation: 'sigmoid',
    initialisation: 'chapter',
    output: 'sigmoid',
  }),
  preset('tanh', 'tanh', network(4, 'tanh', 'standard')),
  preset('relu', 'ReLU, He’s weights', network(4, 'relu', 'he')),
]);
