/**
 * Numbers as text, in the one form that permalinks, attributes and text fields
 * share. Only decimal notation is read: what `Number()` also takes (hex, blanks,
 * the empty string) is more often a slip than a wish.
 */

const DECIMAL = /^[-−+]?(?:\d+\.?\d*|\.\d+)(?:e[-−+]?\d+)?$/i;

/**
 * @param {number} value - a finite number
 * @returns {string} its shortest text that reads back to the same bits
 */
export function numberToText(value) {
  // A plus sign may become a blank on its way through a mail or chat program.
  return Object.is(value, -0) ? '-0' : String(value).replace('+', '');
}

/**
 * @param {string} text - what was written
 * @returns {number} the number, or NaN where the text is not a decimal number
 *   or names one beyond the range of doubles
 */
export function textToNumber(text) {
  const trimmed = text.trim();
  if (!DECIMAL.test(trimmed)) return NaN;
  const value = Number(trimmed.replace(/−/g, '-'));
  return Number.isFinite(value) ? value : NaN;
}
