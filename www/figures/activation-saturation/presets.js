/** Runs with a name; seed, precision and number of pixels stay as they are. */
import { presetsMenu } from '../../kit/buttons.js';
import { isSameRun } from '../../run/run-state.js';
import { saturationWords as words } from './words.js';

/** @import { RunState } from '../../run/run-state.js' */

/** What the runs have in common: 20,000 updates. */
const COMMON = /** @type {const} */ ({
  images: 1000,
  batch: 10,
  rate: 0.1,
  lambda: 0,
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 200,
});

/**
 * @param {string} name - tells it from others
 * @param {string} label - of its button
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

/** In the order of the buttons. */
export const presets = Object.freeze([
  preset('four', 'Four sigmoid layers', network(4, 'sigmoid', 'standard')),
  preset('five', 'Five', network(5, 'sigmoid', 'standard')),
  preset('xavier', 'Sigmoid, Xavier', network(4, 'sigmoid', 'xavier-uniform')),
  preset('chapter', 'The chapter’s', {
    hidden: [30, 30, 30, 30],
    activation: 'sigmoid',
    initialisation: 'chapter',
    output: 'sigmoid',
  }),
  preset('tanh', 'tanh', network(4, 'tanh', 'standard')),
  preset('relu', 'ReLU, He', network(4, 'relu', 'he')),
]);

/** @param {RunState} state @returns {string | null} the name of the preset with these settings */
export function presetOf(state) {
  const found = presets.find(({ settings }) =>
    isSameRun(state, { ...state, ...settings }),
  );
  return found?.name ?? null;
}

/** @param {{ state: RunState }} figure @returns {unknown} a template: buttons that set its state */
export function presetButtons(figure) {
  return presetsMenu({
    label: words.presets,
    presets,
    chosen: presetOf(figure.state),
    onChoose: (name) => {
      const chosen = presets.find((each) => each.name === name);
      figure.state = { ...figure.state, ...chosen?.settings };
    },
  });
}
