/**
 * Numbers as text in permalinks, attributes and text fields. Only decimal notation
 * is read: other things that `Number()` accepts (hexadecimal, blanks, the empty
 * string) are more likely to be mistakes.
 */

const DECIMAL = /^[-−+]?(?:\d+\.?\d*|\.\d+)(?:e[-−+]?\d+)?$/i;

/** @param {number} value - finite @returns {string} its shortest text that reads back to the same bits */
export function numberToText(value) {
  // Mail and chat programs may turn a plus sign in a link into a blank.
  return Object.is(value, -0) ? '-0' : String(value).replace('+', '');
}

/**
 * @param {string} text - typed, or from an attribute or a link
 * @returns {number} the number; NaN if the text is not a decimal number or is
 *   beyond the range of doubles
 */
export function textToNumber(text) {
  const trimmed = text.trim();
  if (!DECIMAL.test(trimmed)) return NaN;
  const value = Number(trimmed.replace(/−/g, '-'));
  return Number.isFinite(value) ? value : NaN;
}
