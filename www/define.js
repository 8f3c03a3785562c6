/**
 * Registers every figure. Importing this module is all that a page has to do.
 */
import { DeepCircuitsElement } from './elements/deep-circuits.js';
import { ExplodingWindowElement } from './elements/exploding-window.js';
import { GradientChainElement } from './elements/gradient-chain.js';
import { LayerJacobiansElement } from './elements/layer-jacobians.js';
import { LearningSpeedsElement } from './elements/learning-speeds.js';
import { registerFigure } from './elements/loaders.js';
import { NeuronGradientsElement } from './elements/neuron-gradients.js';
import { RandomChainsElement } from './elements/random-chains.js';

for (const figure of [
  DeepCircuitsElement,
  NeuronGradientsElement,
  LearningSpeedsElement,
  GradientChainElement,
  RandomChainsElement,
  ExplodingWindowElement,
  LayerJacobiansElement,
]) {
  registerFigure(figure);
}
