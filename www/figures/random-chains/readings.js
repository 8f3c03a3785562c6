/** Below and above these powers of ten a ratio vanishes or explodes. */
export const LIMITS = Object.freeze({ vanishing: -3, exploding: 3 });

/**
 * @param {DepthSummary} summary - of the depth that is shown
 * @param {readonly DepthSummary[]} all - of every depth
 * @param {number} chains - how many were drawn
 * @returns {ChainsReadings} what the figure shows
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
 * What the ratios of one depth are like; logarithms are decimal.
 *
 * @typedef {object} DepthSummary
 * @property {number} depth - neurons in a row
 * @property {number} vanishing - share of ratios below 10⁻³
 * @property {number} between - share of those that are neither
 * @property {number} exploding - share of ratios above 10³
 * @property {number} zero - share of ratios that are 0; they vanish too
 * @property {number[]} quantiles - 5, 25, 50, 75 and 95 % of the logarithm
 * @property {number} mean - of the logarithm
 * @property {number} firstZero - the first chain with a ratio of 0, or −1
 * @property {number} from - the logarithm where the first bar begins
 * @property {number} step - the width of a bar, in decades
 * @property {number[]} counts - chains in each bar
 * @property {number[]} examples - the first chain of each
 */

/**
 * @typedef {object} ChainsReadings
 * @property {number} depth - neurons in a row
 * @property {number} chains - how many were drawn
 * @property {number} vanishing - share of ratios below 10⁻³, the zeros too
 * @property {number} between - share of those that are neither
 * @property {number} exploding - share of ratios above 10³
 * @property {number} zero - share of ratios that are 0
 * @property {number} mean - of log₁₀ of the ratio
 * @property {number[]} quantiles - 5, 25, 50, 75 and 95 % of it
 * @property {number} barFrom - log₁₀ where the first bar begins
 * @property {number} barStep - the width of a bar, in decades
 * @property {number[]} counts - chains in each bar
 * @property {number[]} depths - 2 … 32
 * @property {number[]} quantilesByDepth - row-major by depth, 5 a row
 */
