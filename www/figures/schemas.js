import { deepCircuitsSchema } from './deep-circuits/state.js';
import { explodingWindowSchema } from './exploding-window/state.js';
import { gradientChainSchema } from './gradient-chain/state.js';
import { layerJacobiansSchema } from './layer-jacobians/state.js';
import { learningSpeedsSchema } from './learning-speeds/state.js';
import { neuronGradientsSchema } from './neuron-gradients/state.js';
import { randomChainsSchema } from './random-chains/state.js';

/** @type {import('../kit/schema.js').Schema<any>[]} */
const schemas = [
  deepCircuitsSchema,
  neuronGradientsSchema,
  learningSpeedsSchema,
  gradientChainSchema,
  randomChainsSchema,
  explodingWindowSchema,
  layerJacobiansSchema,
];

/** Every figure that a link may name, in the page's order. */
export const figureSchemas = new Map(
  schemas.map((schema) => [schema.figure, schema]),
);
