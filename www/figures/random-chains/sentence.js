import { barWords, chainsSentences } from './words.js';
import {
  countText,
  formatNumber,
  powerText,
  share,
} from '../../kit/numbers.js';

/**
 * @param {import('./readings.js').ChainsReadings} readings - what the figure
 *   shows
 */
export function chainsSentence(readings) {
  const { depth, chains, vanishing, between, exploding, zero } = readings;
  const sentences = [
    chainsSentences.shares(
      countText(chains),
      String(depth),
      ...sharesText([vanishing, between, exploding], chains),
    ),
  ];
  const median = readings.quantiles[2] ?? NaN;
  if (Number.isFinite(median)) {
    const ratio = powerText(median);
    const decades = formatNumber(Math.abs(median) / (depth - 1), 3);
    const { loses, gains } = chainsSentences;
    sentences.push((median < 0 ? loses : gains)(ratio, decades));
  }
  if (zero > 0) sentences.push(chainsSentences.zero(shareText(zero, chains)));
  return sentences.join(' ');
}

/**
 * @param {readonly [number, number, number]} shares - of all chains
 * @param {number} chains - how many there are
 * @returns {[string, string, string]} each in words
 */
function sharesText([one, two, three], chains) {
  return [
    shareText(one, chains),
    shareText(two, chains),
    shareText(three, chains),
  ];
}

/**
 * @param {number} part - 0 to 1
 * @param {number} chains - how many there are
 * @returns {string} in per cent; a few as their number, 0 as none,
 *   and likewise at the other end
 */
export function shareText(part, chains) {
  const count = Math.round(part * chains);
  if (count === 0) return chainsSentences.none;
  if (count === chains) return chainsSentences.all;
  if (part > 0.9995) return chainsSentences.allBut(countText(chains - count));
  return part < 0.0005 ? countText(count) : share(part);
}

/**
 * @param {import('./readings.js').DepthSummary} summary - of the depth shown
 * @param {number} bar - which one, or −1 for the ratios of 0
 * @param {number} chains - how many there are
 * @returns {string} what it holds
 */
export function barText({ from, step, counts, zero }, bar, chains) {
  const count = bar < 0 ? Math.round(zero * chains) : (counts[bar] ?? 0);
  const part = share(count / chains);
  return bar < 0
    ? barWords.zero(countText(count), part)
    : barWords.bar(barRange({ from, step }, bar), countText(count), part);
}

/**
 * @param {{ from: number, step: number }} histogram - its bars
 * @param {number} bar - which one, or −1 for the ratios of 0
 * @returns {string} “10⁻⁴ to 10⁻³”, or “0”
 */
export function barRange({ from, step }, bar) {
  if (bar < 0) return '0';
  const [low = '', high = ''] = [bar, bar + 1].map((end) =>
    powerText(from + end * step),
  );
  return barWords.range(low, high);
}
