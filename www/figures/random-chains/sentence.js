import {
  countText,
  formatNumber,
  powerText,
  ratioText,
  share,
} from '../../kit/numbers.js';

/** log₁₀ of 4: the slope of a sigmoid is at most ¼. */
const FOUR = Math.log10(4);

/**
 * @param {import('./readings.js').ChainsReadings} readings - what the figure
 *   shows
 * @param {string} [activation] - of the neurons
 */
export function chainsSentence(readings, activation = 'sigmoid') {
  const { depth, chains, vanishing, between, exploding, zero, quartered } =
    readings;
  const [vanish, lie, explode] = [vanishing, between, exploding].map((part) =>
    shareText(part, chains),
  );
  const sentences = [
    `Of ${countText(chains)} random chains of ${depth} neurons, ${vanish} vanish, ${lie} lie in between and ${explode} explode.`,
  ];
  const median = readings.quantiles[2] ?? NaN;
  if (Number.isFinite(median)) {
    const ratio = powerText(median);
    const decades = formatNumber(Math.abs(median) / (depth - 1), 3);
    const change =
      median < 0
        ? `${ratio} of the last: a loss of ${decades}`
        : `${ratio} times the last: a gain of ${decades}`;
    sentences.push(
      `In the median chain the first gradient is ${change} decades a layer.`,
    );
  }
  if (activation === 'sigmoid') {
    const most = ratioText((depth - 1) * FOUR);
    sentences.push(
      `In ${shareText(quartered, chains)} it is smaller by a factor of ${most} or more, the chapter’s ¼ a layer.`,
    );
  }
  if (zero > 0) {
    sentences.push(
      `In ${shareText(zero, chains)} the first gradient is exactly 0: a neuron on the way is off.`,
    );
  }
  return sentences.join(' ');
}

/**
 * @param {readonly { depth: number, quantiles: readonly number[] }[]} rows - of each
 *   depth: 5, 25, 50, 75 and 95 % of log₁₀ of the ratio
 * @returns {string} from where to where the median goes, and how wide the middle nine tenths are
 */
export function quantilesSentence(rows) {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return '';
  const text = (/** @type {number} */ log) =>
    log === -Infinity ? '0' : powerText(log);
  const [low = NaN, , median = NaN, , high = NaN] = last.quantiles;
  return `The median of the ratio goes from ${text(first.quantiles[2] ?? NaN)} in chains of ${first.depth} neurons to ${text(median)} in chains of ${last.depth}, where nine in ten lie between ${text(low)} and ${text(high)}.`;
}

/**
 * @param {number} part - 0 to 1
 * @param {number} chains - how many there are
 * @returns {string} in per cent; a few as their number, 0 as none,
 *   and likewise at the other end
 */
export function shareText(part, chains) {
  const count = Math.round(part * chains);
  if (count === 0) return 'none';
  if (count === chains) return 'all';
  if (part > 0.9995) return `all but ${countText(chains - count)}`;
  return part < 0.0005 ? countText(count) : share(part);
}

/**
 * @param {import('./readings.js').Bar} bar - of the histogram
 * @param {number} chains - how many there are
 * @returns {string} what it holds
 */
export function barText(bar, chains) {
  const { count } = bar;
  const range = bar.bar < 0 ? 'exactly 0' : barRange(bar);
  const counted = count === 1 ? '1 chain' : `${countText(count)} chains`;
  return `${range}: ${counted} (${share(count / chains)})`;
}

/**
 * @param {Pick<import('./readings.js').Bar, 'bar' | 'low' | 'high'>} bar - of the
 *   histogram
 * @returns {string} “10⁻⁴ to 10⁻³”, or “0”
 */
export function barRange({ bar, low, high }) {
  return bar < 0 ? '0' : `${powerText(low)} to ${powerText(high)}`;
}
