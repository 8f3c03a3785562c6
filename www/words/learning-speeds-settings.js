/** What the learning-speeds figure calls its settings and its presets. */
import { readable } from './number-phrases.js';

/** What the settings and their choices are called. */
export const settingWords = Object.freeze({
  depth: 'Hidden layers',
  width: 'Neurons in each',
  widths: 'Widths, layer by layer',
  widthsHint: 'Free widths, such as 30, 20, 30.',
  pixels: 'Pixels of an image',
  images: 'Training images',
  imagesHint: 'Beyond 1,000 the rest of the digits is fetched, 1.3 MB.',
  batch: 'Images in a mini-batch',
  fullBatch: 'Full batch',
  rate: 'Learning rate η',
  lambda: 'Regularisation λ',
  activation: 'Activation',
  initialisation: 'Initial weights',
  costFunction: 'Cost',
  optimiser: 'Update',
  epochs: 'Epochs',
  seed: 'Seed',
  precision: 'Arithmetic',
  lambdaPerImage: (/** @type {number} */ ratio) =>
    `λ/n is ${readable(Number(ratio.toPrecision(2)))}; the chapter’s figures have 0.005, its table of accuracies 0.0001.`,
  updates: (/** @type {number} */ count) =>
    count === 1
      ? 'One update an epoch: every “epoch” is a single step.'
      : `${count} updates an epoch.`,
  options: Object.freeze({
    28: '28 × 28',
    14: '14 × 14',
    7: '7 × 7',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    relu: 'rectified linear',
    chapter: 'the chapter’s, N(0, 1/√n)',
    normal: 'N(0, 1)',
    xavier: 'Xavier',
    he: 'He',
    'cross-entropy': 'cross-entropy',
    quadratic: 'quadratic',
    sgd: 'plain gradient descent',
    momentum: 'momentum 0.9',
    f32: '32-bit floats',
    f64: '64-bit floats',
  }),
});

/**
 * What the presets are called.
 *
 * @type {Readonly<Record<string, { label: string, title: string }>>}
 */
export const presetWords = Object.freeze({
  'two-28': chapterPreset(2, 28),
  'three-28': chapterPreset(3, 28),
  'four-28': chapterPreset(4, 28),
  'two-14': chapterPreset(2, 14),
  'three-14': chapterPreset(3, 14),
  'four-14': chapterPreset(4, 14),
  'mini-batch-1000': miniBatchPreset(2, '1,000'),
  'mini-batch-8000': miniBatchPreset(4, '8,000'),
});

/**
 * @param {number} layers - hidden layers
 * @param {number} side - of the image
 * @returns {{ label: string, title: string }} what the button says
 */
function chapterPreset(layers, side) {
  return {
    label: `${layers} layers, ${side}\u00a0px`,
    title: `The chapter’s network with ${layers} hidden layers, on images of ${side} × ${side} pixels`,
  };
}

/**
 * @param {number} layers - hidden layers
 * @param {string} images - how many
 * @returns {{ label: string, title: string }} what the button says
 */
function miniBatchPreset(layers, images) {
  return {
    label: `${layers} layers, mini-batches`,
    title: `${layers} hidden layers, ${images} images in mini-batches of 10 for 30 epochs, with λ scaled to the subset`,
  };
}
