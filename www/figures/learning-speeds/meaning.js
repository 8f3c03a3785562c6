/** What there is to say of the numbers now shown. */
import { readable, share } from '../../kit/numbers.js';
import { endingWords, frozenWords, troubleOf } from '../../run/run-words.js';
import { speedsOf } from '../../run/run-history.js';

/** @import { Measure, Row } from '../../run/run-history.js' */
/** @import { RunState } from '../../run/run-state.js' */

/** A cost that differs from the constant answer's by a smaller share is about the same. */
export const SAME_COST = 0.002;

/** By which gradient layers are compared. */
const BY = Object.freeze({
  biases: 'By its biases',
  weights: 'By its weights',
  both: 'By its weights and biases together',
});

/**
 * Says what the numbers mean: how the run stands, then what the layers do.
 *
 * @param {Standing} standing - the run as it stands
 * @returns {string[]} sentences, the most important first
 */
export function meaningOf(standing) {
  const { row } = standing;
  if (!row) return ['Nothing has been measured yet.'];
  const { measure, atStart, ending, state } = standing;
  const trouble = troubleOf(row.speeds, state);
  const speeds = speedsOf(row, measure);
  return [
    ...(ending ? [endingWords(ending, state)] : []),
    ...trouble,
    ...progressOf(standing, row),
    ...(trouble.length > 0 ? [] : ratioOf(speeds, measure, atStart)),
    ...(state.freeze > 0 ? [frozenWords(state)] : []),
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
  if (excess < -SAME_COST) {
    return [
      `At the edge of the plateau: the cost ${cost} is ${share(-excess)} below that of answering the class frequencies (${guess}), and ${right} of the training images are right.`,
    ];
  }
  const constantly = share(constantAccuracy);
  if (excess < 0 || row.trainingAccuracy > constantAccuracy) {
    const side = excess < 0 ? 'below' : 'above';
    const apart = `${readable(100 * Math.abs(excess), 1)}\u202f% ${side}`;
    return [
      `Hardly better than guessing: the cost ${cost} is ${excess === 0 ? '' : `${apart} `}that of answering the class frequencies whatever the image, and ${right} of the training images are right; the most frequent digit alone would get ${constantly}.`,
    ];
  }
  return [
    `Still guessing: the cost ${cost} is that of answering the class frequencies whatever the image (${guess}), and ${right} of the training images are right; the most frequent digit alone would get ${constantly}.`,
  ];
}

/**
 * @param {readonly number[]} speeds - of each hidden layer
 * @param {Measure} measure - by which gradient
 * @param {readonly number[]} [atStart] - the same of the untrained network
 * @returns {string[]} how the first and the last hidden layer compare
 */
export function ratioOf(speeds, measure, atStart = []) {
  const first = speeds[0] ?? NaN;
  const last = speeds[speeds.length - 1] ?? NaN;
  if (speeds.length < 2 || !(first > 0) || !(last > 0)) return [];
  const by = BY[measure];
  const length = speeds.length;
  if (last >= first) {
    return [
      `${by}, hidden layer ${length} learns ${readable(last / first, 3)} times as fast as hidden layer 1.`,
    ];
  }
  const hasTurned = (atStart[length - 1] ?? 0) > (atStart[0] ?? 0);
  return [
    `${hasTurned ? 'The order has turned round since epoch 0. ' : ''}${by}, hidden layer 1 learns ${readable(first / last, 3)} times as fast as hidden layer ${length}.`,
  ];
}

/**
 * @typedef {object} Standing
 * @property {Row | null} row - the last row
 * @property {Pick<RunState, 'hidden' | 'precision' | 'activation' | 'initialisation' | 'rate' | 'freeze'>} state - the settings
 * @property {import('../../run/protocol.js').EarlyEnding | null} ending - why the run ended
 *   before its last epoch, if it has
 * @property {Measure} measure - by which gradient layers are compared
 * @property {readonly number[]} atStart - the speeds of the untrained network
 * @property {{ constantCost: number, constantAccuracy: number } | null} constants -
 *   of answering the class frequencies
 * @property {number} plateauEnd - first epoch measured off the plateau, -1
 *   while on it
 * @property {number} plateauLast - the last one measured before that
 */
