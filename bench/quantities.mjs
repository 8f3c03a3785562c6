/** Numbers in words, and how many operations an image takes. */

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
 * @param {number} multiplications - of one pass over the weights
 * @param {number} first - of them, in the first layer
 * @returns {number} operations of one image, every pixel counted: forward and
 *   update of all layers, backward of all but the first
 */
const operations = (multiplications, first) =>
  2 * (3 * multiplications - first);

/**
 * @param {string} text - a case
 * @returns {number} its operations an image
 */
export function operationsOf(text) {
  const [side = 0, hidden = ''] = text.split(' ');
  const sizes = [Number(side) ** 2, ...hidden.split(',').map(Number), 10];
  const each = sizes.slice(1).map((n, index) => n * (sizes[index] ?? 0));
  return operations(
    each.reduce((sum, n) => sum + n),
    each[0] ?? 0,
  );
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
