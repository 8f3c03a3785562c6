import { jacobianPresetWords as words } from './words.js';

/**
 * Networks of ten hidden layers with a name; seed, image and number of seeds
 * stay as they are.
 */
export const presets = Object.freeze([
  preset('chapter', 30, 'sigmoid', 'chapter'),
  preset('normal', 30, 'sigmoid', 'normal'),
  preset('crossing', 106, 'sigmoid', 'normal'),
  preset('tanh', 30, 'tanh', 'normal'),
  preset('xavier', 30, 'tanh', 'xavier'),
  preset('he', 30, 'relu', 'he'),
]);

/**
 * @param {string} name - of a preset
 * @returns {Partial<State>} the keys that it sets
 */
export function presetChanges(name) {
  return presets.find((candidate) => candidate.name === name)?.changes ?? {};
}

/**
 * @param {State} state - of the figure
 * @returns {string | null} the preset that it has, if it has one
 */
export function presetOf(state) {
  const found = presets.find(({ changes }) =>
    Object.entries(changes).every(
      ([key, value]) => state[/** @type {keyof State} */ (key)] === value,
    ),
  );
  return found?.name ?? null;
}

/**
 * @param {keyof typeof words} name - tells it from others
 * @param {number} width - of the layers
 * @param {State['activation']} activation - of the layers
 * @param {State['initialisation']} initialisation - of weights and biases
 */
function preset(name, width, activation, initialisation) {
  const changes = { depth: 10, width, activation, initialisation };
  return { name, label: words[name], changes };
}

/** @typedef {import('./state.js').LayerJacobiansState} State */
