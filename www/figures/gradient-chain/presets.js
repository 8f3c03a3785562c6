import { chainWords } from './words.js';

/** The chains with a name, in the order of the buttons. */
export const chainPresets = Object.freeze([
  {
    name: 'vanishing',
    label: chainWords.vanishing,
    title: chainWords.vanishingTitle,
  },
  { name: 'normal', label: chainWords.normal, title: chainWords.normalTitle },
  {
    name: 'exploding',
    label: chainWords.exploding,
    title: chainWords.explodingTitle,
  },
  {
    name: 'saturated',
    label: chainWords.saturated,
    title: chainWords.saturatedTitle,
  },
]);

/** How many neurons these have, whatever the chain has now. */
const FOUR = Object.freeze(['vanishing', 'saturated']);

/**
 * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
 * @param {string} name - of the preset
 * @param {number} neurons - how many, where the preset leaves that open
 * @param {number} seed - where it is drawn
 * @returns {import('./state.js').GradientChainState}
 *   the whole state
 */
export function presetState(core, name, neurons, seed) {
  const count = FOUR.includes(name) ? 4 : neurons;
  const flat = [...core.chainPreset(name, count, seed)];
  return {
    weights: flat.slice(0, count),
    biases: flat.slice(count, 2 * count),
    input: flat[2 * count] ?? NaN,
    target: flat[2 * count + 1] ?? NaN,
    activation: 'sigmoid',
    cost: 'quadratic',
  };
}

/**
 * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
 * @param {import('./state.js').GradientChainState} state
 *   - what the figure has
 * @param {number} seed - of the last draw
 * @returns {string | null} the preset that it is, if it is one
 */
export function presetInForce(core, state, seed) {
  const written = JSON.stringify(Object.entries(state).sort());
  const found = chainPresets.find(({ name }) => {
    const preset = presetState(core, name, state.weights.length, seed);
    return JSON.stringify(Object.entries(preset).sort()) === written;
  });
  return found?.name ?? null;
}
