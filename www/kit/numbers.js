/**
 * Numbers as people write them: a true minus sign, a few significant digits,
 * powers of ten with superscripts. Zero, subnormal, infinite and undefined
 * values are four different things, and each is said as itself.
 */
import { numberWords, underflowWords } from './number-words.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** The smallest 64-bit float with all its digits, 2^−1022. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** Outside these powers of ten, a number is easier to read as one. */
const LEAST_PLAIN = -3;
const MOST_PLAIN = 4;

/**
 * @param {number} value - any number
 * @param {number} [digits] - significant digits
 * @returns {string} such as “−0.145”, “4.15×10⁻⁴”, “0”, “∞” or “NaN”
 */
export function formatNumber(value, digits = 3) {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}∞`;
  const [mantissa = '', exponent = '0'] = size
    .toExponential(digits - 1)
    .split('e');
  const power = Number(exponent);
  if (power < LEAST_PLAIN || power > MOST_PLAIN) {
    return `${sign}${withoutTail(mantissa)}×${powerOfTen(power)}`;
  }
  // A whole number is not shortened to zeros that it does not have.
  const places = Math.max(0, digits - 1 - power);
  return sign + withoutTail(size.toFixed(places));
}

/**
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its size, where that is known better
 * @returns {NumberKind} what sort of number it is
 */
export function kindOf(value, log10 = -Infinity) {
  if (Number.isNaN(value)) return 'nan';
  if (Math.abs(value) === Infinity) return 'infinite';
  if (value === 0) return log10 > -Infinity ? 'underflow' : 'zero';
  return Math.abs(value) < SMALLEST_NORMAL ? 'subnormal' : 'normal';
}

/**
 * A number with the words that it needs, if any.
 *
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its size, where that is known better
 * @param {number} [digits] - significant digits
 * @returns {string} such as “0 (exactly)” or “5×10⁻³²⁰ (subnormal)”
 */
export function describeNumber(value, log10 = -Infinity, digits = 3) {
  const text = formatNumber(value, digits);
  switch (kindOf(value, log10)) {
    case 'zero':
      return `${text} (${numberWords.exactly})`;
    case 'underflow':
      return `${text} (${underflowWords(powerText(log10))})`;
    case 'subnormal':
      return `${text} (${numberWords.subnormal})`;
    case 'infinite':
      return `${text} (${numberWords.infinite})`;
    case 'nan':
      return `${text} (${numberWords.notANumber})`;
    case 'normal':
      return text;
  }
}

/**
 * The same where there is little room.
 *
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its size, where that is known better
 * @param {number} [digits] - significant digits
 * @returns {string} such as “0 exactly” or “0 (9.0×10⁻³⁵⁴)”
 */
export function shortNumber(value, log10 = -Infinity, digits = 3) {
  const text = formatNumber(value, digits);
  switch (kindOf(value, log10)) {
    case 'zero':
      return `${text} ${numberWords.exactly}`;
    case 'underflow':
      return `${text} (${powerText(log10)})`;
    case 'subnormal':
      return `${text} ${numberWords.subnormalShort}`;
    case 'infinite':
    case 'nan':
    case 'normal':
      return text;
  }
}

/**
 * @param {number} log10 - log₁₀ of a positive number, perhaps beyond the range
 * @returns {string} the number, to two digits
 */
export function powerText(log10) {
  if (!Number.isFinite(log10)) return formatNumber(10 ** log10);
  let power = Math.floor(log10);
  let mantissa = (10 ** (log10 - power)).toFixed(1);
  if (mantissa === '10.0') {
    power += 1;
    mantissa = '1.0';
  }
  const ten = powerOfTen(power);
  return mantissa === '1.0' ? ten : `${mantissa}×${ten}`;
}

/**
 * @param {number} log10 - log₁₀ of a ratio, at least 0
 * @returns {string} the ratio, as one says “196 times”
 */
export function ratioText(log10) {
  const ratio = 10 ** log10;
  if (ratio < 9.95) return withoutTail(ratio.toFixed(1));
  if (ratio >= 10 ** (MOST_PLAIN + 1)) return powerText(log10);
  return String(Math.round(ratio)).replace(/(?=\d{3}$)(?<=\d)/, ',');
}

/**
 * @param {number} exponent - a whole number
 * @returns {string} “10⁻⁴”
 */
export function powerOfTen(exponent) {
  const digits = [...String(Math.abs(exponent))];
  const raised = digits.map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${raised}`;
}

/**
 * @param {number} index - a whole number, 0 or more
 * @returns {string} it as a subscript, “₁₂”
 */
export function subscript(index) {
  return [...String(index)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
}

/**
 * @param {string} decimal - a decimal number
 * @returns {string} it without zeros at the end of its fraction
 */
function withoutTail(decimal) {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** @typedef {'normal' | 'subnormal' | 'zero' | 'underflow' | 'infinite' | 'nan'} NumberKind */
