import { expectedLength, spell, stateWords } from '../../kit/state-words.js';
import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/**
 * The chain with one neuron per layer; weights and biases have one entry per
 * neuron, the last being the output neuron's.
 */
export const gradientChainSchema = schema(
  'gradient-chain',
  fieldsOf(declaration.chain),
  ({ weights, biases, activation, cost }, refuse) => {
    if (biases.length !== weights.length) {
      const expected = expectedLength(weights.length, 'weights');
      refuse('biases', expected, spell(biases.length));
    }
    if (cost === 'cross-entropy' && activation !== 'sigmoid') {
      refuse('cost', stateWords.sigmoidForCrossEntropy, `“${cost}”`);
    }
  },
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof gradientChainSchema>} GradientChainState
 * @property {any} weights - w_1 … w_L
 * @property {any} biases - b_1 … b_L, as many as there are weights
 * @property {any} input - a_0
 * @property {any} target - y
 * @property {any} activation - of every neuron
 * @property {any} cost - C: quadratic ½(a−y)², or cross-entropy,
 *   which needs sigmoid neurons
 */
