/** What lines over epochs come to, in words. */
import { describeNumber } from '../numbers.js';

/** Of more lines than this, only the highest and the lowest are named. */
const MOST_NAMED = 3;

/**
 * The conclusion of a plot of lines: where each begins and ends, or which is the highest
 * and which the lowest.
 *
 * @param {object} course
 * @param {string} course.unit - “epoch”
 * @param {readonly [first: number, last: number]} course.epochs - that are drawn
 * @param {readonly number[]} course.first - the value of each line at the first
 * @param {readonly number[]} course.last - and at the last
 * @param {readonly string[]} course.names - of the lines; '' for an only one
 * @param {(value: number) => string} [course.format] - a value in words
 * @returns {string} a sentence; '' where there is no value
 */
export function courseOf(course) {
  const { unit, epochs, first, last, names, format = describeNumber } = course;
  const [from, to] = epochs;
  const order = last
    .map((_, index) => index)
    .filter((index) => !Number.isNaN(last[index]))
    .sort((one, other) => (last[other] ?? 0) - (last[one] ?? 0));
  const isMany = last.length > MOST_NAMED;
  const shown = isMany ? [order[0], order.at(-1)] : [...last.keys()];
  const lines = shown.map((index = -1, at) => {
    const moves =
      to > from ? `goes from ${format(first[index] ?? NaN)} to` : 'is';
    const place = isMany
      ? [`, the highest of ${last.length}`, ', the lowest'][at]
      : '';
    return `${names[index] || 'it'} ${moves} ${format(last[index] ?? NaN)}${place}`;
  });
  if (lines.length === 0 || (isMany && order.length === 0)) return '';
  const when = to > from ? `From ${unit} ${from} to` : 'At';
  return `${when} ${unit} ${to} ${lines.join(', ')}.`;
}
