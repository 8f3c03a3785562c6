/** Runs that are kept, in the files of a figure's own numbers. */

/** @typedef {import('../kit/number-table.js').NumberTable} NumberTable */
/** @typedef {Pick<NumberTable, 'headings' | 'rows'>} Columns */

/**
 * Columns beside those of a figure. A row of theirs belongs to that with the same first
 * number; those that only they have come below, in order.
 *
 * @param {Columns} own - of the figure; rows begin with an epoch, or the like
 * @param {readonly Beside[]} others - of the runs kept
 * @returns {Columns} all of them
 */
export function beside(own, others) {
  if (others.length === 0) return own;
  const all = others.map(({ headings, at, rows }) => {
    const places = new Map(at.map((place, index) => [place, index]));
    const empty = headings.map(() => '');
    return (/** @type {number | string} */ place) => {
      const index = places.get(Number(place));
      return index === undefined ? empty : rows(index);
    };
  });
  const known = new Set(own.rows.map(([place]) => Number(place)));
  const more = [...new Set(others.flatMap(({ at }) => at))]
    .filter((place) => !known.has(place))
    .sort((one, other) => one - other);
  const nothing = own.headings.slice(1).map(() => '');
  return {
    headings: [
      ...own.headings,
      ...others.flatMap(({ name, headings }) =>
        headings.map((heading) => `${name} ${heading}`),
      ),
    ],
    rows: [...own.rows, ...more.map((place) => [place, ...nothing])].map(
      (row) => [...row, ...all.flatMap((cells) => [...cells(row[0] ?? NaN)])],
    ),
  };
}

/**
 * @typedef {object} Beside
 * @property {string} name - of the run
 * @property {readonly string[]} headings - of its columns
 * @property {readonly number[]} at - epoch of each row, or the like
 * @property {(index: number) => ArrayLike<number | string> & Iterable<number | string>} rows -
 *   its cells, as many as headings
 */
