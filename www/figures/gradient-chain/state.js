import { expectedLength, spell, stateWords } from '../../kit/state-words.js';
import { choice, number, numbers, schema } from '../../kit/schema.js';

/**
 * The chain with one neuron per layer; weights and biases have one entry per
 * neuron, the last being the output neuron's.
 *
 * @type {import('../../kit/schema.js').Schema<GradientChainState>}
 */
export const gradientChainSchema = schema(
  'gradient-chain',
  {
    weights: numbers({
      minLength: 1,
      maxLength: 32,
      min: -1000,
      max: 1000,
      default: [0.9, -0.7, 0.6, 1.2],
    }),
    biases: numbers({
      minLength: 1,
      maxLength: 32,
      min: -100000,
      max: 100000,
      default: [0.3, -0.4, 0.5, -0.2],
    }),
    input: number({ min: -10, max: 10, default: 0.5 }),
    target: number({ min: 0, max: 1, default: 1 }),
    activation: choice(['sigmoid', 'tanh', 'relu'], 'sigmoid'),
    cost: choice(['quadratic', 'cross-entropy'], 'quadratic'),
  },
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
 * @property {readonly number[]} biases - b_1 … b_L
 * @property {number} input - a_0
 * @property {number} target - y
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of every neuron
 * @property {'quadratic' | 'cross-entropy'} cost - C
 */
