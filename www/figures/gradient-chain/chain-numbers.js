/**
 * What the core says of a chain, taken apart. The order of the numbers is that
 * of `chainReadings` in docs/architecture.md.
 */

/** In the order of the core's numbers for them. */
const OUTCOMES = /** @type {const} */ ([
  'single',
  'zero',
  'vanishing',
  'even',
  'exploding',
]);
const CAUSES = /** @type {const} */ ([
  'output-error',
  'weight',
  'saturation',
  'ceiling',
]);

/**
 * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
 * @param {import('./state.js').GradientChainState} state
 *   - a valid state
 * @returns {ChainNumbers} everything that the figure shows
 */
export function computeChain(core, state) {
  return takeApart(state, core.chainReadings(...chainArguments(state)));
}

/**
 * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
 * @param {import('./state.js').GradientChainState} state
 *   - a valid state
 * @returns {Difference[]} a central difference per neuron
 */
export function checkChain(core, state) {
  const flat = core.chainGradientCheck(...chainArguments(state));
  const neurons = state.weights.length;
  return Array.from({ length: neurons }, (_, j) => ({
    value: flat[j] ?? NaN,
    error: flat[neurons + j] ?? NaN,
  }));
}

/**
 * @param {import('./state.js').GradientChainState} state
 *   - a valid state
 * @returns {[number[], number[], number, number, string, string]} as the core
 *   wants it
 */
function chainArguments({ weights, biases, input, target, activation, cost }) {
  return [[...weights], [...biases], input, target, activation, cost];
}

/**
 * @param {import('./state.js').GradientChainState} state
 *   - the state that the numbers belong to
 * @param {ArrayLike<number>} flat - what the core gave
 * @returns {ChainNumbers} the same by name
 */
export function takeApart(state, flat) {
  const neurons = state.weights.length;
  let at = 0;
  const one = () => flat[at++] ?? NaN;
  const list = () => Array.from({ length: neurons }, one);
  const readings = {
    z: list(),
    a: list(),
    sigmaPrime: list(),
    factors: list(),
    dCdb: list(),
    dCda: one(),
    product: one(),
    cost: one(),
  };
  const running = list();
  const log10 = {
    dCdb: list(),
    running: list(),
    factors: list(),
    sigmaPrime: list(),
  };
  const outcome = OUTCOMES[one()] ?? 'even';
  const log10Ratio = one();
  const neuron = one();
  const cause = CAUSES[one()] ?? 'ceiling';
  const attribution = {
    outcome,
    log10Ratio,
    // Without an error to send back, no factor did anything.
    neuron: cause === 'output-error' ? 0 : neuron,
    cause,
    leftRange: one(),
  };
  return { state, neurons, readings, running, log10, attribution };
}

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
 * @property {typeof OUTCOMES[number]} outcome - what became of the gradient
 * @property {number} log10Ratio - log₁₀ |∂C/∂b_1| / |∂C/∂b_L|
 * @property {number} neuron - whose factor did it, from 1; 0 where none did
 * @property {typeof CAUSES[number]} cause - why that factor is what it is
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
