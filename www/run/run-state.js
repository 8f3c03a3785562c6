/**
 * What a run of training is made from: the part of their state that all figures
 * which train have in common. The defaults are the chapter's network with two
 * hidden layers.
 */
import { expectedBatch, spell } from '../kit/state-words.js';
import { declaration } from '../core/declaration.js';
import { choice, fieldsOf } from '../kit/fields.js';

export const runFields = fieldsOf(declaration.run);

/**
 * The rule between the keys of a run.
 *
 * @param {RunState} state - all keys, each valid by itself
 * @param {import('../kit/schema.js').Refuse} refuse - throws
 */
export function checkRun({ batch, images }, refuse) {
  if (batch > images) refuse('batch', expectedBatch(images), spell(batch));
}

/**
 * @template {RunState} State
 * @param {State} state - of a figure that trains
 * @returns {RunState} the part of it that its run is made from
 */
export function runOf(state) {
  const entries = Object.keys(runFields).map((key) => [
    key,
    state[/** @type {keyof RunState} */ (key)],
  ]);
  return Object.freeze(Object.fromEntries(entries));
}

/**
 * @param {RunState} one - the settings of a run
 * @param {RunState} other - of another
 * @returns {boolean} whether they make the same run, bit for bit
 */
export function isSameRun(one, other) {
  return Object.values(runFields).every((field, index) => {
    const key = /** @type {keyof RunState} */ (Object.keys(runFields)[index]);
    const write = /** @type {(value: any) => string} */ (field.write);
    return write(one[key]) === write(other[key]);
  });
}

/**
 * At which epochs a run with mini-batches is measured: the share of the training
 * that measuring may take, or every epoch. It is no part of any state, since no
 * number depends on it.
 */
export const measuringField = choice(
  declaration.measuring.options,
  declaration.measuring.default,
);

/** @typedef {0.05 | 0.1 | 0.25 | 'every'} Measuring */

/**
 * @param {Measuring} measuring - as it is chosen
 * @returns {number} the share as the core takes it
 */
export function shareOf(measuring) {
  return measuring === 'every' ? Infinity : measuring;
}

/**
 * @typedef {object} RunState
 * @property {readonly number[]} hidden - widths of the hidden layers
 * @property {28 | 14 | 7} pixels - side of the image
 * @property {number} images - training images
 * @property {number} batch - images per update, at most `images`; as many are the
 *   full batch
 * @property {number} rate - η
 * @property {number} lambda - λ, entering as ηλ/n with n the training images
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of the hidden layers
 * @property {'chapter' | 'normal' | 'xavier' | 'he'} initialisation - of
 *   weights: the chapter's N(0, 1/√n_in), N(0, 1), Xavier's or He's
 * @property {'cross-entropy' | 'quadratic'} costFunction - the cost
 * @property {'sgd' | 'momentum'} optimiser - the rule of the update
 * @property {number} epochs - length of the run
 * @property {number} seed - of weights and order of images
 * @property {'f32' | 'f64'} precision - of the arithmetic
 */
