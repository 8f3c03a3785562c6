/**
 * Chooses what there is to say of the numbers now shown. Which sentence it is
 * is decided here, how it reads in words.js.
 */
import { troubleOf } from '../../run/run-words.js';
import { meaningWords } from './words.js';

/** @import { Row } from '../../run/run-history.js' */
/** @import { RunState } from '../../run/run-state.js' */

/** A cost nearer to the constant answer's than this share is a guess. */
const SAME_COST = 0.002;

/**
 * Says what the numbers mean: how the run stands, then what the layers do.
 *
 * @param {Standing} standing - the run as it stands
 * @returns {string[]} sentences, the most important first
 */
export function meaningOf(standing) {
  const { row } = standing;
  if (!row) return [meaningWords.waiting];
  const trouble = troubleOf(row.speeds, standing.state);
  return [
    ...trouble,
    ...progressOf(standing, row),
    ...(trouble.length > 0 ? [] : ratioOf(row.speeds)),
  ];
}

/**
 * @param {Standing} standing @param {Row} row
 * @returns {string[]} whether the network has learned anything yet
 */
function progressOf({ constants, plateauEnd, plateauLast }, row) {
  if (row.epoch === 0) return [meaningWords.untrained];
  if (!constants || !Number.isFinite(row.cost)) return [];
  const { constantCost, constantAccuracy } = constants;
  const accuracy = row.trainingAccuracy;
  if (plateauEnd >= 0) {
    return [meaningWords.offPlateau(plateauLast, plateauEnd, accuracy)];
  }
  const excess = row.cost / constantCost - 1;
  if (excess > SAME_COST) {
    return [meaningWords.worseThanGuessing(row.cost, constantCost)];
  }
  return excess < -SAME_COST
    ? [meaningWords.leaving(row.cost, constantCost, -excess, accuracy)]
    : [meaningWords.guessing(row.cost, constantCost, constantAccuracy)];
}

/**
 * @param {readonly number[]} speeds - of each hidden layer
 * @returns {string[]} how the first and the last hidden layer compare
 */
export function ratioOf(speeds) {
  const first = speeds[0] ?? NaN;
  const last = speeds[speeds.length - 1] ?? NaN;
  if (speeds.length < 2 || !(first > 0) || !(last > 0)) return [];
  return last >= first
    ? [meaningWords.lastFaster(speeds.length, last / first)]
    : [meaningWords.firstFaster(speeds.length, first / last)];
}

/**
 * @typedef {object} Standing
 * @property {Row | null} row - the last row
 * @property {Pick<RunState, 'precision' | 'activation'>} state - the settings
 * @property {{ constantCost: number, constantAccuracy: number } | null} constants -
 *   of answering the class frequencies
 * @property {number} plateauEnd - first epoch measured off the plateau, -1
 *   while on it
 * @property {number} plateauLast - the last one measured before that
 */
