/** What the settings of a run are called, in a file of its own: it comes with their drawer. */
import { readable } from '../kit/numbers.js';
import { percent } from './run-words.js';

/** @import { Measuring } from './run-state.js' */

export const settingWords = Object.freeze({
  network: 'The network',
  learning: 'How it learns',
  cures: 'What may help',
  arithmetic: 'Randomness and arithmetic',
  depth: 'Hidden layers',
  width: 'Neurons in each',
  widths: 'Widths, layer by layer',
  widthsHint: 'Any widths, such as 30, 20, 30.',
  pixels: 'Pixels of an image',
  images: 'Training images',
  imagesHint: (/** @type {string} */ more, /** @type {string} */ all) =>
    `Beyond 1\u202f000 more digits are fetched, ${more}; beyond 8\u202f000 all of them, ${all}, after a question.`,
  batch: 'Images in a mini-batch',
  fullBatch: 'Full batch',
  rate: 'Learning rate η',
  lambda: 'Regularisation λ',
  activation: 'Activation',
  initialisation: 'Initial weights',
  output: 'Output layer',
  softmaxHint:
    'Softmax makes the outputs probabilities that add up to 1. The ' +
    'cross-entropy is then −ln a of the right digit, the log-likelihood cost.',
  costFunction: 'Cost',
  optimiser: 'Update',
  freeze: 'Frozen layers',
  freezeHint:
    'So many hidden layers, the first ones, stay as they are drawn. Their ' +
    'gradients are measured as ever.',
  schedule: 'Rate over time',
  penalty: 'What λ keeps small',
  dropout: 'Dropout',
  patience: 'Patience',
  normalisation: 'Normalisation',
  residual: 'Residual connections',
  cureHints: Object.freeze({
    dropout:
      'This share of the hidden neurons is left out, drawn anew for each ' +
      'image of a step. The network is measured whole.',
    patience:
      'Epochs without a better validation accuracy after which the run ' +
      'stops; 0 to go on.',
    normalisation:
      'Weighted inputs get mean 0 and spread 1, then a gain that is learned, ' +
      'then the bias.',
    residual:
      'A hidden layer as wide as the one before it adds that one’s ' +
      'activations to its own.',
  }),
  epochs: 'Epochs',
  seed: 'Seed',
  precision: 'Arithmetic',
  optimiserHints: /** @type {Readonly<Record<string, string>>} */ ({
    momentum:
      'Momentum moves each parameter by v → μv − η ∂C/∂w with μ = 0.9. Its ' +
      'velocity v takes the gradient of the cost alone: the weights shrink by ' +
      'ηλ/n beside it, and not through it as by the rule in most textbooks.',
    nesterov:
      'Nesterov’s momentum has the same velocity v, and takes the gradient ' +
      'where v is about to lead: each parameter moves by μv − η ∂C/∂w. The ' +
      'weights shrink by ηλ/n beside it.',
    rmsprop:
      'RMSProp divides each step by the root of a running mean of the squared ' +
      'gradient, so that its size is about η however small the gradient is. ' +
      'A tenth or a hundredth of the usual rate is a good start.',
    adam:
      'Adam divides a running mean of the gradient by the root of one of its ' +
      'square, so that a step is about η however small the gradient is. A ' +
      'tenth or a hundredth of the usual rate is a good start.',
  }),
  measuring: 'Measuring',
  lambdaPerImage: (/** @type {number} */ ratio) =>
    `λ/n is ${readable(Number(ratio.toPrecision(2)))}; the chapter’s figures have 0.005, its table of accuracies 0.0001.`,
  updates: (/** @type {number} */ count) =>
    count === 1
      ? 'One update an epoch: every “epoch” is a single step.'
      : `${count} updates an epoch.`,
  measuredAt: (/** @type {Measuring} */ measuring) =>
    measuring === 'every'
      ? 'at every epoch'
      : `${percent(measuring)} as many images`,
  measuredFully:
    'A full batch is measured at every epoch: the gradient that updates is ' +
    'the one that is measured.',
  measuredInPart:
    'With mini-batches a measurement costs about as much as an epoch, so a ' +
    'long run is measured at some of its epochs only: after the first 300\u202f000, ' +
    'so many images pass for measuring, compared with those trained on. What ' +
    'is measured does not depend on which epochs are.',
});
