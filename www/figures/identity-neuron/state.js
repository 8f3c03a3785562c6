import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, schema } from '../../kit/schema.js';

/** A neuron that is to answer its input, and what becomes of the constant left over. */
export const identityNeuronSchema = schema('identity-neuron', {
  ...fieldsOf(declaration.identity),
  offset: choice(['absorbed', 'literal'], 'absorbed'),
});

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof identityNeuronSchema>} IdentityNeuronState
 * @property {any} weightIn - w₁, of the input
 * @property {any} bias - b
 * @property {any} weightOut - w₂, of the answer
 * @property {any} rows - of the neuron that are put into the trained network
 * @property {any} seed - of that network
 * @property {any} offset - whether the next bias adds the constant that makes the
 *   answer ½ at x = ½, or nothing is added
 */
