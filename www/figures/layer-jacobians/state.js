import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/**
 * A network of equal hidden layers at one digit.
 *
 * @type {import('../../kit/schema.js').Schema<LayerJacobiansState>}
 */
export const layerJacobiansSchema = schema(
  'layer-jacobians',
  fieldsOf(declaration.jacobians),
);

/** Digits in the first file, from which one is shown. */
export const DIGITS = declaration.jacobians.digit.max + 1;

/**
 * @typedef {object} LayerJacobiansState
 * @property {number} depth - hidden layers
 * @property {number} width - neurons in each
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of the hidden layers
 * @property {'chapter' | 'normal' | 'xavier' | 'he'} initialisation - of weights
 *   and biases
 * @property {number} seed - of the network whose matrices are shown
 * @property {number} digit - the training image it is shown, from 0
 * @property {number} seeds - how many networks the spread is taken over
 */
