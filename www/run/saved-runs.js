/** Saves the run of a figure as a file, and opens such a file. Loaded on press. */
import { download } from '../kit/download.js';
import { validate } from '../kit/schema.js';
import { linkTo } from '../kit/toolbar.js';
import { ActivationHistory } from './activation-history.js';
import { fingerprintOf } from './fingerprint.js';
import { runName } from './run-file.js';
import { measuringField, runOf } from './run-state.js';
import {
  MOST_BYTES,
  SavedRunError,
  checkKept,
  readRun,
  writeRun,
} from './saved-run.js';

/** @import { TrainingFigure } from './training-figure.js' */

const words = Object.freeze({
  none: 'There is no run to save.',
  saved: (/** @type {string} */ file) =>
    `${file} has the run with its settings and all its numbers.`,
  large: 'This file is too large to be a saved run.',
  settings: (/** @type {string} */ reason) =>
    `The settings in this file cannot be used: ${reason}`,
  lacks: 'This run was saved without what this figure shows of it.',
  opened: (/** @type {string} */ file, /** @type {number} */ epoch) =>
    `${file}: the run stands at epoch ${epoch}, and can be played on.`,
});

/**
 * Pauses the run and saves it.
 *
 * @param {TrainingFigure<any, any>} figure - the host
 * @returns {Promise<string>} what is said of it
 */
export async function saveRun(figure) {
  const { training } = figure;
  const { session } = training;
  if (session.isMoving) training.pause();
  const saved = await session.snapshot();
  const { history, gradients, activations, plateauEnd } = session;
  if (!saved || !history || history.epoch !== saved.epoch) return words.none;
  const { shown: state } = figure;
  const { epoch } = saved;
  const row = history.row(epoch);
  const fingerprint = fingerprintOf(row);
  const { schema } = classOf(figure);
  const file = writeRun({
    header: {
      figure: figure.localName,
      state,
      measuring: measuringField.write(training.measuring),
      link: linkTo(schema, state) ?? '',
      fingerprint,
    },
    kept: {
      snapshot: saved.bytes,
      epoch,
      plateauEnd,
      rows: {
        epochs: Uint32Array.from(history.epochs),
        values: history.columns(0, 0, history.layers + 3),
        weightSpeeds: byWeights(history),
      },
      gradients: gradients?.appended ?? null,
      activations: activations?.appended ?? null,
    },
  });
  const end = fingerprint ? `-${fingerprint}` : '';
  const name = `${runName(figure.localName, state, epoch)}${end}.ugrun`;
  download(name, new Blob([file]));
  return words.saved(name);
}

/**
 * Opens a file, which is checked whole before the figure changes.
 *
 * @param {TrainingFigure<any, any>} figure - the host
 * @param {File} file - as chosen
 * @returns {Promise<string>} what is said of it
 * @throws {SavedRunError} in words, if it cannot be used
 */
export async function openRun(figure, file) {
  if (file.size > MOST_BYTES) throw new SavedRunError(words.large);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { header, kept } = readRun(bytes, figure.localName);
  const { schema } = classOf(figure);
  let state;
  try {
    state = validate(schema, header.state);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SavedRunError(words.settings(reason));
  }
  const measuring = measuringField.read(measuringField.parse(header.measuring));
  if (typeof measuring === 'object') {
    throw new SavedRunError(words.settings(`measuring=${header.measuring}`));
  }
  const { hidden, epochs } = state;
  if (kept.epoch > epochs) throw new SavedRunError(words.settings('epochs'));
  const { training } = figure;
  const { gradients, activations, epoch } = kept;
  const neurons = hidden.reduce(
    (/** @type {number} */ sum, /** @type {number} */ width) => sum + width,
    0,
  );
  const { numbers } = new ActivationHistory(hidden.length, 1);
  if (gradients) checkKept(gradients, neurons, epoch, 'gradients');
  if (activations) checkKept(activations, numbers, epoch, 'activations');
  if (
    (training.keepGradients && !gradients) ||
    (training.keepActivations && !activations)
  ) {
    throw new SavedRunError(words.lacks);
  }
  training.restore(runOf(state), measuring, kept);
  figure.state = state;
  return words.opened(file.name, epoch);
}

/** @param {import('./run-history.js').RunHistory} history @returns {Float64Array} as it takes them */
function byWeights(history) {
  const { layers, rows } = history;
  const [weights, both] = [
    history.speedsBy('weights'),
    history.speedsBy('both'),
  ];
  const all = new Float64Array(2 * weights.length);
  if (weights.length === 0) return all;
  for (let row = 0; row < rows; row += 1) {
    const [from, to] = [row * layers, (row + 1) * layers];
    all.set(weights.subarray(from, to), 2 * from);
    all.set(both.subarray(from, to), 2 * from + layers);
  }
  return all;
}

/** @param {TrainingFigure<any, any>} figure */
function classOf(figure) {
  return /** @type {typeof import('../kit/figure.js').Figure} */ (
    figure.constructor
  );
}
