/** Every sentence of the figure of learning speeds. */
import { list, ordinalLayers, readable, share } from './number-phrases.js';

export const learningSpeedsWords = Object.freeze({
  plotTitle: 'The speed of learning of each hidden layer, by epoch',
  costTitle: 'The cost on the training images, by epoch',
  accuracyTitle: 'The accuracies, by epoch',
  epoch: 'epoch',
  speed: 'speed of learning ‖δˡ‖',
  cost: 'cost',
  accuracy: 'accuracy',
  training: 'training',
  validation: 'validation',
  play: 'Play',
  pause: 'Pause',
  runAgain: 'Run again',
  step: 'Step one epoch',
  reset: 'Reset',
  keep: 'Keep for comparison',
  forget: 'Forget the kept run',
  run: 'The run',
  presets: 'Runs to start from',
  settings: 'Network and training',
  network: 'The network',
  learning: 'How it learns',
  arithmetic: 'Chance and arithmetic',
  data: 'All the numbers',
  downloads: 'Take it with you',
  downloadSvg: 'Picture as SVG',
  downloadPng: 'Picture as PNG',
  downloadCsv: 'Numbers as CSV',
  copyCsv: 'Copy as CSV',
  copied: 'Copied.',
  notCopied: 'The browser does not let this page copy; download instead.',
  check: 'Check the gradient',
  checking: 'Checking…',
  showBand: 'Show a hundred seeds and the published values',
  band: 'The pale bands hold the middle 90 of 100 independent seeds.',
  marks:
    'Diamonds are the values behind the chapter’s own figure, at epochs 0, ' +
    '100 and 499.',
  bandMissing: 'The spread over a hundred seeds could not be fetched.',
  plotKeys: 'Arrow keys read out the numbers, epoch by epoch.',
  imagesPerSecond: 'images a second',
  starting: 'Measuring the untrained network…',
  digits: 'What the network sees',
  digitsFailed: 'The digits could not be shown.',
  wordsOfEpoch: (/** @type {number} */ epoch, /** @type {number} */ epochs) =>
    `epoch ${epoch} of ${epochs}`,
  layerName: (/** @type {number} */ layer) => `hidden layer ${layer}`,
  shortLayerName: (/** @type {number} */ layer) => `layer ${layer}`,
  atSize: (/** @type {number} */ side) =>
    `${side} × ${side} pixels, ${side * side} inputs`,
  compareRuns: 'Compare runs',
  loading: 'Loading…',
  notLoaded: (/** @type {string} */ reason) =>
    `The comparison could not be loaded (${reason}). Close and open it to try again.`,
  everyEpoch: (/** @type {number} */ step, /** @type {boolean} */ hasGaps) => {
    if (step === 1) return hasGaps ? 'Every epoch measured.' : 'Every epoch.';
    return hasGaps
      ? `The first epoch measured of every ${step}, and the last; the CSV has all that were measured.`
      : `Every ${step} epochs, and the last; the CSV has them all.`;
  },
  checked: (
    /** @type {number} */ count,
    /** @type {number} */ worst,
    /** @type {number} */ relative,
  ) =>
    `${count} derivatives ∂C/∂b compared with central differences: the ` +
    `largest difference is ${readable(worst, 2)}, ${readable(relative, 2)} of the layer’s largest derivative.`,
});

/** What the numbers mean, one sentence a case. */
export const meaningWords = Object.freeze({
  waiting: 'Nothing has been measured yet.',
  untrained: 'Before the first update: no layer has learned anything.',
  guessing: (
    /** @type {number} */ cost,
    /** @type {number} */ constantCost,
    /** @type {number} */ constantAccuracy,
  ) =>
    `Still guessing: the cost ${cost.toFixed(4)} is that of answering the ` +
    `class frequencies whatever the image (${constantCost.toFixed(4)}, ` +
    `${share(constantAccuracy)} right).`,
  worseThanGuessing: (
    /** @type {number} */ cost,
    /** @type {number} */ constantCost,
  ) =>
    `Not yet as good as guessing: the cost is ${cost.toFixed(4)}; answering ` +
    `the class frequencies whatever the image would cost ${constantCost.toFixed(4)}.`,
  leaving: (
    /** @type {number} */ cost,
    /** @type {number} */ constantCost,
    /** @type {number} */ below,
    /** @type {number} */ accuracy,
  ) =>
    `At the edge of the plateau: the cost ${cost.toFixed(4)} is ${share(below)} ` +
    `below that of answering the class frequencies (${constantCost.toFixed(4)}), ` +
    `and ${share(accuracy)} of the training images are right.`,
  offPlateau: (
    /** @type {number} */ before,
    /** @type {number} */ epoch,
    /** @type {number} */ accuracy,
  ) =>
    `Off the plateau ${before + 1 < epoch ? `between epochs ${before} and ${epoch}` : `at epoch ${epoch}`}: ` +
    'the network has begun to look at the image, and gets ' +
    `${share(accuracy)} of its training images right.`,
  lastFaster: (/** @type {number} */ layers, /** @type {number} */ ratio) =>
    `Hidden layer ${layers} learns ${readable(ratio, 3)} times as fast as hidden layer 1.`,
  firstFaster: (/** @type {number} */ layers, /** @type {number} */ ratio) =>
    `The order has turned round: hidden layer 1 learns ${readable(ratio, 3)} ` +
    `times as fast as hidden layer ${layers}.`,
  notANumber: (/** @type {readonly number[]} */ layers) =>
    `The speed of ${ordinalLayers(layers)} is not a number (NaN): the weights ` +
    'have left the range of the arithmetic, and ∞ − ∞ or 0 · ∞ was computed ' +
    'on the way. A smaller learning rate keeps them in.',
  infinite: (
    /** @type {readonly number[]} */ layers,
    /** @type {'f32' | 'f64'} */ precision,
  ) =>
    `The speed of ${ordinalLayers(layers)} is infinite: the product left the ` +
    `range of ${bits(precision)} upwards.`,
  deadUnits: (/** @type {readonly number[]} */ layers) =>
    `The speed of ${ordinalLayers(layers)} is exactly 0: on every image, every ` +
    'way from there to the output leads through a rectifier that is off, ' +
    'and its derivative is 0.',
  underflow: (
    /** @type {readonly number[]} */ layers,
    /** @type {'f32' | 'f64'} */ precision,
    /** @type {number} */ least,
  ) =>
    `The speed of ${ordinalLayers(layers)} is exactly 0: on every image, every ` +
    'way from there to the output leads through a neuron so saturated that ' +
    `its slope fell below ${readable(least, 2)}, the smallest of the ` +
    `${bits(precision)}.`,
});

/**
 * @param {'f32' | 'f64'} precision - of the arithmetic
 * @returns {string} its name
 */
function bits(precision) {
  return precision === 'f32' ? '32-bit floats' : '64-bit floats';
}

/**
 * Says which network a kept run was made with.
 *
 * @param {number} inputs - pixels of an image
 * @param {readonly number[]} hidden - widths
 * @param {number} seed - its seed
 * @returns {string} the sentence
 */
export function keptWords(inputs, hidden, seed) {
  return `Pale lines: the run kept, [${list([inputs, ...hidden, 10])}], seed ${seed}.`;
}

/**
 * Says why a run cannot go on, and what a reader can do.
 *
 * @param {{ code: string, message: string, fatal: boolean }} failure - what
 *   the worker or the page said
 * @param {number} seed - of the run
 * @returns {{ sentence: string, offer: string }} why, and what the button does
 */
export function failureWords({ code, message, fatal }, seed) {
  if (code === 'load-failed') {
    return {
      sentence: `The handwritten digits could not be fetched (${message}). The figure trains on real ones only.`,
      offer: 'Try again',
    };
  }
  if (code === 'core-missing') {
    return {
      sentence: `The part of this figure’s program that such a run needs could not be fetched (${message}).`,
      offer: 'Try again',
    };
  }
  const reason = `The run could not go on: ${message}.`;
  return {
    sentence: fatal
      ? `The worker that trains has stopped, and the run with it. ${reason}`
      : reason,
    offer: `Run again from seed ${seed}`,
  };
}
