/** Below and above these powers of ten a ratio vanishes or explodes. */
export const LIMITS = Object.freeze({ vanishing: -3, exploding: 3 });

/**
 * @param {DepthSummary} summary - of the depth that is shown
 * @param {readonly DepthSummary[]} all - of every depth
 * @param {number} chains - how many were drawn
 */
export function readingsOf(summary, all, chains) {
  const { depth, vanishing, between, exploding, zero, mean } = summary;
  return {
    depth,
    chains,
    vanishing,
    between,
    exploding,
    zero,
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
