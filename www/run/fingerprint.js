/** A short text by which a run is told from another: on a handout, and live. */

/** @import { Row, RunHistory } from './run-history.js' */

/** Of FNV-1a with 32 bits (Fowler, Noll and Vo). */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Hashes one row rather than the whole history: which epochs are measured on the way
 * depends on the pace of the run and on the machine, but the numbers of an epoch on
 * nothing but the settings, and every step before has its part in them.
 *
 * @param {Row} row - of a run
 * @returns {string | null} eight hexadecimal digits: FNV-1a of the epoch, the speeds by
 *   biases, the cost and both accuracies, as little-endian 64-bit floats. None where
 *   a number is not finite: all runs that have diverged look alike.
 */
export function fingerprintOf(row) {
  const { epoch, speeds, cost, trainingAccuracy, validationAccuracy } = row;
  const numbers = [
    epoch,
    ...speeds,
    cost,
    trainingAccuracy,
    validationAccuracy,
  ];
  if (epoch < 0 || !numbers.every(Number.isFinite)) return null;
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  for (const [index, number] of numbers.entries()) {
    view.setFloat64(8 * index, number, true);
  }
  let hash = BASIS;
  for (const byte of new Uint8Array(view.buffer)) {
    hash = Math.imul(hash ^ byte, PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * @param {RunHistory | null} history - of a run
 * @returns {{ epoch: number, text: string } | null} the fingerprint of the last epoch
 *   that has one
 */
export function lastFingerprint(history) {
  for (let epoch = history?.epoch ?? -1; history && epoch >= 0;) {
    const text = fingerprintOf(history.row(epoch));
    if (text !== null) return { epoch, text };
    epoch = history.before(epoch);
  }
  return null;
}

/**
 * @param {string} name - of a file with every row of a run
 * @param {RunHistory | null} history - of the run
 * @returns {string} the name with the fingerprint at its end
 */
export function fingerprinted(name, history) {
  const found = lastFingerprint(history);
  return found ? `${name}-${found.text}` : name;
}
