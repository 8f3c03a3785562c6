/**
 * Chooses what there is to say of the numbers now shown. Which sentence it is
 * is decided here, how it reads in `words/learning-speeds.js`.
 */
import { create } from '../../kit/create.js';
import { learningSpeedsWords as words, meaningWords } from './words.js';

/** A cost nearer to the constant answer's than this share is a guess. */
const SAME_COST = 0.002;

/** The smallest numbers there are above 0, by arithmetic. */
const SMALLEST = Object.freeze({ f32: 2 ** -149, f64: Number.MIN_VALUE });

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
 * @param {Standing} standing - the run as it stands
 * @param {import('../../run/run-history.js').Row} row - its last row
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
 * @param {readonly number[]} speeds - of each hidden layer
 * @param {Settings} settings - what made them
 * @returns {string[]} which speeds are no number to plot, and why
 */
export function troubleOf(speeds, settings) {
  const layersThat = (/** @type {(speed: number) => boolean} */ is) =>
    speeds.flatMap((speed, index) => (is(speed) ? [index + 1] : []));
  const sentences = [];
  const broken = layersThat(Number.isNaN);
  if (broken.length > 0) sentences.push(meaningWords.notANumber(broken));
  const endless = layersThat((speed) => Math.abs(speed) === Infinity);
  if (endless.length > 0) {
    sentences.push(meaningWords.infinite(endless, settings.precision));
  }
  const still = layersThat((speed) => speed === 0);
  if (still.length > 0) {
    const least = SMALLEST[settings.precision];
    const isRelu = settings.activation === 'relu';
    sentences.push(
      isRelu
        ? meaningWords.deadUnits(still)
        : meaningWords.underflow(still, settings.precision, least),
    );
  }
  return sentences;
}

/** The line under the plot that says what the numbers mean. */
export class MeaningLine {
  $element = create('p', { class: 'ug-meaning', 'data-control': 'meaning' });
  $announcement = create('p', { class: 'ug-unseen', role: 'status' });
  #announced = '';

  /**
   * @param {import('../../run/run-session.js').RunSession} session - the run
   * @param {Settings} state - its settings
   */
  show({ history, constants, plateauEnd, phase, isMoving }, state) {
    if (!history || history.rows === 0) {
      // What went wrong is said above the figure.
      const isComing = phase !== 'idle' && phase !== 'failed';
      this.$element.textContent = isComing ? words.starting : '';
      return;
    }
    const row = history.row(history.epoch);
    const plateauLast = history.before(plateauEnd);
    const plateau = { plateauEnd, plateauLast };
    const sentences = meaningOf({ row, state, constants, ...plateau });
    this.$element.textContent = sentences.join(' ');
    // Said aloud when the run stands, and when the plateau ends: not at 30 Hz.
    const occasion = `${isMoving ? plateauEnd : row.epoch}`;
    if (occasion === this.#announced) return;
    this.#announced = occasion;
    this.$announcement.textContent = sentences.join(' ');
  }
}

/**
 * @typedef {object} Standing
 * @property {import('../../run/run-history.js').Row | null} row - the last row
 * @property {Settings} state - the figure's settings
 * @property {{ constantCost: number, constantAccuracy: number } | null} constants -
 *   of answering the class frequencies
 * @property {number} plateauEnd - first epoch measured off the plateau, -1
 *   while on it
 * @property {number} plateauLast - the last one measured before that
 */
/** @typedef {{ precision: 'f32' | 'f64', activation: string }} Settings */
