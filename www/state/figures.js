import { gradientChainSchema } from './gradient-chain-state.js';
import { learningSpeedsSchema } from './learning-speeds-state.js';

/** @type {import('./schema.js').Schema<any>[]} */
const schemas = [learningSpeedsSchema, gradientChainSchema];

/** Every figure that a link may name, in the page's order. */
export const figureSchemas = new Map(
  schemas.map((schema) => [schema.figure, schema]),
);
