/** What stands in the panels of the figures that train: settings, numbers. */
import { percent } from './words.js';
import { readable } from '../../kit/number-phrases.js';

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
    softplus: 'softplus',
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

/** How they speak of the epochs at which they measure. */
export const measuringWords = Object.freeze({
  label: 'Measuring',
  every: 'at every epoch',
  fullBatch:
    'A full batch is measured at every epoch: the gradient that updates is ' +
    'the one that is measured.',
  miniBatches:
    'With mini-batches a measurement costs about as much as an epoch, so a ' +
    'long run is measured at some of its epochs only. What is measured does ' +
    'not depend on which.',
});

/**
 * @param {0.05 | 0.1 | 0.25 | 'every'} measuring - what may be chosen
 * @returns {string} what the choice is called
 */
export function measuringChoice(measuring) {
  return measuring === 'every'
    ? measuringWords.every
    : `at most ${percent(measuring)} of the training`;
}

/** What stands beside the settings and the numbers. */
export const panelWords = Object.freeze({
  downloads: 'Take it with you',
  downloadSvg: 'Picture as SVG',
  downloadPng: 'Picture as PNG',
  downloadCsv: 'Numbers as CSV',
  copyCsv: 'Copy as CSV',
  copied: 'Copied.',
  notCopied: 'The browser does not let this page copy; download instead.',
  network: 'The network',
  learning: 'How it learns',
  arithmetic: 'Chance and arithmetic',
  digitsFailed: 'The digits could not be shown.',
  atSize: (/** @type {number} */ side) =>
    `${side} × ${side} pixels, ${side * side} inputs`,
  everyEpoch: (/** @type {number} */ step, /** @type {boolean} */ hasGaps) => {
    if (step === 1) return hasGaps ? 'Every epoch measured.' : 'Every epoch.';
    return hasGaps
      ? `The first epoch measured of every ${step}, and the last; the CSV has all that were measured.`
      : `Every ${step} epochs, and the last; the CSV has them all.`;
  },
});

/**
 * @param {number} count - derivatives compared
 * @param {number} worst - the largest difference
 * @param {number} relative - the same, of its layer's largest derivative
 * @returns {string} what a gradient check came to
 */
export function gradientChecked(count, worst, relative) {
  return (
    `${count} derivatives ∂C/∂b compared with central differences: the ` +
    `largest difference is ${readable(worst, 2)}, ${readable(relative, 2)} of the layer’s largest derivative.`
  );
}
