/**
 * The settings of a training run, which are part of the state of every figure
 * that trains. The defaults are the chapter's network with two hidden layers.
 */
import { expectedBatch, spell } from '../kit/state-words.js';
import { declaration } from '../core/declaration.js';
import { changedKeys, choice, fieldsOf, schema } from '../kit/schema.js';

export const runFields = fieldsOf(declaration.run);

/**
 * The schema of the settings alone, without the rule that `checkRun` adds.
 *
 * @type {import('../kit/schema.js').Schema<RunState>}
 */
export const runSchema = schema('run', runFields);

/** @typedef {import('../kit/fields.js').StateOf<typeof declaration.run>} Run */
/**
 * @typedef {object} RunState
 * @property {Run['hidden']} hidden - widths of the hidden layers
 * @property {Run['pixels']} pixels - side of the image
 * @property {Run['images']} images - training images
 * @property {Run['batch']} batch - images per update, at most `images`; as many are the
 *   full batch
 * @property {Run['rate']} rate - η
 * @property {Run['lambda']} lambda - λ, entering as ηλ/n with n the training images
 * @property {Run['activation']} activation - of the hidden layers
 * @property {Run['initialisation']} initialisation - of
 *   weights: the chapter's N(0, 1/√n_in), N(0, 1), Xavier's normal or uniform ones, uniform ones in ±1/√n, He's,
 *   orthonormal rows or columns, or all 0
 * @property {Run['output']} output - of the last layer: each neuron by itself, or
 *   probabilities that add up to 1
 * @property {Run['costFunction']} costFunction - the cost
 * @property {Run['optimiser']} optimiser - the rule of the update
 * @property {Run['epochs']} epochs - length of the run
 * @property {Run['seed']} seed - of weights and order of images
 * @property {Run['precision']} precision - of the arithmetic
 */

/**
 * The rule that concerns several keys of a run.
 *
 * @param {RunState} state - each key valid by itself
 * @param {import('../kit/schema.js').Refuse} refuse - throws
 */
export function checkRun({ batch, images }, refuse) {
  if (batch > images) refuse('batch', expectedBatch(images), spell(batch));
}

/** @param {RunState} state - of a figure that trains @returns {RunState} its run's part of it */
export function runOf(state) {
  const entries = Object.entries(state).filter(([key]) => key in runFields);
  return /** @type {any} */ (Object.freeze(Object.fromEntries(entries)));
}

/** @param {RunState} one @param {RunState} other @returns {boolean} whether they are the same run, bit for bit */
export function isSameRun(one, other) {
  return changedKeys(runSchema, one, other).length === 0;
}

/**
 * At which epochs a run with mini-batches is measured: either every epoch, or so
 * many that measuring takes at most this share of the training. No result depends
 * on it, so it is not part of the state.
 */
export const measuringField = choice(
  declaration.measuring.options,
  declaration.measuring.default,
);

/** @typedef {typeof measuringField.default} Measuring */

/** @param {Measuring} measuring @returns {number} the share, for the core */
export function shareOf(measuring) {
  return measuring === 'every' ? Infinity : measuring;
}
