import { DECADES } from '../../kit/fate.js';

/** The powers of ten beyond which a ratio has vanished or exploded. */
export const LIMITS = Object.freeze([-DECADES, DECADES]);

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
