/** What the core says of the matrices between layers. */

/**
 * @param {number} depth - hidden layers
 * @param {Float64Array} flat - quantiles, three a column
 * @returns {{ layers: readonly Quantiles[], factor: Quantiles }} for each pair
 *   of layers, and for the mean over all
 */
export function takeQuantiles(depth, flat) {
  const all = Array.from({ length: depth }, (_, column) => {
    const [low = NaN, median = NaN, high = NaN] = flat.subarray(3 * column);
    return Object.freeze({ low, median, high });
  });
  const factor = /** @type {Quantiles} */ (all.pop());
  return { layers: Object.freeze(all), factor };
}

/**
 * @template Answer
 * @typedef {import('../../core/plain.js').Plain<Answer>} Plain
 */

/** @typedef {import('../../core/core.js').CoreParts['jacobians']} Core */
/** @typedef {import('./state.js').LayerJacobiansState} State */

/**
 * The matrices of one network at one image. Index 0 is hidden layer 1; there is
 * a matrix for every layer but the last.
 *
 * @typedef {Plain<import('../../core/jacobians.js').JacobianNumbers>} Jacobians
 */
/** @typedef {Jacobians['layers'][number]} Spectrum Singular values of a matrix */

/**
 * The factors of each seed, `depth` numbers each, and what theory says.
 *
 * @typedef {Plain<import('../../core/jacobians.js').SeedFactors>} SeedFactors
 */

/** @typedef {{ low: number, median: number, high: number }} Quantiles 5, 50, 95 % */

/**
 * The factor per layer over several seeds.
 *
 * @typedef {object} Spread
 * @property {number} seeds - measured so far
 * @property {number} images - over which each was measured
 * @property {Quantiles} factor - the geometric mean over the layers
 * @property {readonly Quantiles[]} layers - rms‖δˡ‖/rms‖δˡ⁺¹‖
 * @property {SeedFactors['meanField']} meanField - what theory says of very
 *   wide layers
 */

/**
 * What the figure shows: the matrices, the digit on the image, the state that
 * both belong to, and the spread once there is one.
 *
 * @typedef {Jacobians & { label: number, state: State, spread: Spread | null }} Readings
 */
