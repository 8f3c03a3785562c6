import { number, schema } from '../../kit/schema.js';

/**
 * One neuron of a chain, and the factor that it makes of an activation.
 *
 * @type {import('../../kit/schema.js').Schema<ExplodingWindowState>}
 */
export const explodingWindowSchema = schema('exploding-window', {
  weight: number({ min: -1000, max: 1000, default: 6.9 }),
  bias: number({ min: -100000, max: 100000, default: -3.45 }),
});

/**
 * @typedef {object} ExplodingWindowState
 * @property {number} weight - w
 * @property {number} bias - b
 */
