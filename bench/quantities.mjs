/** Numbers in words, and how many operations an image takes. */
import { NETWORKS } from './plan.mjs';

/** @import { Findings } from './measure.mjs' */

/**
 * @param {number} value
 * @param {number} [digits] - that count
 * @returns {string}
 */
export function short(value, digits = 3) {
  if (!Number.isFinite(value)) return '–';
  return value >= 10 ** digits
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(digits)));
}

/**
 * @param {string} text - a case
 * @param {number} ink - pixels of an image that are not 0
 * @returns {number} the operations that an image needs: a multiplication and an
 *   addition a weight forward and for the update, and backward but in the first
 *   layer, which meets only pixels that are not 0
 */
export function operationsOf(text, ink) {
  const [, hidden = ''] = text.split(' ');
  const sizes = [ink, ...hidden.split(',').map(Number), 10];
  const [first = 0, ...later] = sizes
    .slice(1)
    .map((n, index) => n * (sizes[index] ?? 0));
  return 2 * (2 * first + 3 * later.reduce((sum, n) => sum + n, 0));
}

/**
 * @param {Findings} findings
 * @param {string} network - the key of one of the networks
 * @param {string} build - the key of a participant of ours
 * @returns {number} how much of the peak its best time comes to, in per cent
 */
export function shareOfPeak({ networks, inks, peaks }, network, build) {
  const { text = '' } = NETWORKS.find(({ key }) => key === network) ?? {};
  const best = networks[network]?.get(build)?.best ?? NaN;
  const rate = operationsOf(text, inks[network] ?? NaN) / 1000 / best;
  return (100 * rate) / (peaks[build] ?? NaN);
}

/**
 * @param {number[]} values
 * @param {number} [share] - 0.5 for the median
 * @returns {number} NaN of none
 */
export function quantile(values, share = 0.5) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}
