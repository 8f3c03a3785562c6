import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/**
 * Many chains drawn at random, each with one neuron per layer.
 *
 * @type {import('../../kit/schema.js').Schema<RandomChainsState>}
 */
export const randomChainsSchema = schema(
  'random-chains',
  fieldsOf(declaration.randomChains),
);

/**
 * @typedef {object} RandomChainsState
 * @property {number} depth - neurons of the chains that the histogram shows;
 *   changing it draws nothing anew
 * @property {number} weightSpread - standard deviation of the weights
 * @property {number} biasSpread - standard deviation of the biases
 * @property {number} input - a_0
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of every neuron
 * @property {number} chains - how many are drawn
 * @property {number} seed - of the draws; chain i has a generator of its own
 */
