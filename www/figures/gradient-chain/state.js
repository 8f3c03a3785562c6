import { expectedLength, spell, stateWords } from '../../kit/state-words.js';
import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/**
 * The chain with one neuron per layer; weights and biases have one entry per
 * neuron, the last being the output neuron's.
 *
 * @type {import('../../kit/schema.js').Schema<GradientChainState>}
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
 * @typedef {object} GradientChainState
 * @property {readonly number[]} weights - w_1 … w_L
 * @property {readonly number[]} biases - b_1 … b_L, as many as there are weights
 * @property {number} input - a_0
 * @property {number} target - y
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of every neuron
 * @property {'quadratic' | 'cross-entropy'} cost - C: quadratic ½(a−y)², or cross-entropy,
 *   which needs sigmoid neurons
 */
