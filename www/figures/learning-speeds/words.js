/** Every sentence of the figure of learning speeds. */
import {
  list,
  ordinalLayers,
  readable,
  share,
} from '../../kit/number-phrases.js';

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
  data: 'All the numbers',
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
  wordsOfEpoch: (/** @type {number} */ epoch, /** @type {number} */ epochs) =>
    `epoch ${epoch} of ${epochs}`,
  layerName: (/** @type {number} */ layer) => `hidden layer ${layer}`,
  shortLayerName: (/** @type {number} */ layer) => `layer ${layer}`,
  compareRuns: 'Compare runs',
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

/**
 * Says at which epochs a run was measured, where it was not at all of them.
 *
 * @param {{ rows: number, epoch: number, hasGaps: boolean } | null} history -
 *   the run: how many epochs were measured, and the last of them
 * @param {0.05 | 0.1 | 0.25 | 'every'} measuring - as it is chosen
 * @returns {string} a sentence or two; '' where there are no gaps
 */
export function gapWords(history, measuring) {
  if (!history?.hasGaps) return '';
  const { rows, epoch } = history;
  const found =
    `Measured at ${rows} of the epochs 0 to ${epoch}; where these are far ` +
    'apart, the lines between them look smoother than the run is.';
  return measuring === 'every'
    ? found
    : `${found} Beyond what short runs are allowed, measuring takes at most ${percent(measuring)} of the training.`;
}

/**
 * @param {number} part - of 1, whole hundredths
 * @returns {string} “10 %”
 */
export function percent(part) {
  return `${Math.round(100 * part)}\u202f%`;
}
