/** How long a bar is: what stands for its whole track, and what cannot be drawn. */

import { roundUp } from '../../kit/plot/scale.js';

/** With fewer decades every bar would be long. */
const LEAST_DECADES = 3;

/**
 * @param {'linear' | 'logarithmic'} kind - of the scale
 * @param {number} largest - the largest size to be shown
 * @param {number} leastTypical - a size that should still be a bar, on the
 *   logarithmic one
 * @returns {BarScale} round ends around them
 */
export function barScale(kind, largest, leastTypical) {
  const log = Math.log10(largest);
  if (kind === 'linear' || !Number.isFinite(log)) {
    return { kind: 'linear', low: 0, high: roundUp(largest) };
  }
  // Not −0, which would be written as such.
  const high = Math.ceil(log) || 0;
  const least = Math.floor(Math.log10(Math.min(leastTypical, largest))) - 1;
  return { kind, low: Math.min(least, high - LEAST_DECADES), high };
}

/**
 * @param {number} value - any number @param {BarScale} scale
 * @returns {Bar} how it is drawn
 */
export function barOf(value, { kind, low, high }) {
  const isNegative = value < 0;
  const size = Math.abs(value);
  if (Number.isNaN(size)) return { share: 0, isNegative, mark: 'nan' };
  if (size === Infinity) return { share: 1, isNegative, mark: 'infinite' };
  if (size === 0) return { share: 0, isNegative, mark: 'zero' };
  const share =
    kind === 'linear' ? size / high : (Math.log10(size) - low) / (high - low);
  if (share < 0) return { share: 0, isNegative, mark: 'below' };
  return { share: Math.min(1, share), isNegative, mark: '' };
}

/**
 * @typedef {object} BarScale
 * @property {'linear' | 'logarithmic'} kind - of the scale
 * @property {number} low - the left end, its logarithm on a logarithmic scale
 * @property {number} high - the right end, likewise
 */
/**
 * @typedef {object} Bar
 * @property {number} share - of the track, 0 to 1
 * @property {boolean} isNegative - whether the number is below 0
 * @property {'' | 'zero' | 'below' | 'nan' | 'infinite'} mark - what to write
 *   instead: below is a number before the left end
 */
