/**
 * What a link to a figure says of it in a chat, a mail or a feed: a sentence and the
 * words for its picture. For the build alone; no page loads it.
 *
 * @type {Readonly<Record<string, string>>} by the name of the figure
 */
export const previewWords = Object.freeze({
  'neuron-gradients':
    'Every neuron of the hidden layers with the gradient of its bias, before training and while it goes on.',
  'learning-speeds':
    'How fast each hidden layer of a network learns, measured while it trains on handwritten digits.',
  'depth-accuracy':
    'Networks with more and more hidden layers train on the same digits: what that does to their accuracy.',
  'gradient-chain':
    'One neuron in each layer: the gradient is a product, and each of its factors has a slider.',
  'random-chains':
    'Thousands of chains with random weights: how seldom the gradient neither vanishes nor explodes.',
  'exploding-window':
    'For which activations a factor of the gradient can reach one, and how narrow that window is.',
  'identity-neuron':
    'A single neuron whose weights are chosen so that it gives back its input, or nearly so.',
  'layer-jacobians':
    'The matrices that carry the error from layer to layer, and how far each can stretch or shrink it.',
  'activation-saturation':
    'What the neurons of each hidden layer answer while a network trains, and which of them saturate.',
  'deep-circuits':
    'Parity and addition by circuits of gates: what many layers do with a few gates takes two layers very many.',
  'gradient-through-time':
    'The gradient of tanh, LSTM and GRU networks, step by step back through time.',
  'gradient-cures':
    'The remedies side by side: which of them even out the speeds of the layers, and which raise the accuracy.',
  'training-recipe':
    'The checks of a careful practitioner, run live: from a look at the data to a search for settings.',
});

/** Of the site as a whole, and of any picture. */
export const siteWords = Object.freeze({
  name: 'Unstable gradients',
  picture: (/** @type {string} */ title) => `The figure: ${title}`,
});
