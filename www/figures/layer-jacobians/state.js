import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/** A network of equal hidden layers at one digit. */
export const layerJacobiansSchema = schema(
  'layer-jacobians',
  fieldsOf(declaration.jacobians),
);

/** Digits in the first file, from which one is shown. */
export const DIGITS = declaration.jacobians.digit.max + 1;

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof layerJacobiansSchema>} LayerJacobiansState
 * @property {any} depth - hidden layers
 * @property {any} width - neurons in each
 * @property {any} activation - of the hidden layers
 * @property {any} initialisation - of weights
 *   and biases
 * @property {any} seed - of the network whose matrices are shown
 * @property {any} digit - the training image it is shown, from 0
 * @property {any} seeds - how many networks the spread is taken over
 */
