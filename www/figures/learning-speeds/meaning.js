/** What there is to say of the numbers now shown. */
import { readable, share } from '../../kit/numbers.js';
import { troubleOf } from '../../run/run-words.js';

/** @import { Row } from '../../run/run-history.js' */
/** @import { RunState } from '../../run/run-state.js' */

/** A cost that differs from the constant answer's by a smaller share is a guess. */
const SAME_COST = 0.002;

/**
 * Says what the numbers mean: how the run stands, then what the layers do.
 *
 * @param {Standing} standing - the run as it stands
 * @returns {string[]} sentences, the most important first
 */
export function meaningOf(standing) {
  const { row } = standing;
  if (!row) return ['Nothing has been measured yet.'];
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
  if (row.epoch === 0) {
    return ['Before the first update: no layer has learned anything.'];
  }
  if (!constants || !Number.isFinite(row.cost)) return [];
  const { constantCost, constantAccuracy } = constants;
  const right = share(row.trainingAccuracy);
  if (plateauEnd >= 0) {
    const when =
      plateauLast + 1 < plateauEnd
        ? `between epochs ${plateauLast} and ${plateauEnd}`
        : `at epoch ${plateauEnd}`;
    return [
      `Off the plateau ${when}: the network has begun to look at the image, and gets ${right} of its training images right.`,
    ];
  }
  const excess = row.cost / constantCost - 1;
  const cost = row.cost.toFixed(4);
  const guess = constantCost.toFixed(4);
  if (excess > SAME_COST) {
    return [
      `Not yet as good as guessing: the cost is ${cost}; answering the class frequencies whatever the image would cost ${guess}.`,
    ];
  }
  return excess < -SAME_COST
    ? [
        `At the edge of the plateau: the cost ${cost} is ${share(-excess)} below that of answering the class frequencies (${guess}), and ${right} of the training images are right.`,
      ]
    : [
        `Still guessing: the cost ${cost} is that of answering the class frequencies whatever the image (${guess}, ${share(constantAccuracy)} right).`,
      ];
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
    ? [
        `Hidden layer ${speeds.length} learns ${readable(last / first, 3)} times as fast as hidden layer 1.`,
      ]
    : [
        `The order has turned round: hidden layer 1 learns ${readable(first / last, 3)} times as fast as hidden layer ${speeds.length}.`,
      ];
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
