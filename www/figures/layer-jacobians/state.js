import { choice, number, schema } from '../../kit/schema.js';

/** Digits in the first file, from which one is shown. */
export const DIGITS = 1000;

/**
 * A network of equal hidden layers at one digit.
 *
 * @type {import('../../kit/schema.js').Schema<LayerJacobiansState>}
 */
export const layerJacobiansSchema = schema('layer-jacobians', {
  depth: number({ min: 2, max: 30, integer: true, default: 10 }),
  width: number({ min: 2, max: 128, integer: true, default: 30 }),
  activation: choice(['sigmoid', 'tanh', 'relu'], 'sigmoid'),
  initialisation: choice(['chapter', 'normal', 'xavier', 'he'], 'chapter'),
  seed: number({ min: 0, max: 4294967295, integer: true, default: 1 }),
  digit: number({ min: 0, max: DIGITS - 1, integer: true, default: 0 }),
  seeds: number({ min: 1, max: 100, integer: true, default: 20 }),
});

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
