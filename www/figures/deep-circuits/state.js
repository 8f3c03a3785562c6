import { spell, stateWords } from '../../kit/state-words.js';
import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, schema } from '../../kit/schema.js';

const { bits: declaredBits } = declaration.circuits;
const { addition, parity } = declaredBits.narrowed.ranges;

/** Each number of an addition has at most this many bits. */
export const MOST_ADDED_BITS = addition.max;
/** Parity has at least and at most this many. */
export const FEWEST_PARITY_BITS = parity.min;
export const MOST_BITS = declaredBits.max;

/**
 * Circuits for parity or addition. Bits that `inputs` does not give are 0; those
 * that the number of bits has no use for are kept for when it grows again.
 *
 * @type {import('../../kit/schema.js').Schema<DeepCircuitsState>}
 */
export const deepCircuitsSchema = schema(
  'deep-circuits',
  {
    ...fieldsOf(declaration.circuits),
    circuit: choice(['compare', 'two-layer', 'deep', 'neurons'], 'compare'),
  },
  ({ problem, bits }, refuse) => {
    if (problem === 'addition' && bits > MOST_ADDED_BITS) {
      refuse('bits', stateWords.bitsOfAddition, spell(bits));
    }
    if (problem === 'parity' && bits < FEWEST_PARITY_BITS) {
      refuse('bits', stateWords.bitsOfParity, spell(bits));
    }
  },
);

/**
 * @typedef {object} DeepCircuitsState
 * @property {'parity' | 'addition'} problem - what the circuits compute
 * @property {number} bits - how many; of each of the two numbers in an addition
 * @property {readonly number[]} inputs - 0 or 1 each; for parity x₁, x₂ …, for
 *   addition x₀, y₀, x₁, y₁ …, the least significant bits first
 * @property {'compare' | 'two-layer' | 'deep' | 'neurons'} circuit - which is
 *   drawn; `compare` draws the first two side by side
 */
