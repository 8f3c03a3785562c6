/** Tables of numbers at full precision, in the page and as files. */
import { exactText } from './numbers.js';

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
 * @returns {string} its text; a number with all its digits, as fields read it back,
 *   and −0 as 0
 */
export function cellText(cell) {
  return typeof cell === 'string' ? cell : exactText(cell + 0);
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
