/** Chains as the core gives them, put together here without the core. */

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
 * @param {Attribution['outcome']} [options.outcome] - what happened
 * @param {Attribution['cause']} [options.cause] - why
 * @param {number} [options.neuron] - whose factor did it
 * @param {number} [options.ratio] - log₁₀ of first to last
 * @param {number} [options.leftRange] - where the range was left
 * @param {'sigmoid' | 'tanh' | 'relu'} [options.activation] - of each
 * @returns {import('../../www/figures/gradient-chain/chain-numbers.js').ChainNumbers}
 *   the chain by name
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
  return {
    state,
    neurons,
    readings: {
      z: each(z),
      a: each(0.5),
      sigmaPrime: each(slope),
      factors: each(weight * slope),
      dCdb: gradients,
      dCda: 0.5,
      product: gradients[0] ?? NaN,
      cost: 0.125,
    },
    running: gradients.map((value) => value / slope),
    log10: {
      dCdb: logs,
      running: logs.map((log) => log - Math.log10(slope)),
      factors: each(Math.log10(weight * slope)),
      sigmaPrime: each(Math.log10(slope)),
    },
    attribution: {
      outcome: options.outcome ?? 'exploding',
      log10Ratio: options.ratio ?? (logs[0] ?? NaN) - (logs.at(-1) ?? NaN),
      neuron: options.neuron ?? 2,
      cause: options.cause ?? 'weight',
      leftRange: options.leftRange ?? 0,
    },
  };
}

/** @typedef {import('../../www/figures/gradient-chain/chain-numbers.js').Attribution} Attribution */
