/** Numbers within sentences. */

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Writes a number with so many significant digits: 122, 0.0123, 1.84×10⁻⁵.
 *
 * @param {number} value - any number
 * @param {number} [digits] - significant digits; all there are unless told
 * @returns {string} the number, with a true minus sign; 0, NaN and ∞ as
 *   themselves
 */
export function readable(value, digits) {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1e-3 && size < 1e6) {
    const text = digits === undefined ? String(size) : fixed(size, digits);
    return `${sign}${text}`;
  }
  const places = digits === undefined ? undefined : digits - 1;
  const [mantissa = '', exponent = '0'] = size.toExponential(places).split('e');
  return `${sign}${mantissa}×10${raised(Number(exponent))}`;
}

/**
 * @param {number} value - 0 to 1
 * @returns {string} in per cent, with one decimal
 */
export function share(value) {
  return Number.isFinite(value)
    ? `${(100 * value).toFixed(1)}\u202f%`
    : readable(value);
}

/**
 * @param {readonly number[]} numbers - some numbers
 * @returns {string} parted by commas
 */
export function list(numbers) {
  return numbers.join(', ');
}

/**
 * Names hidden layers, runs of them as “1 to 4”.
 *
 * @param {readonly number[]} layers - ascending, 1 for the first
 * @returns {string} “hidden layer 3”, “hidden layers 1 to 4 and 6”
 */
export function ordinalLayers(layers) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const layer of layers) {
    const last = runs[runs.length - 1];
    if (last && last[1] === layer - 1) last[1] = layer;
    else runs.push([layer, layer]);
  }
  const parts = runs.flatMap(([first, last]) => {
    if (first === last) return [`${first}`];
    return last === first + 1
      ? [`${first}`, `${last}`]
      : [`${first} to ${last}`];
  });
  const tail = parts.pop() ?? '';
  const phrase = parts.length > 0 ? `${parts.join(', ')} and ${tail}` : tail;
  return `hidden layer${layers.length > 1 ? 's' : ''} ${phrase}`;
}

/**
 * @param {number} exponent - a whole number
 * @returns {string} the same in raised digits
 */
function raised(exponent) {
  const digits = [...String(Math.abs(exponent))];
  const sign = exponent < 0 ? '⁻' : '';
  return `${sign}${digits.map((digit) => RAISED[Number(digit)]).join('')}`;
}

/**
 * @param {number} size - a number from 0.001 to 1,000,000
 * @param {number} digits - significant digits
 * @returns {string} without an exponent
 */
function fixed(size, digits) {
  const whole = Math.floor(Math.log10(size)) + 1;
  return size.toFixed(Math.min(100, Math.max(0, digits - whole)));
}
