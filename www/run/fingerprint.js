/** A short text by which a run is told from another: on a handout, and live. */

/** @import { Row } from './run-history.js' */

/** Of FNV-1a with 32 bits (Fowler, Noll and Vo). */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Hashes one row rather than the whole history: which epochs are measured on the way
 * depends on the pace of the run and on the machine, but the numbers of an epoch on
 * nothing but the settings, and every step before has its part in them.
 *
 * @param {CheckedRow} row - of a run
 * @returns {string | null} eight hexadecimal digits: FNV-1a of the epoch, the speeds by
 *   biases, the cost and its accuracies, as little-endian 64-bit floats. None where
 *   a number is not finite: all runs that have diverged look alike.
 */
export function fingerprintOf(row) {
  const { epoch, speeds, cost, trainingAccuracy, validationAccuracy } = row;
  const numbers = [
    epoch,
    ...speeds,
    cost,
    trainingAccuracy,
    ...(validationAccuracy === undefined ? [] : [validationAccuracy]),
  ];
  if (epoch < 0 || !numbers.every(Number.isFinite)) return null;
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  for (const [index, number] of numbers.entries()) {
    view.setFloat64(8 * index, number, true);
  }
  return hashOf(new Uint8Array(view.buffer));
}

/** @param {Uint8Array} bytes @returns {string} their FNV-1a, eight hexadecimal digits */
function hashOf(bytes) {
  let hash = BASIS;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * @param {CheckedHistory | null} history - of a run
 * @param {number} [last] - the last epoch that counts
 * @returns {Fingerprint | null} the fingerprint of the last epoch that has one
 */
export function lastFingerprint(history, last = Infinity) {
  for (let epoch = history?.epoch ?? -1; history && epoch >= 0;) {
    const text = epoch <= last && fingerprintOf(history.row(epoch));
    if (text) return { epoch, text };
    epoch = history.before(epoch);
  }
  return null;
}

/**
 * @param {readonly (CheckedHistory | null)[]} histories - of all runs of a figure
 * @param {number} [last] - the last epoch that counts
 * @returns {Fingerprint | null} of one run its own; of several FNV-1a of all of theirs,
 *   written one after the other, and the latest of their epochs. None where a run has
 *   none
 */
export function fingerprintOfRuns(histories, last) {
  const all = histories.flatMap(
    (history) => lastFingerprint(history, last) ?? [],
  );
  const [first = null] = all;
  if (!first || all.length < histories.length) return null;
  if (all.length === 1) return first;
  const epoch = Math.max(...all.map((one) => one.epoch));
  const text = all.map((one) => one.text).join('');
  return { epoch, text: hashOf(new TextEncoder().encode(text)) };
}

/** @param {CheckedFigure} figure @returns {Fingerprint | null} of its runs, at the epoch shown */
export function fingerprintShown({ checkedRuns, epochShown }) {
  const histories = checkedRuns.map(({ history }) => history);
  return fingerprintOfRuns(histories, epochShown);
}

/** @param {CheckedFigure} figure @returns {string} the same for a link; '' before the first step */
export function checkOf(figure) {
  return linked(fingerprintShown(figure));
}

/** @param {Fingerprint | null} found @returns {string} it for a link */
function linked(found) {
  return found && found.epoch > 0 ? `${found.epoch}-${found.text}` : '';
}

/**
 * @param {readonly CheckedRun[]} runs - of a figure that shows what they come to in the end
 * @returns {Fingerprint | null} of all, once all of them are over
 */
export function fingerprintOfAll(runs) {
  const isOver = runs.every((run) => run.isOver);
  if (!isOver) return null;
  return fingerprintShown({ checkedRuns: runs, epochShown: Infinity });
}

/**
 * @param {readonly CheckedRun[]} runs - of a figure that shows what they come to in the end
 * @returns {string} the same once all of them are over
 */
export function checkOfAll(runs) {
  return linked(fingerprintOfAll(runs));
}

/**
 * @param {string} name - of a file with every row of a run
 * @param {CheckedHistory | null} history - of the run
 * @returns {string} the name with the fingerprint at its end
 */
export function fingerprinted(name, history) {
  const found = lastFingerprint(history);
  return found ? `${name}-${found.text}` : name;
}

/** @typedef {{ epoch: number, text: string }} Fingerprint - of an epoch */
/** @typedef {Pick<Row, 'epoch' | 'speeds' | 'cost' | 'trainingAccuracy'> & { validationAccuracy?: number }} CheckedRow */
/** @typedef {{ readonly rows: number, readonly epoch: number, row: (epoch: number) => CheckedRow, before: (epoch: number) => number }} CheckedHistory - as a `RunHistory` */
/** @typedef {{ history: CheckedHistory | null, isOver: boolean }} CheckedRun - and whether it goes on no further */
/** @typedef {{ readonly checkedRuns: readonly CheckedRun[], readonly epochShown: number }} CheckedFigure */
