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

/** @typedef {typeof measuringField.default} Measuring */

/**
 * @param {Measuring} measuring - as it is chosen
 * @returns {number} the share as the core takes it
 */
export function shareOf(measuring) {
  return measuring === 'every' ? Infinity : measuring;
}

/** @typedef {import('../kit/schema.js').FieldsState<typeof runFields>} RunState */
