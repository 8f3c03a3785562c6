/**
 * Chains as the core gives them, put together here without the core: the flat
 * list in the order of docs/architecture.md.
 */
import { takeApart } from '../../www/figures/gradient-chain/chain-numbers.js';

const OUTCOMES = ['single', 'zero', 'vanishing', 'even', 'exploding'];
const CAUSES = ['output-error', 'weight', 'saturation', 'ceiling'];

/**
 * A chain of neurons that are all alike.
 *
 * @param {object} options - what differs from the chapter’s exploding chain
 * @param {number} [options.neurons] - how many
 * @param {number} [options.weight] - of each
 * @param {number} [options.z] - of each
 * @param {number} [options.slope] - σ′ of each
 * @param {number[]} [options.gradients] - ∂C/∂b_j
 * @param {number[]} [options.logs] - of their sizes
 * @param {string} [options.outcome] - what happened
 * @param {string} [options.cause] - why
 * @param {number} [options.neuron] - whose factor did it
 * @param {number} [options.ratio] - log₁₀ of first to last
 * @param {number} [options.leftRange] - where the range was left
 * @param {'sigmoid' | 'tanh' | 'relu'} [options.activation] - of each
 * @returns {import('../../www/figures/gradient-chain/chain-numbers.js').ChainNumbers}
 *   the chain taken apart
 */
export function exampleChain(options = {}) {
  const { neurons = 4, weight = 100, z = 0, slope = 0.25 } = options;
  const { activation = 'sigmoid' } = options;
  /** @param {number} value - of each neuron */
  const each = (value) => Array.from({ length: neurons }, () => value);
  const gradients =
    options.gradients ??
    each(0).map((_, j) => 0.125 * (weight * slope) ** (neurons - 1 - j));
  const logs =
    options.logs ?? gradients.map((value) => Math.log10(Math.abs(value)));
  const state = {
    weights: each(weight),
    biases: each(-50),
    input: 0.5,
    target: 0,
    activation,
    cost: /** @type {const} */ ('quadratic'),
  };
  const flat = [
    ...each(z),
    ...each(0.5),
    ...each(slope),
    ...each(weight * slope),
    ...gradients,
    ...[0.5, gradients[0] ?? NaN, 0.125],
    ...gradients.map((value) => value / slope),
    ...logs,
    ...logs.map((log) => log - Math.log10(slope)),
    ...each(Math.log10(weight * slope)),
    ...each(Math.log10(slope)),
    OUTCOMES.indexOf(options.outcome ?? 'exploding'),
    options.ratio ?? (logs[0] ?? NaN) - (logs.at(-1) ?? NaN),
    options.neuron ?? 2,
    CAUSES.indexOf(options.cause ?? 'weight'),
    options.leftRange ?? 0,
  ];
  return takeApart(state, flat);
}
