import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/** One neuron of a chain, and the factor that it makes of an activation. */
export const explodingWindowSchema = schema(
  'exploding-window',
  fieldsOf(declaration.window),
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof explodingWindowSchema>} ExplodingWindowState
 * @property {any} weight - w
 * @property {any} bias - b
 */
