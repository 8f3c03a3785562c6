import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/**
 * One neuron of a chain, and the factor that it makes of an activation.
 *
 * @type {import('../../kit/schema.js').Schema<ExplodingWindowState>}
 */
export const explodingWindowSchema = schema(
  'exploding-window',
  fieldsOf(declaration.window),
);

/**
 * @typedef {object} ExplodingWindowState
 * @property {number} weight - w
 * @property {number} bias - b
 */
