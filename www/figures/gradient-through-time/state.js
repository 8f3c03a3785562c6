import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/** A recurrent network, and the task that it learns. */
export const gradientThroughTimeSchema = schema(
  'gradient-through-time',
  fieldsOf(declaration.recurrent),
);

/** Settings of every network. */
const COMMON = /** @type {const} */ (['length', 'width', 'input', 'seed']);

/** The setting that each cell has to itself. */
export const OWN = Object.freeze(
  /** @type {const} */ ({
    tanh: 'radius',
    lstm: 'forgetBias',
    gru: 'updateBias',
  }),
);

/**
 * @param {State} state - of a figure
 * @param {Cell} cell - of a network
 * @returns {string} what the network is drawn by: others of the same text are the same
 */
export function networkOf(state, cell) {
  return JSON.stringify([
    cell,
    state[OWN[cell]],
    ...COMMON.map((key) => state[key]),
  ]);
}

/** @param {State} state @param {Cell} cell @returns {string} likewise, its training included */
export function trainingOf(state, cell) {
  return JSON.stringify([networkOf(state, cell), state.rate, state.clipping]);
}

/** @param {State} state - of a figure @returns {Omit<State, 'seeds'>} what of it belongs to the training of one network */
export function ofRun({ seeds: _seeds, ...state }) {
  return state;
}

/** @typedef {GradientThroughTimeState} State */
/** @typedef {'tanh' | 'lstm' | 'gru'} Cell */

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof gradientThroughTimeSchema>} GradientThroughTimeState
 * @property {any} cell - how an activation follows from the one before
 * @property {any} radius - spectral radius of the tanh network’s recurrent weights
 * @property {any} forgetBias - with which an LSTM’s forget gates begin
 * @property {any} updateBias - with which a GRU’s update gates begin
 * @property {any} length - steps T
 * @property {any} width - neurons
 * @property {any} input - what the weights of the inputs are multiplied by
 * @property {any} rate - learning rate η
 * @property {any} clipping - whether a gradient longer than 1 is shortened to 1
 * @property {any} seed - of the network that is shown, and learns
 * @property {any} seeds - how many networks the spread is taken over
 */
