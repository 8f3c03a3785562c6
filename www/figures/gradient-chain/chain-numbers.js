/** What the core says of a chain. */
import { take } from '../../core/plain.js';

/**
 * @param {Core} core - the loaded core
 * @param {State} state - a valid state
 * @returns {ChainNumbers} everything that the figure shows
 */
export function computeChain(core, state) {
  const numbers = take(core.chainNumbers(state));
  const attribution = /** @type {Attribution} */ (numbers.attribution);
  return { state, neurons: state.weights.length, ...numbers, attribution };
}

/**
 * @param {Core} core - the loaded core
 * @param {State} state - a valid state
 * @returns {Difference[]} a central difference per neuron
 */
export function checkChain(core, state) {
  return take(core.chainGradientCheck(state));
}

/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
/** @typedef {import('./state.js').GradientChainState} State */

/**
 * @typedef {object} Difference
 * @property {number} value - the central difference
 * @property {number} error - how far off it may be; ∞ where it says nothing
 */

/**
 * @typedef {object} ChainReadings
 * @property {number[]} z - weighted inputs
 * @property {number[]} a - activations
 * @property {number[]} sigmaPrime - slopes σ′(z_j)
 * @property {number[]} factors - w_jσ′(z_j)
 * @property {number[]} dCdb - ∂C/∂b_j
 * @property {number} dCda - ∂C/∂a at the output
 * @property {number} product - ∂C/∂b_1
 * @property {number} cost - C
 */

/**
 * @typedef {object} Attribution
 * @property {'single' | 'zero' | 'vanishing' | 'even' | 'exploding'} outcome - what became of the gradient
 * @property {number} log10Ratio - log₁₀ |∂C/∂b_1| / |∂C/∂b_L|
 * @property {number} neuron - whose factor did it, from 1; 0 where none did
 * @property {'output-error' | 'weight' | 'saturation' | 'ceiling'} cause - why that factor is what it is
 * @property {number} leftRange - the first neuron from the cost whose gradient
 *   is no normal float though it is not 0; 0 for none
 */

/**
 * @typedef {object} ChainNumbers
 * @property {import('./state.js').GradientChainState} state
 *   - what they belong to
 * @property {number} neurons - L
 * @property {ChainReadings} readings - the element's readings
 * @property {number[]} running - ∂C/∂a_j, the running product
 * @property {{ dCdb: number[], running: number[], factors: number[], sigmaPrime: number[] }} log10
 *   - decimal logarithms of the sizes, also beyond the range of floats
 * @property {Attribution} attribution - what happened, and what did it
 */
