import { take } from '../../core/plain.js';

/** The chains with a name, in the order of the buttons. */
export const chainPresets = Object.freeze([
  {
    name: 'vanishing',
    label: 'Vanishing',
    title: 'Weights and biases of ordinary size',
  },
  {
    name: 'normal',
    label: 'As initialised, N(0, 1)',
    title: 'Weights and biases drawn from N(0, 1), to four decimals',
  },
  {
    name: 'exploding',
    label: 'Exploding',
    title: 'w = 100 and b = −100a, so that every z is 0',
  },
  {
    name: 'saturated',
    label: 'One saturated neuron',
    title: 'One bias of 12 takes its neuron far out on σ’s flat part',
  },
]);

/**
 * @param {Core} core - loaded
 * @param {string} name - of the preset
 * @param {number} neurons - how many, where the preset leaves that open
 * @param {number} seed - where it is drawn
 * @returns {State} the whole state
 */
export function presetState(core, name, neurons, seed) {
  return /** @type {State} */ (take(core.chainPreset(name, neurons, seed)));
}

/**
 * @param {Core} core
 * @param {State} state
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

/** @typedef {import('./state.js').GradientChainState} State */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
