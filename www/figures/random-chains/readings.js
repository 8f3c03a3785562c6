import { DECADES, fateOf } from '../../kit/fate.js';

/** The powers of ten beyond which a ratio has vanished or exploded. */
export const LIMITS = Object.freeze([-DECADES, DECADES]);

/**
 * The bars of a histogram, none of which lies across a limit: where the core's
 * begins at a tenth and ends beyond ten, it is two.
 *
 * @param {DepthSummary} summary - of the depth that is shown
 * @param {number} chains - how many were drawn
 * @returns {Bar[]} those that have chains, from left to right; ratios of 0 first
 */
export function barsOf(summary, chains) {
  const { from, step, counts, examples, zero, firstZero } = summary;
  /** @type {Bar[]} */
  const bars = [
    {
      bar: -1,
      low: -Infinity,
      high: -Infinity,
      count: Math.round(zero * chains),
      example: firstZero,
      fate: 'vanishing',
    },
  ];
  for (const [bar, count] of counts.entries()) {
    const [low, high] = [from + bar * step, from + (bar + 1) * step];
    const example = examples[bar] ?? -1;
    // Just inside of the bar, since its ends may be limits themselves.
    const inside = 1e-6 * step;
    const [fate, last] = [fateOf(low + inside), fateOf(high - inside)];
    if (fate === last) {
      bars.push({ bar, low, high, count, example, fate });
      continue;
    }
    const between = Math.round(summary.between * chains);
    bars.push(
      {
        bar,
        low,
        high: DECADES,
        count: between,
        example: summary.firstBetween,
        fate,
      },
      {
        bar: bar + 0.5,
        low: DECADES,
        high,
        count: count - between,
        example: summary.firstExploding,
        fate: last,
      },
    );
  }
  return bars.filter(({ count }) => count > 0);
}

/**
 * @param {DepthSummary} summary - of the depth that is shown
 * @param {readonly DepthSummary[]} all - of every depth
 * @param {number} chains - how many were drawn
 */
export function readingsOf(summary, all, chains) {
  const { depth, vanishing, between, exploding, zero, quartered, mean } =
    summary;
  return {
    depth,
    chains,
    vanishing,
    between,
    exploding,
    zero,
    quartered,
    mean,
    quantiles: [...summary.quantiles],
    barFrom: summary.from,
    barStep: summary.step,
    counts: [...summary.counts],
    depths: all.map((one) => one.depth),
    quantilesByDepth: all.flatMap((one) => one.quantiles),
  };
}

/**
 * What the ratios of one depth are like.
 *
 * @typedef {import('../../core/plain.js').Plain<import('../../core/random-chains.js').DepthSummary>} DepthSummary
 */
/** @typedef {ReturnType<typeof readingsOf>} ChainsReadings */

/**
 * @typedef {object} Bar
 * @property {number} bar - tells it from others, ascending; −1 for ratios of 0
 * @property {number} low - log₁₀ of the ratio where it begins
 * @property {number} high - where it ends
 * @property {number} count - its chains
 * @property {number} example - the first of them
 * @property {import('../../kit/fate.js').Fate} fate - what becomes of them
 */
