/**
 * Where the neurons of a chain go: in one row where they fit, else in several,
 * smaller when there are many. Lengths are in CSS pixels.
 */

/**
 * Lengths in em, for neurons with all their numbers and for small ones; `tail`
 * is from the centre to the right end of its cell.
 */
const SIZES = {
  large: { cell: 7.3, radius: 2, lead: 3.2, tail: 2.9, row: 10.2, axis: 4.75 },
  small: { cell: 4.7, radius: 1.05, lead: 2.4, tail: 1.8, row: 6, axis: 2.9 },
};

/** Large neurons may fill this many rows; more would not be seen at once. */
const MOST_LARGE_ROWS = 3;

/**
 * @param {number} neurons - how many
 * @param {number} width - of the picture
 * @param {number} em - the size of the type
 * @returns {ChainLayout} what goes where; the cell after the last neuron is the
 *   cost's
 */
export function layoutChain(neurons, width, em) {
  const large = fit(SIZES.large, neurons, width, em);
  return large.rows <= MOST_LARGE_ROWS
    ? { ...large, isLarge: true }
    : { ...fit(SIZES.small, neurons, width, em), isLarge: false };
}

/**
 * @param {typeof SIZES.large} size - lengths in em
 * @param {number} neurons - how many
 * @param {number} width - of the picture
 * @param {number} em - the size of the type
 * @returns {Omit<ChainLayout, 'isLarge'>} the layout
 */
function fit(size, neurons, width, em) {
  const cells = neurons + 1;
  const lead = size.lead * em;
  const room = Math.max(1, Math.floor((width - lead) / (size.cell * em)));
  const rows = Math.ceil(cells / room);
  // Rows of equal length look like one chain, not like a full row and a rest.
  const perRow = Math.ceil(cells / rows);
  const cell = Math.min((width - lead) / perRow, 1.25 * size.cell * em);
  const radius = size.radius * em;
  const rowHeight = size.row * em;
  const places = Array.from({ length: cells }, (_, index) => {
    const row = Math.floor(index / perRow);
    const column = index % perRow;
    return {
      x: lead + (column + 1) * cell - size.tail * em,
      y: row * rowHeight + size.axis * em,
      below: (row + 1) * rowHeight - 0.25 * em,
      right: lead + (column + 1) * cell - 1,
      row,
      isRowStart: column === 0,
      isRowEnd: column === perRow - 1 && index < cells - 1,
    };
  });
  return { places, rows, radius, lead, rowHeight, height: rows * rowHeight };
}

/**
 * @typedef {object} Place
 * @property {number} x - of the centre
 * @property {number} y - of the centre
 * @property {number} below - between this row and the next
 * @property {number} right - where its cell ends
 * @property {number} row - from 0
 * @property {boolean} isRowStart - whether the row begins here
 * @property {boolean} isRowEnd - whether the chain goes on in the next row
 */

/**
 * @typedef {object} ChainLayout
 * @property {boolean} isLarge - whether there is room for all numbers
 * @property {Place[]} places - of the neurons, and after them of the cost
 * @property {number} rows - how many
 * @property {number} radius - of a neuron
 * @property {number} lead - before the first cell, for the input
 * @property {number} rowHeight - from one row to the next
 * @property {number} height - of the whole
 */
