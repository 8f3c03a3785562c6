/** Saves the run of a figure as a file, and opens such a file. Loaded on press. */
import { wordsOf } from '../core/core-error.js';
import { download } from '../kit/download.js';
import { validate } from '../kit/schema.js';
import { linkTo } from '../kit/toolbar.js';
import { ActivationHistory } from './activation-history.js';
import { fingerprintOf } from './fingerprint.js';
import { keptOf } from './kept-run.js';
import { runName } from './run-file.js';
import { RunHistory } from './run-history.js';
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
  core: (/** @type {string} */ reason) =>
    `The run in this file cannot be gone on with: ${reason}`,
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
  const kept = await keptOf(session);
  if (!kept) return words.none;
  const header = headerOf(figure, kept);
  const { fingerprint } = header;
  const end = fingerprint ? `-${fingerprint}` : '';
  const name = `${runName(figure.localName, figure.shown, kept.epoch)}${end}.ugrun`;
  download(name, new Blob([writeRun({ header, kept })]));
  return words.saved(name);
}

/**
 * @param {TrainingFigure<any, any>} figure - the host, whose run has not been changed
 * @param {import('./run-session.js').KeptRun} kept - of the run that it shows
 * @returns {import('./saved-run.js').Header} what a file says of the run
 */
export function headerOf(figure, kept) {
  const { shown: state, training } = figure;
  const history = new RunHistory(state.hidden.length);
  const { epochs, values, weightSpeeds } = kept.rows;
  history.append(epochs, values, weightSpeeds);
  return {
    figure: figure.localName,
    state,
    measuring: measuringField.write(training.measuring),
    link: linkTo(classOf(figure).schema, state) ?? '',
    fingerprint: fingerprintOf(history.row(kept.epoch)),
  };
}

/**
 * Opens a file, which is checked whole, by the core as well, before the figure changes.
 *
 * @param {TrainingFigure<any, any>} figure - the host
 * @param {File} file - as chosen
 * @returns {Promise<string>} what is said of it
 * @throws {SavedRunError} in words, if it cannot be used
 */
export async function openRun(figure, file) {
  if (file.size > MOST_BYTES) throw new SavedRunError(words.large);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { state, measuring, kept } = await readFor(figure, bytes);
  const { training } = figure;
  try {
    if (!(await training.session.fits(runOf(state), kept.snapshot))) {
      return words.none;
    }
  } catch (error) {
    throw new SavedRunError(words.core(wordsOf(error)));
  }
  training.restore(runOf(state), measuring, kept);
  figure.state = state;
  return words.opened(file.name, kept.epoch);
}

/**
 * @param {TrainingFigure<any, any>} figure - that is to show it
 * @param {Uint8Array<ArrayBuffer>} bytes - of a file
 * @returns {Promise<{ state: any, measuring: import('./run-state.js').Measuring,
 *   kept: import('./run-session.js').KeptRun }>} the run
 * @throws {SavedRunError} in words, if it cannot be used; the core has not looked at it
 */
export async function readFor(figure, bytes) {
  const { header, kept } = await readRun(bytes, figure.localName);
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
  return { state, measuring, kept };
}

/** @param {TrainingFigure<any, any>} figure */
function classOf(figure) {
  return /** @type {typeof import('../kit/figure.js').Figure} */ (
    figure.constructor
  );
}
