/**
 * Networks of ten hidden layers with a name; seed, image and number of seeds
 * stay as they are.
 */
export const presets = Object.freeze([
  preset('chapter', 'The chapter’s', 30, 'sigmoid', 'chapter'),
  preset('normal', 'N(0, 1), 30 wide', 30, 'sigmoid', 'normal'),
  preset('crossing', 'N(0, 1), 106 wide', 106, 'sigmoid', 'normal'),
  preset('tanh', 'tanh, N(0, 1)', 30, 'tanh', 'normal'),
  preset('xavier', 'tanh, Xavier', 30, 'tanh', 'xavier'),
  preset('he', 'ReLU, He', 30, 'relu', 'he'),
]);

/**
 * @param {string} name - tells it from others
 * @param {string} label - of its button
 * @param {number} width - of the layers
 * @param {State['activation']} activation - of the layers
 * @param {State['initialisation']} initialisation - of weights and biases
 */
function preset(name, label, width, activation, initialisation) {
  const changes = { depth: 10, width, activation, initialisation };
  return { name, label, changes };
}

/** @typedef {import('./state.js').LayerJacobiansState} State */
