import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/** Many chains drawn at random, each with one neuron per layer. */
export const randomChainsSchema = schema(
  'random-chains',
  fieldsOf(declaration.randomChains),
);

/** @typedef {import('../../kit/schema.js').StateOf<typeof randomChainsSchema>} RandomChainsState */
