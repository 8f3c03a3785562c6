/**
 * Numbers as text in permalinks, attributes and text fields. What people write and
 * what the figures print is read; what can be read in two ways is not, and neither
 * are other things that `Number()` accepts (hexadecimal, the empty string), which
 * are more likely to be mistakes.
 */

/** The dashes that stand for a minus, in print and on keyboards. */
const DASHES = /[−‐‑‒–—﹣－]/g;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Sign, digits, and a power of ten: e-3, or with or without a factor before it. */
const NUMBER =
  /^([-+]?) ?([\d.,'’ ]*?) ?(?:e ?([-+]? ?\d+)|([×·⋅*x]?) ?10 ?(?:\^|\*\*) ?[({]?([-+]? ?\d+)[)}]?)?$/i;
const PLAIN = /^(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;
/** Characters: more than any double has digits, few enough to look at many times. */
export const LONGEST_NUMBER = 1200;
/** A thousand in English, one in much of the rest of the world. */
const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/;
/** Digits in threes; a single comma or point between them would be a decimal one. */
const GROUPED =
  /^[1-9]\d{0,2}(?:([ '’])\d{3}(?:\1\d{3})*(?:[.,]\d*)?|(?:,\d{3})+(?:,\d{3}|\.\d*)|(?:\.\d{3})+(?:\.\d{3}|,\d*))$/;

/** @param {number} value - finite @returns {string} its shortest text that reads back to the same bits */
export function numberToText(value) {
  // Mail and chat programs may turn a plus sign in a link into a blank.
  return Object.is(value, -0) ? '-0' : String(value).replace('+', '');
}

/**
 * @param {string} text - typed, or from an attribute or a link
 * @returns {number} the number; NaN if the text is not a number, could be one of
 *   two, or is beyond the range of doubles
 */
export function textToNumber(text) {
  if (text.length > LONGEST_NUMBER) return NaN;
  const [, sign = '', digits = '', exponent, factor = '', power] =
    NUMBER.exec(plain(text)) ?? [];
  const isPower = power !== undefined && digits + factor === '';
  if (power !== undefined && !isPower && factor === '') return NaN;
  const mantissa = isPower ? '1' : pointed(digits);
  if (mantissa === null) return NaN;
  const scale = (exponent ?? power ?? '0').replace(' ', '');
  const value = Number(`${sign}${mantissa}e${scale}`);
  const isLost = value === 0 && /[1-9]/.test(mantissa);
  return Number.isFinite(value) && !isLost ? value : NaN;
}

/**
 * @param {string} text - typed
 * @returns {[string, string] | null} both meanings of “1,000”: 1000 and 1.000;
 *   null for a text that has not two
 */
export function meaningsOf(text) {
  if (text.length > LONGEST_NUMBER) return null;
  const [, , digits = ''] = NUMBER.exec(plain(text)) ?? [];
  if (!AMBIGUOUS.test(digits)) return null;
  const trimmed = text.trim();
  return [trimmed.replace(',', ''), trimmed.replace(',', '.')];
}

/**
 * @param {string} text - numbers separated by commas, semicolons or blanks, perhaps
 *   in brackets; with semicolons, commas are decimal ones
 * @returns {(number | string)[]} each; the text of one that cannot be read
 */
export function textToNumbers(text) {
  const inside = text
    .trim()
    .replace(/^[[(](.*)[\])]$/s, '$1')
    .trim();
  if (inside === '') return [];
  const between = inside.includes(';') ? ';' : /\s*,\s*|\s+/;
  return inside.split(between).map((part) => {
    const value = textToNumber(part);
    return Number.isNaN(value) ? part : value;
  });
}

/** @param {string} text @returns {string} with hyphens for minus signs, ^ for raised digits, and one kind of blank */
function plain(text) {
  return text
    .replace(/[\u200B\u2060]/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(DASHES, '-')
    .replace(/(?<=10 ?)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/, (raised) =>
      raised
        .replace(/./g, (digit) => String(SUPERSCRIPTS.indexOf(digit)))
        .replace('-1', raised.startsWith('⁻') ? '-' : '')
        .replace(/^/, '^'),
    );
}

/** @param {string} digits @returns {string | null} them with a decimal point, if any; null for no number */
function pointed(digits) {
  if (PLAIN.test(digits) && !AMBIGUOUS.test(digits)) {
    return digits.replace(',', '.');
  }
  if (!GROUPED.test(digits)) return null;
  const bare = digits.replace(/[ '’]/g, '');
  // Of two kinds of mark, the one that stands last is the decimal one.
  const [mark = ''] = /[.,](?=\d*$)/.exec(bare) ?? [];
  const isDecimal = mark !== '' && bare.split(mark).length === 2;
  if (!isDecimal) return bare.replace(/[.,]/g, '');
  return bare.replace(mark, '#').replace(/[.,]/g, '').replace('#', '.');
}
