import { gradientChainSchema } from './gradient-chain-state.js';
import { learningSpeedsSchema } from './learning-speeds-state.js';

/**
 * Every figure that a link may name, in the page's order.
 *
 * @type {ReadonlyMap<string, import('./schema.js').Schema<any>>}
 */
export const figureSchemas = new Map([
  [learningSpeedsSchema.figure, learningSpeedsSchema],
  [gradientChainSchema.figure, gradientChainSchema],
]);
