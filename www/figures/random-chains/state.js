import { choice, number, schema } from '../../kit/schema.js';

/**
 * Many chains drawn at random, each with one neuron per layer.
 *
 * @type {import('../../kit/schema.js').Schema<RandomChainsState>}
 */
export const randomChainsSchema = schema('random-chains', {
  depth: number({ min: 2, max: 32, integer: true, default: 4 }),
  weightSpread: number({
    min: 0.01,
    max: 100,
    default: 1,
    attribute: 'weight-spread',
  }),
  biasSpread: number({
    min: 0,
    max: 100,
    default: 1,
    attribute: 'bias-spread',
  }),
  input: number({ min: -10, max: 10, default: 0.5 }),
  activation: choice(['sigmoid', 'tanh', 'relu'], 'sigmoid'),
  chains: number({ min: 100, max: 100000, integer: true, default: 100000 }),
  seed: number({ min: 0, max: 4294967295, integer: true, default: 1 }),
});

/**
 * @typedef {object} RandomChainsState
 * @property {number} depth - neurons of the chains that the histogram shows
 * @property {number} weightSpread - standard deviation of the weights
 * @property {number} biasSpread - standard deviation of the biases
 * @property {number} input - a_0
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of every neuron
 * @property {number} chains - how many are drawn
 * @property {number} seed - of the draws
 */
