/** Tables of numbers at full precision, in the page and as files. */
import { formatNumber } from './numbers.js';

/**
 * @param {NumberTable} table - any
 * @returns {string} comma-separated values
 */
export function tableToCsv({ headings, rows }) {
  const lines = [headings, ...rows].map((cells) =>
    cells
      .map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell)))
      .join(','),
  );
  return `${lines.join('\r\n')}\r\n`;
}

/**
 * @param {number | string} cell - of a table
 * @returns {string} its text; a number in its shortest exact form, fit for
 *   copying, and −0 as 0
 */
export function cellText(cell) {
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return formatNumber(cell);
  return String(cell);
}

/** @param {string} text - of a cell @returns {string} quoted if necessary */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @typedef {object} NumberTable
 * @property {string} caption - of the table
 * @property {readonly string[]} headings - of the columns
 * @property {readonly (readonly (number | string)[])[]} rows - of cells
 */
