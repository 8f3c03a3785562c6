/** Numbers at full precision, as a table and as a file. */
import { create } from './create.js';
import { formatNumber } from './numbers.js';

/**
 * @param {number} value - any number
 * @returns {string} its shortest exact form, fit for copying
 */
export function exactNumber(value) {
  if (!Number.isFinite(value)) return formatNumber(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * @param {NumberTable} table - what is in it
 * @returns {HTMLTableElement} the same to be seen; the first cell heads its row
 */
export function numberTable({ caption, headings, rows }) {
  return create(
    'table',
    {},
    create('caption', {}, caption),
    create(
      'thead',
      {},
      create(
        'tr',
        {},
        ...headings.map((heading) => create('th', { scope: 'col' }, heading)),
      ),
    ),
    create(
      'tbody',
      {},
      ...rows.map(([head = '', ...cells]) =>
        create(
          'tr',
          {},
          create('th', { scope: 'row' }, cellText(head)),
          ...cells.map((cell) => create('td', {}, cellText(cell))),
        ),
      ),
    ),
  );
}

/**
 * @param {NumberTable} table - what is in it
 * @returns {string} the same as comma-separated values
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
 * @returns {string} what is written in it
 */
export function cellText(cell) {
  return typeof cell === 'number' ? exactNumber(cell) : cell;
}

/**
 * @param {string} text - of a cell
 * @returns {string} quoted where a comma or a quote would break the line
 */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @typedef {object} NumberTable
 * @property {string} caption - what it is
 * @property {readonly string[]} headings - of the columns
 * @property {readonly (readonly (number | string)[])[]} rows - of them
 */
