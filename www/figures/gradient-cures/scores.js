/** What a run comes to: how even its layers are, and how much it gets right. */

/** @import { Row } from '../../run/run-history.js' */

/**
 * @param {readonly number[]} speeds - of each hidden layer
 * @returns {number} the fastest by the slowest: 1 where all are as fast; ∞ where one
 *   stands still, NaN where one is not a number
 */
export function ratioOf(speeds) {
  const [least, most] = [Math.min(...speeds), Math.max(...speeds)];
  return most === Infinity ? NaN : most / least;
}

/**
 * @param {Row | null} row - of a run
 * @returns {Scores | null} what it comes to
 */
export function scoresOf(row) {
  if (!row) return null;
  const { epoch, speeds, cost, trainingAccuracy, validationAccuracy } = row;
  const ratio = ratioOf(speeds);
  return { epoch, speeds, ratio, cost, trainingAccuracy, validationAccuracy };
}

/** @typedef {Pick<Row, 'epoch' | 'speeds' | 'cost' | 'trainingAccuracy' | 'validationAccuracy'> & { ratio: number }} Scores */
