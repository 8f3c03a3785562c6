import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/** Many chains drawn at random, each with one neuron per layer. */
export const randomChainsSchema = schema(
  'random-chains',
  fieldsOf(declaration.randomChains),
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof randomChainsSchema>} RandomChainsState
 * @property {any} depth - neurons of the chains that the histogram shows;
 *   changing it draws nothing anew
 * @property {any} weightSpread - standard deviation of the weights
 * @property {any} biasSpread - standard deviation of the biases
 * @property {any} input - a_0
 * @property {any} activation - of every neuron
 * @property {any} chains - how many are drawn
 * @property {any} seed - of the draws; chain i has a generator of its own
 */
