/**
 * A training that was begun, as bytes that a browser keeps: the sum of all that follows it,
 * then whole numbers, then rows, lengths and weights, each a 64-bit float.
 */
import { crc32 } from '../../kit/crc32.js';
import { MOST, ROW } from './learning.js';

/** @import { Run } from './learning.js' */

const FLOAT = 8;

/** Checksum, steps, rows, numbers of the gradient, parameters. */
const HEAD = 5;

/** The lists of which there is one number for each row. */
const ROWS = /** @type {const} */ (['costs', 'accuracies', 'gradients']);

/** @param {Run} run - that has begun @returns {Uint8Array<ArrayBuffer>} */
export function writeLearning(run) {
  const { steps, costs, norms, parameters } = run;
  const lists = [...ROWS.map((name) => run[name]), norms, parameters];
  const head = [0, steps, costs.length, norms.length, parameters.length];
  const floats = Float64Array.from([head, ...lists].flat());
  floats[0] = checksum(floats);
  return new Uint8Array(floats.buffer);
}

/**
 * @param {unknown} file - as it was kept
 * @returns {Pick<Run, 'steps' | 'costs' | 'accuracies' | 'gradients' | 'norms' | 'parameters'>}
 * @throws {TypeError} if it is damaged
 */
export function readLearning(file) {
  if (!(file instanceof Uint8Array) || file.length % FLOAT !== 0) {
    throw new TypeError('not whole numbers of floats');
  }
  const floats = new Float64Array(file.slice().buffer);
  const [sum, steps = NaN, rows = NaN, lengths = NaN, parameters = NaN] =
    floats;
  const counts = [steps, rows, lengths, parameters];
  const isGood =
    sum === checksum(floats) &&
    counts.every((count) => Number.isInteger(count) && count > 0) &&
    steps <= MOST &&
    rows === Math.ceil(steps / ROW) &&
    floats.length === HEAD + ROWS.length * rows + lengths + parameters &&
    !floats.some(Number.isNaN);
  if (!isGood) throw new TypeError('damaged');
  let at = HEAD;
  const next = (/** @type {number} */ count) => [
    ...floats.subarray(at, (at += count)),
  ];
  return {
    steps,
    costs: next(rows),
    accuracies: next(rows),
    gradients: next(rows),
    norms: next(lengths),
    parameters: next(parameters),
  };
}

/** @param {Float64Array} floats @returns {number} of all but the first */
function checksum({ buffer }) {
  return crc32(new Uint8Array(buffer).subarray(FLOAT));
}
