import { jacobianPresetWords as words } from './words.js';

/** Seed, image and number of seeds stay as they are. */
const STATES = Object.freeze({
  chapter: preset(30, 'sigmoid', 'chapter'),
  normal: preset(30, 'sigmoid', 'normal'),
  crossing: preset(106, 'sigmoid', 'normal'),
  tanh: preset(30, 'tanh', 'normal'),
  xavier: preset(30, 'tanh', 'xavier'),
  he: preset(30, 'relu', 'he'),
});

/** @typedef {keyof typeof STATES} PresetName */

/** In the order of the row. */
export const jacobianPresets = /** @type {PresetName[]} */ (
  Object.keys(STATES)
).map((name) => ({ name, label: words[name] }));

/**
 * @param {PresetName} name - of a preset
 * @returns {Partial<State>} the keys that it sets
 */
export function presetState(name) {
  return STATES[name];
}

/**
 * @param {State} state - of the figure
 * @returns {PresetName | null} the preset that it is
 */
export function presetInForce(state) {
  const found = jacobianPresets.find(({ name }) =>
    Object.entries(STATES[name]).every(
      ([key, value]) => state[/** @type {keyof State} */ (key)] === value,
    ),
  );
  return found?.name ?? null;
}

/**
 * @param {number} width - of the layers
 * @param {State['activation']} activation - of the layers
 * @param {State['initialisation']} initialisation - of weights and biases
 * @returns {Partial<State>} ten layers of them
 */
function preset(width, activation, initialisation) {
  return Object.freeze({ depth: 10, width, activation, initialisation });
}

/** @typedef {import('./state.js').LayerJacobiansState} State */
