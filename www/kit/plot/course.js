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
  if (last.length === 0) return '';
  const isMoved = to > from;
  const line = (/** @type {number} */ index) => {
    const name = names[index] ? `${names[index]} ` : '';
    const then = format(first[index] ?? NaN);
    const now = format(last[index] ?? NaN);
    return isMoved
      ? `${name}goes from ${then} to ${now}`
      : `${name}${name ? 'is ' : 'it is '}${now}`;
  };
  const when = isMoved
    ? `From ${unit} ${from} to ${unit} ${to}`
    : `At ${unit} ${to}`;
  if (last.length <= MOST_NAMED) {
    const lines = last.map((_, index) => line(index));
    const [only = ''] = lines;
    const isNameless = lines.length === 1 && !names[0];
    return `${when} ${isNameless && isMoved ? `it ${only}` : lines.join(', ')}.`;
  }
  const order = last
    .map((_, index) => index)
    .filter((index) => !Number.isNaN(last[index]))
    .sort((one, other) => (last[other] ?? 0) - (last[one] ?? 0));
  const [highest, lowest] = [order[0], order.at(-1)];
  if (highest === undefined || lowest === undefined) return '';
  return `${when} ${line(highest)}, the highest of ${last.length}, and ${line(lowest)}, the lowest.`;
}
