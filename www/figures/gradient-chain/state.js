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

/** @typedef {import('../../kit/schema.js').StateOf<typeof gradientChainSchema>} GradientChainState */
