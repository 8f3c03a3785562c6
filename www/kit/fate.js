/**
 * What becomes of a gradient on its way from the last bias to the first: one
 * threshold for the whole page. A factor of two is neither.
 */

/** The power of ten from which a gradient is said to vanish or to explode. */
export const DECADES = 1;

/** @typedef {'vanishing' | 'between' | 'exploding'} Fate */

/**
 * @param {number} log10Ratio - log₁₀ of the first gradient over the last; −∞
 *   for a first of 0, NaN where there is no ratio
 * @returns {Fate} `vanishing` for less than a tenth, `exploding` for more than
 *   ten times; NaN is `between`: whoever may have it says so first
 */
export function fateOf(log10Ratio) {
  if (log10Ratio < -DECADES) return 'vanishing';
  if (log10Ratio > DECADES) return 'exploding';
  return 'between';
}
