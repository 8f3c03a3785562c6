/**
 * What the core says of the matrices between layers, taken apart. The order of
 * the numbers is that of the jobs' answers in `crate/src/wasm/jacobians.rs`.
 */

/**
 * @param {State} state - what was asked for
 * @param {Float64Array} flat - the answer to `layer-jacobians`
 * @returns {Jacobians} by name
 */
export function takeApart({ depth, width }, flat) {
  const take = reader(flat);
  const deltaNorms = take(depth);
  const productNorms = take(depth);
  const differences = take(depth);
  const log10DeltaNorms = take(depth);
  /** @type {Spectrum[]} */
  const layers = [];
  /** @type {Spectrum[]} */
  const products = [];
  for (let layer = 1; layer < depth; layer += 1) {
    layers.push(spectrum(take, width));
    products.push(spectrum(take, width));
  }
  return Object.freeze({
    deltaNorms,
    productNorms,
    differences,
    log10DeltaNorms,
    layers: Object.freeze(layers),
    products: Object.freeze(products),
  });
}

/**
 * @param {number} depth - hidden layers
 * @param {Float64Array} flat - the answer to `seed-factors`
 * @returns {{ meanField: MeanField, rows: readonly number[] }} what theory says,
 *   and the factors of each seed, `depth` numbers each
 */
export function takeFactors(depth, flat) {
  const take = reader(flat);
  const layers = take(depth - 1);
  const [mean = NaN, fixedPoint = NaN] = take(2);
  const meanField = Object.freeze({ layers, mean, fixedPoint });
  return { meanField, rows: take(flat.length - depth - 1) };
}

/**
 * @param {number} depth - hidden layers
 * @param {Float64Array} flat - quantiles, three a column
 * @returns {{ layers: readonly Quantiles[], factor: Quantiles }} for each pair
 *   of layers, and for the mean over all
 */
export function takeQuantiles(depth, flat) {
  const take = reader(flat);
  const all = Array.from({ length: depth }, () => {
    const [low = NaN, median = NaN, high = NaN] = take(3);
    return Object.freeze({ low, median, high });
  });
  const factor = /** @type {Quantiles} */ (all.pop());
  return { layers: Object.freeze(all), factor };
}

/**
 * @param {Take} take - reads on
 * @param {number} width - of the layers
 * @returns {Spectrum} by name
 */
function spectrum(take, width) {
  const [rank = NaN, largest = NaN, rms = NaN, smallest = NaN] = take(4);
  const [log10Largest = NaN, log10Rms = NaN, log10Smallest = NaN] = take(3);
  return Object.freeze({
    rank,
    largest,
    rms,
    smallest,
    log10Largest,
    log10Rms,
    log10Smallest,
    values: take(width),
    log10Values: take(width),
  });
}

/**
 * @param {Float64Array} flat - many numbers
 * @returns {Take} takes the next ones
 */
function reader(flat) {
  let place = 0;
  return (count) => {
    place += count;
    return Object.freeze([...flat.subarray(place - count, place)]);
  };
}

/** @typedef {(count: number) => readonly number[]} Take */
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
