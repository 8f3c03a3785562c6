/** What the core says of a chain. */
import { take } from '../../core/plain.js';

/**
 * @param {Core} core @param {State} state
 * @returns {ChainNumbers} everything that the figure shows
 */
export function computeChain(core, state) {
  const neurons = state.weights.length;
  return { state, neurons, ...take(core.chainNumbers(state)) };
}

/**
 * @param {Core} core @param {State} state
 * @returns {Difference[]} a central difference per neuron
 */
export function checkChain(core, state) {
  return take(core.chainGradientCheck(state));
}

/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
/** @typedef {import('./state.js').GradientChainState} State */

/**
 * @template Answer
 * @typedef {import('../../core/plain.js').Plain<Answer>} Plain
 */

/** @typedef {Plain<import('../../core/chain.js').CentralDifference>} Difference */
/** @typedef {Plain<import('../../core/chain.js').ChainReadings>} ChainReadings */

/**
 * The core's numbers, the state that they belong to, and L.
 *
 * @typedef {Plain<import('../../core/chain.js').ChainNumbers> &
 *   { state: State, neurons: number }} ChainNumbers
 */
