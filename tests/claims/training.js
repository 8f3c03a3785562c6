/** Runs of the page's digits from their first epoch to their last, for claims. */

import { readFileSync } from 'node:fs';
import { inflateDigits, partsFor } from '../../www/core/digits.js';
import { defaultState } from '../../www/kit/schema.js';
import { ActivationHistory } from '../../www/run/activation-history.js';
import { RunHistory } from '../../www/run/run-history.js';
import { runSchema } from '../../www/run/run-state.js';
import { probe } from '../../www/run/worker/probe.js';
import { openInNode } from '../unit/realm.js';

/** @typedef {import('../../www/core/training.js').TrainingSpec} TrainingSpec */

const { core } = await openInNode('training');
const DATA = new URL('../../www/data/', import.meta.url);
const digits = new core.RawDigits();
const unread = ['first', 'more', 'all'];
await readDigits(1000);

/** @param {number} images - that a run trains on */
async function readDigits(images) {
  while (digits.trainingCount < images) {
    const path = new URL(`digits-${unread.shift()}.bin`, DATA);
    digits.appendPart(await inflateDigits(new Uint8Array(readFileSync(path))));
  }
}

/** Of the run that the page starts from. @type {TrainingSpec} */
const FLAGSHIP = defaultState(runSchema);

/** With batches of ten and the λ/n of the chapter's table. */
export const IN_BATCHES = Object.freeze({ batch: 10, lambda: 0.1 });

/** @returns {number[]} how many of the first thousand digits are 0, 1, … */
export function digitCounts() {
  const counts = Array(10).fill(0);
  for (let index = 0; index < 1000; index += 1) {
    counts[digits.trainingLabel(index)] += 1;
  }
  return counts;
}

/**
 * The accuracies of a run that needs more digits than a first visit fetches.
 *
 * @param {Partial<TrainingSpec> & { images: number }} settings - other than the
 *   flagship run's
 * @returns {Promise<number[]>} on the validation images, epoch by epoch
 */
export async function validationAccuracies(settings) {
  await readDigits(settings.images);
  const trainer = new core.RawTrainer({ ...FLAGSHIP, ...settings }, digits);
  while (!trainer.isDone) trainer.advance(1_000_000);
  const { rowLength } = trainer;
  const numbers = [...trainer.takeRows()];
  trainer.free();
  return numbers.filter((_, at) => at % rowLength === rowLength - 1);
}

/**
 * @param {TrainingSpec} spec - of a run with cures
 * @param {number} [share] - that measuring may take of the training; ∞ for every epoch
 * @returns {Promise<import('../../www/run/run-history.js').Row[]>} what was measured
 */
export async function trainWithCures(spec, share = Infinity) {
  const { core: cures } = await openInNode('cures');
  const own = new cures.RawDigits();
  for (const name of partsFor(spec.images)) {
    const path = new URL(`digits-${name}.bin`, DATA);
    own.appendPart(await inflateDigits(new Uint8Array(readFileSync(path))));
  }
  const trainer = new cures.RawTrainer(spec, own, share);
  while (!trainer.isDone) trainer.advance(1_000_000);
  const history = new RunHistory(spec.hidden.length);
  history.append(trainer.rowEpochs(), trainer.takeRows());
  trainer.free();
  own.free();
  return history.epochs.map((epoch) => history.row(epoch));
}

/**
 * @param {number} seed - of a run of thirty epochs in batches, with two hidden layers
 * @returns {Promise<number[]>} what linear readers get right: of the pixels and of each
 *   layer before it, then of each layer after it
 */
export async function layersRead(seed) {
  const spec = { ...FLAGSHIP, ...IN_BATCHES, epochs: 30, seed };
  const trainer = new core.RawTrainer(spec, digits);
  while (!trainer.isDone) trainer.advance(1_000_000);
  const { core: part } = await openInNode('linear-reader');
  const run = /** @type {any} */ ({ trainer, spec, hasWork: false });
  const found = await probe(run, part, () => true, setImmediate);
  trainer.free();
  return [...(found?.accuracies ?? [])];
}

/**
 * @param {TrainingSpec} spec - of a plain run on the first digits
 * @returns {Promise<import('../../www/figures/identity-neuron/rows-numbers.js').Network>} its network, for rows of neurons
 */
export async function trainForRows(spec) {
  const { core: rows } = await openInNode('identity-rows');
  const own = new rows.RawDigits();
  const path = new URL('digits-first.bin', DATA);
  own.appendPart(await inflateDigits(new Uint8Array(readFileSync(path))));
  const trainer = new core.RawTrainer(spec, digits);
  while (!trainer.isDone) trainer.advance(1_000_000);
  const network = new rows.RawIdentityRows(
    spec,
    trainer.presentParameters(),
    own,
  );
  trainer.free();
  own.free();
  return network;
}

/**
 * @param {Partial<TrainingSpec>} settings - other than the flagship run's
 * @param {number} [to] - the epoch to stop at
 */
export function train(settings, to) {
  const spec = { ...FLAGSHIP, ...settings };
  const trainer = new core.RawTrainer(spec, digits);
  trainer.recordWeightSpeeds();
  trainer.recordGradients();
  trainer.stopAt(to ?? spec.epochs);
  while (!trainer.isStopped) trainer.advance(1_000_000);
  const history = new RunHistory(spec.hidden.length);
  history.append(
    trainer.rowEpochs(),
    trainer.takeRows(),
    trainer.takeWeightSpeeds(),
  );
  const gradients = trainer.takeGradients();
  const { constantCost, constantAccuracy, plateauEnd } = trainer;
  trainer.free();
  const rows = history.epochs.map((epoch) => history.row(epoch));
  return { rows, gradients, constantCost, constantAccuracy, plateauEnd };
}

/**
 * @param {Partial<TrainingSpec>} settings - other than the flagship run's
 * @returns {{ activations: ActivationHistory, accuracies: number[] }} what the hidden
 *   layers answer, and the validation accuracies, epoch by epoch
 */
export function answersOf(settings) {
  const spec = { ...FLAGSHIP, ...settings };
  const trainer = new core.RawTrainer(spec, digits);
  trainer.recordActivations();
  trainer.stopAt(spec.epochs);
  while (!trainer.isStopped) trainer.advance(1_000_000);
  const { activationStride, rowLength } = trainer;
  const activations = new ActivationHistory(
    spec.hidden.length,
    activationStride,
  );
  activations.append(trainer.takeActivations());
  const numbers = [...trainer.takeRows()];
  trainer.free();
  const accuracies = numbers.filter((_, at) => (at + 1) % rowLength === 0);
  return { activations, accuracies };
}

/** @param {readonly number[]} speeds @returns {number} of the last hidden layer over the first's */
export function lastOverFirst(speeds) {
  return (speeds.at(-1) ?? NaN) / (speeds[0] ?? NaN);
}

/** @param {readonly number[]} numbers @returns {readonly [number, number]} the least and the greatest */
export function rangeOf(numbers) {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/** @param {readonly number[]} numbers @param {number} level - 0 to 1 @returns {number} a quantile, interpolated */
export function quantile(numbers, level) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = level * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (place % 1) * (high - low);
}
