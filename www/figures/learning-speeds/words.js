/** Labels, titles and hints of the figure of learning speeds. */
export const learningSpeedsWords = Object.freeze({
  plotTitle: Object.freeze({
    biases:
      'The speed of learning of each hidden layer, measured by its biases, by epoch',
    weights:
      'The speed of learning of each hidden layer, measured by its weights, by epoch',
    both: 'The speed of learning of each hidden layer, measured by its weights and biases together, by epoch',
  }),
  costTitle: 'The cost on the training images, by epoch',
  accuracyTitle: 'The accuracies, by epoch',
  plotKeys: 'Arrow keys read out the numbers, epoch by epoch.',
  speed: Object.freeze({
    biases: 'speed of learning ‖∂C/∂bˡ‖ = ‖δˡ‖',
    weights: 'speed of learning ‖∂C/∂wˡ‖',
    both: 'speed of learning ‖∂C/∂(wˡ, bˡ)‖',
  }),
  measure: 'The speed is the gradient by',
  measures: Object.freeze({
    biases: 'the biases, as in the chapter',
    weights: 'the weights',
    both: 'weights and biases together',
  }),
  cost: 'cost',
  trainingAccuracy: 'training accuracy',
  validationAccuracy: 'validation accuracy',
  training: 'training',
  validation: 'validation',
  imagesPerSecond: 'images a second',
  more: 'More of the run',
  showRun: 'Show one run',
  showDepths: '1 to 4 layers side by side',
  check: 'Check the gradient',
  checking: 'Checking…',
  noCheck: 'The code of the check did not come. Try again later.',
  showBand: 'Show a hundred seeds and the published values',
  band: 'The pale bands hold the middle 90 of 100 independent seeds.',
  marks:
    'Diamonds are the values behind the chapter’s own figure, at epochs 0, ' +
    '100 and 499.',
  noBackdrop:
    'The band of a hundred seeds and the chapter’s own values are of the ' +
    'gradient by the biases, and not drawn here.',
  bandMissing: 'The spread over a hundred seeds could not be fetched.',
  notes: 'What is drawn',
  compareRuns: 'Compare runs',
  layersRead: 'What a linear reader recovers',
  digits: 'What the network sees',
  digitsFailed: 'The digits could not be shown.',
  atSize: (/** @type {number} */ side) =>
    `${side} × ${side} pixels, ${side * side} inputs`,
});

/** What stands at the run's numbers. */
export const dataWords = Object.freeze({
  data: 'All the numbers',
  downloads: 'Take it with you',
  downloadSvg: 'Picture as SVG',
  downloadCsv: 'Numbers as CSV',
  copyCsv: 'Copy as CSV',
  everyEpoch: (/** @type {number} */ step, /** @type {boolean} */ hasGaps) => {
    if (step === 1) return hasGaps ? 'Every epoch measured.' : 'Every epoch.';
    return hasGaps
      ? `The first epoch measured of every ${step}, and the last; the CSV has all that were measured.`
      : `Every ${step} epochs, and the last; the CSV has them all.`;
  },
});
