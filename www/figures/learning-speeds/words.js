/** Every sentence of the figure of learning speeds but those of any run. */
import { readable, share } from '../../kit/numbers.js';

export const learningSpeedsWords = Object.freeze({
  plotTitle: 'The speed of learning of each hidden layer, by epoch',
  costTitle: 'The cost on the training images, by epoch',
  accuracyTitle: 'The accuracies, by epoch',
  plotKeys: 'Arrow keys read out the numbers, epoch by epoch.',
  speed: 'speed of learning ‖δˡ‖',
  cost: 'cost',
  accuracy: 'accuracy',
  training: 'training',
  validation: 'validation',
  imagesPerSecond: 'images a second',
  keep: 'Keep for comparison',
  forget: 'Forget the kept run',
  kept: (/** @type {string} */ network) =>
    `Pale lines: the run kept, ${network}.`,
  check: 'Check the gradient',
  checking: 'Checking…',
  checked: (
    /** @type {number} */ count,
    /** @type {number} */ worst,
    /** @type {number} */ relative,
  ) =>
    `${count} derivatives ∂C/∂b compared with central differences: the ` +
    `largest difference is ${readable(worst, 2)}, ${readable(relative, 2)} of the layer’s largest derivative.`,
  showBand: 'Show a hundred seeds and the published values',
  band: 'The pale bands hold the middle 90 of 100 independent seeds.',
  marks:
    'Diamonds are the values behind the chapter’s own figure, at epochs 0, ' +
    '100 and 499.',
  bandMissing: 'The spread over a hundred seeds could not be fetched.',
  compareRuns: 'Compare runs',
  digits: 'What the network sees',
  digitsFailed: 'The digits could not be shown.',
  atSize: (/** @type {number} */ side) =>
    `${side} × ${side} pixels, ${side * side} inputs`,
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
});

/** What stands at the run's numbers. */
export const dataWords = Object.freeze({
  data: 'All the numbers',
  downloads: 'Take it with you',
  downloadSvg: 'Picture as SVG',
  downloadPng: 'Picture as PNG',
  downloadCsv: 'Numbers as CSV',
  copyCsv: 'Copy as CSV',
  everyEpoch: (/** @type {number} */ step, /** @type {boolean} */ hasGaps) => {
    if (step === 1) return hasGaps ? 'Every epoch measured.' : 'Every epoch.';
    return hasGaps
      ? `The first epoch measured of every ${step}, and the last; the CSV has all that were measured.`
      : `Every ${step} epochs, and the last; the CSV has them all.`;
  },
});
