/**
 * How the element of each figure is loaded, so that an embed brings the code of
 * the one figure that it shows.
 */

import { coreReadyFor } from './figure-needs.js';

/**
 * @typedef {CustomElementConstructor & { figureName: string,
 *   schema: import('../kit/schema.js').Schema<any> }} FigureClass
 */

/** @type {[name: string, load: () => Promise<FigureClass>][]} */
const inOrder = [
  [
    'deep-circuits',
    async () =>
      (await import('./deep-circuits/deep-circuits.js')).DeepCircuitsElement,
  ],
  [
    'neuron-gradients',
    async () =>
      (await import('./neuron-gradients/neuron-gradients.js'))
        .NeuronGradientsElement,
  ],
  [
    'learning-speeds',
    async () =>
      (await import('./learning-speeds/learning-speeds.js'))
        .LearningSpeedsElement,
  ],
  [
    'gradient-chain',
    async () =>
      (await import('./gradient-chain/gradient-chain.js')).GradientChainElement,
  ],
  [
    'random-chains',
    async () =>
      (await import('./random-chains/random-chains.js')).RandomChainsElement,
  ],
  [
    'exploding-window',
    async () =>
      (await import('./exploding-window/exploding-window.js'))
        .ExplodingWindowElement,
  ],
  [
    'layer-jacobians',
    async () =>
      (await import('./layer-jacobians/layer-jacobians.js'))
        .LayerJacobiansElement,
  ],
];
const loaders = new Map(inOrder);

/** The figures there are, in the page's order. */
export const figureNames = [...loaders.keys()];

/**
 * Begins to fetch all that a figure needs, for a page that is still busy with
 * something else. What goes wrong is told when the figure is asked for.
 *
 * @param {string} name - of the figure, if there is one
 */
export function prepareFigure(name) {
  const load = loaders.get(name);
  if (!load) return;
  for (const coming of [load(), coreReadyFor(name)]) coming.catch(() => {});
}

/**
 * Registers a figure under its name.
 *
 * @param {FigureClass} figure - its element
 */
export function registerFigure(figure) {
  // A page may import two copies, its own and a package's; the first one wins.
  if (!customElements.get(figure.figureName)) {
    customElements.define(figure.figureName, figure);
  }
}

/**
 * Loads and registers one figure.
 *
 * @param {string} name - of the figure
 * @returns {Promise<void>} rejected when its code cannot be loaded
 * @throws {TypeError} when there is no such figure
 */
export async function defineFigure(name) {
  const load = loaders.get(name);
  if (!load) throw new TypeError(`there is no figure called ${name}`);
  registerFigure(await load());
}
