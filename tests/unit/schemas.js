import { activationSaturationSchema } from '../../www/figures/activation-saturation/state.js';
import { curesSchema } from '../../www/figures/gradient-cures/state.js';
import { deepCircuitsSchema } from '../../www/figures/deep-circuits/state.js';
import { depthAccuracySchema } from '../../www/figures/depth-accuracy/state.js';
import { explodingWindowSchema } from '../../www/figures/exploding-window/state.js';
import { gradientChainSchema } from '../../www/figures/gradient-chain/state.js';
import { gradientThroughTimeSchema } from '../../www/figures/gradient-through-time/state.js';
import { identityNeuronSchema } from '../../www/figures/identity-neuron/state.js';
import { layerJacobiansSchema } from '../../www/figures/layer-jacobians/state.js';
import { learningSpeedsSchema } from '../../www/figures/learning-speeds/state.js';
import { neuronGradientsSchema } from '../../www/figures/neuron-gradients/state.js';
import { randomChainsSchema } from '../../www/figures/random-chains/state.js';
import { trainingRecipeSchema } from '../../www/figures/training-recipe/state.js';

/** @type {import('../../www/kit/schema.js').Schema<any>[]} */
const schemas = [
  neuronGradientsSchema,
  learningSpeedsSchema,
  depthAccuracySchema,
  gradientChainSchema,
  randomChainsSchema,
  explodingWindowSchema,
  identityNeuronSchema,
  layerJacobiansSchema,
  activationSaturationSchema,
  deepCircuitsSchema,
  gradientThroughTimeSchema,
  curesSchema,
  trainingRecipeSchema,
];

/** Every figure that a link may name, in the page's order. */
export const figureSchemas = new Map(
  schemas.map((schema) => [schema.figure, schema]),
);
