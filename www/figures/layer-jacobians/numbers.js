/** What the core says of the matrices between layers. */
import { fateOf } from '../../kit/fate.js';

/**
 * @param {Pick<Core, 'quantilesOfColumns'>} core - loaded
 * @param {number} depth - hidden layers
 * @param {readonly number[]} rows - by one measure, `depth` + 1 numbers a seed
 * @returns {Passage} what the seeds have in common
 */
export function passageOf(core, depth, rows) {
  const columns = depth + 1;
  const flat = core.quantilesOfColumns(Float64Array.from(rows), columns);
  const layers = Array.from({ length: columns }, (_, column) => {
    const [low = NaN, median = NaN, high = NaN] = flat.subarray(3 * column);
    return Object.freeze({ low, median, high });
  });
  const log10Ratio = /** @type {Quantiles} */ (layers.pop());
  const factor = /** @type {Quantiles} */ (layers.pop());
  const fates = { vanishing: 0, between: 0, exploding: 0, none: 0 };
  for (let last = depth; last < rows.length; last += columns) {
    const ratio = rows[last] ?? NaN;
    fates[Number.isNaN(ratio) ? 'none' : fateOf(ratio)] += 1;
  }
  return { layers, factor, log10Ratio, fates };
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
 * The factors of each seed, `depth` + 1 numbers each, and what theory says.
 *
 * @typedef {Plain<import('../../core/jacobians.js').SeedFactors>} SeedFactors
 */

/** @typedef {{ low: number, median: number, high: number }} Quantiles 5, 50, 95 % */

/**
 * How much of the gradient arrives, by one measure of its length.
 *
 * @typedef {object} Passage
 * @property {Quantiles} factor - the geometric mean over the layers
 * @property {readonly Quantiles[]} layers - from layer l + 1 to layer l
 * @property {Quantiles} log10Ratio - of the first hidden layer to the last
 * @property {Record<import('../../kit/fate.js').Fate | 'none', number>} fates -
 *   how many seeds’ gradients vanish, explode, do neither, or are 0 from the start
 */

/**
 * The factor per layer over several seeds: of single images’ gradients, root
 * mean square, and of the gradient averaged over the images.
 *
 * @typedef {Passage & SpreadFacts} Spread
 *
 * @typedef {object} SpreadFacts
 * @property {Passage} averaged - of the averaged gradient
 * @property {number} seeds - measured so far
 * @property {number} images - over which each was measured
 * @property {SeedFactors['meanField']} meanField - what theory says of single
 *   images’ gradients in very wide layers
 */

/**
 * What the figure shows: the matrices, the digit on the image, the state that
 * both belong to, and the spread once there is one.
 *
 * @typedef {Jacobians & { label: number, state: State, spread: Spread | null }} Readings
 */
