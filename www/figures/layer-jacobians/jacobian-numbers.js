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

/** @typedef {import('./state.js').LayerJacobiansState} State */

/**
 * The singular values of one matrix, the largest first.
 *
 * @typedef {object} Spectrum
 * @property {number} rank - how many stand out from rounding
 * @property {number} largest - of all
 * @property {number} rms - √(mean of squares)
 * @property {number} smallest - of all; rounding, where the rank is not full
 * @property {number} log10Largest - its logarithm, which is never out of range
 * @property {number} log10Rms - its logarithm
 * @property {number} log10Smallest - its logarithm
 * @property {readonly number[]} values - all
 * @property {readonly number[]} log10Values - their logarithms
 */

/**
 * Index 0 is hidden layer 1; there is a matrix for every layer but the last.
 *
 * @typedef {object} Jacobians
 * @property {readonly number[]} deltaNorms - ‖δˡ‖ by backpropagation
 * @property {readonly number[]} productNorms - ‖J_l … J_{L−1} δᴸ‖
 * @property {readonly number[]} differences - the norm of what is between them
 * @property {readonly number[]} log10DeltaNorms - log₁₀‖δˡ‖
 * @property {readonly Spectrum[]} layers - of J_l
 * @property {readonly Spectrum[]} products - of J_l … J_{L−1}
 */

/** @typedef {{ low: number, median: number, high: number }} Quantiles 5, 50, 95 % */

/**
 * @typedef {object} MeanField
 * @property {readonly number[]} layers - the factor of each pair of layers
 * @property {number} mean - their geometric mean
 * @property {number} fixedPoint - the factor far from the input
 */

/**
 * The factor per layer over several seeds.
 *
 * @typedef {object} Spread
 * @property {number} seeds - measured so far
 * @property {number} images - over which each was measured
 * @property {Quantiles} factor - the geometric mean over the layers
 * @property {readonly Quantiles[]} layers - rms‖δˡ‖/rms‖δˡ⁺¹‖
 * @property {MeanField} meanField - what theory says of very wide layers
 */

/**
 * @typedef {Jacobians & { label: number, state: State, spread: Spread | null }} Readings
 */
