/** Tables of numbers at full precision, in the page and as files. */
import { exactText, formatNumber } from './numbers.js';

/**
 * @param {Omit<NumberTable, 'caption'> & { caption?: string }} table - any
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
 * @param {number} [digits] - significant digits that are shown
 * @returns {string} its text; a number without `digits` with all of them, as fields
 *   read it back, and −0 as 0
 */
export function cellText(cell, digits) {
  if (typeof cell === 'string') return cell;
  return digits === undefined
    ? exactText(cell + 0)
    : formatNumber(cell, digits);
}

/** @param {string} text - of a cell of a file @returns {string} quoted if necessary */
export function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @typedef {object} NumberTable
 * @property {string} caption - of the table
 * @property {readonly string[]} headings - of the columns
 * @property {readonly (readonly (number | string)[])[]} rows - of cells
 * @property {number} [digits] - significant digits that the page shows of numbers;
 *   files have all of them
 */
