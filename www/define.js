/**
 * Registers every figure. Importing this module is all that a page has to do.
 */
import { DeepCircuitsElement } from './figures/deep-circuits/deep-circuits.js';
import { ExplodingWindowElement } from './figures/exploding-window/exploding-window.js';
import { GradientChainElement } from './figures/gradient-chain/gradient-chain.js';
import { LayerJacobiansElement } from './figures/layer-jacobians/layer-jacobians.js';
import { LearningSpeedsElement } from './figures/learning-speeds/learning-speeds.js';
import { registerFigure } from './figures/loaders.js';
import { NeuronGradientsElement } from './figures/neuron-gradients/neuron-gradients.js';
import { RandomChainsElement } from './figures/random-chains/random-chains.js';

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
