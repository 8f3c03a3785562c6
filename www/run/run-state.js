/**
 * The settings of a training run, which are part of the state of every figure
 * that trains. The defaults are the chapter's network with two hidden layers.
 */
import {
  expectedBatch,
  expectedNormalised,
  spell,
} from '../kit/state-words.js';
import { declaration } from '../core/declaration.js';
import {
  changedKeys,
  choice,
  defaultState,
  fieldsOf,
  schema,
} from '../kit/schema.js';

export const runFields = fieldsOf(declaration.run);

/**
 * What helps where plain gradient descent does not: a figure may add some of these
 * to the settings of its run. One that it does not have is as by default, where it
 * does nothing.
 */
export const cureFields = fieldsOf(declaration.cures);

/**
 * The schema of the settings alone, without the rule that `checkRun` adds.
 *
 * @type {import('../kit/schema.js').Schema<RunState>}
 */
export const runSchema = schema('run', runFields);

const cureSchema = schema('run', cureFields);
const NO_CURES = defaultState(cureSchema);

/** @typedef {import('../kit/fields.js').StateOf<typeof declaration.run>} Run */
/** @typedef {import('../kit/fields.js').StateOf<typeof declaration.cures>} Cures */
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
 * @property {Run['freeze']} freeze - hidden layers, the first ones, that stay as they are
 *   drawn
 * @property {Run['epochs']} epochs - length of the run
 * @property {Run['seed']} seed - of weights and order of images
 * @property {Run['precision']} precision - of the arithmetic
 * @property {Cures['schedule']} [schedule] - of the learning rate
 * @property {Cures['penalty']} [penalty] - what λ keeps small: the weights' squares or
 *   their magnitudes
 * @property {Cures['dropout']} [dropout] - share of hidden neurons left out for each image
 * @property {Cures['patience']} [patience] - epochs without a better validation
 *   accuracy after which the run stops; 0 for none
 * @property {Cures['normalisation']} [normalisation] - of the weighted inputs of hidden
 *   layers, over a mini-batch or over a layer
 * @property {Cures['residual']} [residual] - whether a hidden layer as wide as the one
 *   before adds its activations
 */

/** As many images as batch normalisation takes at once, by the core's own check. */
const MOST_NORMALISED = 1000;

/**
 * The rules that concern several keys of a run.
 *
 * @param {RunState} state - each key valid by itself
 * @param {import('../kit/schema.js').Refuse} refuse - throws
 */
export function checkRun({ batch, images, normalisation }, refuse) {
  if (batch > images) refuse('batch', expectedBatch(images), spell(batch));
  if (normalisation === 'batch' && (batch < 2 || batch > MOST_NORMALISED)) {
    refuse('batch', expectedNormalised(MOST_NORMALISED), spell(batch));
  }
}

/** @param {RunState} state - of a figure that trains @returns {RunState} its run's part of it */
export function runOf(state) {
  const entries = Object.entries(state).filter(
    ([key]) => key in runFields || key in cureFields,
  );
  return /** @type {any} */ (Object.freeze(Object.fromEntries(entries)));
}

/** @param {RunState} one @param {RunState} other @returns {boolean} whether they are the same run, bit for bit */
export function isSameRun(one, other) {
  const [cures, others] = [one, other].map((run) => ({ ...NO_CURES, ...run }));
  return (
    changedKeys(runSchema, one, other).length === 0 &&
    changedKeys(cureSchema, cures ?? NO_CURES, others ?? NO_CURES).length === 0
  );
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
