/**
 * All figures, in the page's order. A figure is a folder and a line here.
 *
 * @type {readonly Entry[]}
 */
export const figures = Object.freeze([
  {
    name: 'neuron-gradients',
    title: 'The gradient at single neurons of each hidden layer',
    part: 'training',
    load: async () =>
      (await import('./neuron-gradients/neuron-gradients.js'))
        .NeuronGradientsElement,
  },
  {
    name: 'learning-speeds',
    title: 'Speed of learning in each hidden layer',
    part: 'training',
    load: async () =>
      (await import('./learning-speeds/learning-speeds.js'))
        .LearningSpeedsElement,
  },
  {
    name: 'depth-accuracy',
    title: 'Accuracy by the number of hidden layers',
    part: 'training',
    load: async () =>
      (await import('./depth-accuracy/depth-accuracy.js')).DepthAccuracyElement,
  },
  {
    name: 'gradient-chain',
    title: 'The gradient in a chain of single neurons',
    part: 'chain',
    load: async () =>
      (await import('./gradient-chain/gradient-chain.js')).GradientChainElement,
  },
  {
    name: 'random-chains',
    title: 'How the gradient fares in random chains',
    part: 'random-chains',
    load: async () =>
      (await import('./random-chains/random-chains.js')).RandomChainsElement,
  },
  {
    name: 'exploding-window',
    title: 'The window in which a factor reaches 1',
    part: 'chain',
    load: async () =>
      (await import('./exploding-window/exploding-window.js'))
        .ExplodingWindowElement,
  },
  {
    name: 'identity-neuron',
    title: 'A neuron that answers its own input',
    part: 'chain',
    load: async () =>
      (await import('./identity-neuron/identity-neuron.js'))
        .IdentityNeuronElement,
  },
  {
    name: 'layer-jacobians',
    title: 'The matrices between the layers of a whole network',
    part: 'jacobians',
    load: async () =>
      (await import('./layer-jacobians/layer-jacobians.js'))
        .LayerJacobiansElement,
  },
  {
    name: 'activation-saturation',
    title: 'What the hidden layers answer while they train',
    part: 'training',
    load: async () =>
      (await import('./activation-saturation/activation-saturation.js'))
        .ActivationSaturationElement,
  },
  {
    name: 'deep-circuits',
    title: 'Parity and addition by circuits, shallow and deep',
    part: 'circuits',
    load: async () =>
      (await import('./deep-circuits/deep-circuits.js')).DeepCircuitsElement,
  },
  {
    name: 'gradient-through-time',
    title: 'The gradient of recurrent networks, back through time',
    part: 'recurrent',
    load: async () =>
      (await import('./gradient-through-time/gradient-through-time.js'))
        .GradientThroughTimeElement,
  },
  {
    name: 'gradient-cures',
    title: 'What helps: several runs side by side',
    part: 'cures',
    load: async () =>
      (await import('./gradient-cures/gradient-cures.js')).GradientCuresElement,
  },
  {
    name: 'training-recipe',
    title: 'A careful practitioner’s list, worked down',
    part: 'recipe',
    load: async () =>
      (await import('./training-recipe/training-recipe.js'))
        .TrainingRecipeElement,
  },
]);

/**
 * @param {string} name - of a figure
 * @returns {Entry} its line
 * @throws {TypeError} when there is no such figure
 */
export function figureNamed(name) {
  const entry = figures.find((figure) => figure.name === name);
  if (!entry) throw new TypeError(`there is no figure called ${name}`);
  return entry;
}

/**
 * Loads and registers one figure.
 *
 * @param {string} name - of the figure
 * @returns {Promise<FigureClass>} its element; rejected when its code cannot be
 *   loaded
 * @throws {TypeError} when there is no such figure
 */
export async function defineFigure(name) {
  const element = await figureNamed(name).load();
  // A page may import two copies, its own and a package's; the first one wins.
  if (!customElements.get(name)) customElements.define(name, element);
  return element;
}

/**
 * @typedef {CustomElementConstructor & {
 *   schema: import('../kit/schema.js').Schema<any> }} FigureClass
 */

/** @typedef {import('../kit/figure.js').FigureEntry & { load: () => Promise<FigureClass> }} Entry */
