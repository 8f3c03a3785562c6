import { spell, stateWords } from '../../kit/state-words.js';
import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, schema } from '../../kit/schema.js';

/** The fewest and the most bits of each problem; of each number in an addition. */
export const BIT_RANGES = declaration.circuits.bits.narrowed.ranges;

/**
 * Circuits for parity or addition. Bits that `inputs` does not give are 0; those
 * that the number of bits has no use for are kept for when it grows again.
 */
export const deepCircuitsSchema = schema(
  'deep-circuits',
  {
    ...fieldsOf(declaration.circuits),
    circuit: choice(['compare', 'two-layer', 'deep', 'neurons'], 'compare'),
  },
  ({ problem, bits }, refuse) => {
    const { min, max } = BIT_RANGES[problem];
    if (bits > max) refuse('bits', stateWords.bitsOfAddition, spell(bits));
    if (bits < min) refuse('bits', stateWords.bitsOfParity, spell(bits));
  },
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof deepCircuitsSchema>} DeepCircuitsState
 * @property {any} problem - what the circuits compute
 * @property {any} bits - how many; of each of the two numbers in an addition.
 *   2 to 12 for parity, 1 to 6 for addition
 * @property {any} inputs - 0 or 1 each; for parity x₁, x₂ …, for
 *   addition x₀, y₀, x₁, y₁ …, the least significant bits first
 * @property {any} circuit - which is
 *   drawn; `compare` draws the first two side by side
 */
