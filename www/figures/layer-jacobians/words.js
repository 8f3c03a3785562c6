/** What the layer-jacobians figure says. */
export const jacobianWords = Object.freeze({
  presets: 'Networks',
  settings: 'Network',
  depth: 'Hidden layers',
  width: 'Neurons in each',
  activation: 'Activation',
  initialisation: 'Initialisation',
  initialisationHint: 'Xavier and He leave the biases at 0.',
  seed: 'Seed',
  digit: 'Image shown to it',
  seeds: 'Seeds of the spread',
  reset: 'Reset',
  measuring: 'Measuring…',
  layersTitle: 'Each matrix: singular values of J = Σ′(zˡ)(wˡ⁺¹)ᵀ',
  productsTitle:
    'Their product, from the last hidden layer back: singular values',
  deltasTitle: 'The gradient they make: ‖δˡ‖ of each hidden layer',
  spreadTitle: 'Over several seeds: the factor from layer l + 1 to layer l',
  layerAxis: 'hidden layer l',
  largest: 'largest',
  rms: 'rms',
  smallest: 'smallest',
  gradient: 'the gradient',
  median: 'median',
  meanField: 'mean field',
  legend:
    'Every stroke is one singular value: a factor by which some direction of the error grows or shrinks on its way back to layer l. “rms” is the factor for a random direction. The diamonds are what became of the gradient itself.',
  spreadLegend:
    'The band holds the middle nine tenths of the seeds. “Mean field” is √(n σ_w² E[φ′(z)²]), what very wide layers would do.',
  table: 'All the numbers',
  tableCaption: 'Layer by layer; index 1 is the first hidden layer',
  tableHeadings: Object.freeze([
    'layer',
    '‖δ‖ by backpropagation',
    '‖δ‖ by the product',
    'difference',
    'J: largest',
    'J: rms',
    'J: smallest',
    'J: rank',
    'product: largest',
    'product: rms',
    'product: smallest',
    'product: log₁₀ rms',
    'product: rank',
    'factor, 5 %',
    'factor, median',
    'factor, 95 %',
    'factor, mean field',
  ]),
  downloads: 'Files',
  downloadCsv: 'Download the table (CSV)',
  downloadValues: 'Download all singular values (CSV)',
  downloadSvg: 'Download the pictures (SVG)',
  copyCsv: 'Copy the table (CSV)',
  /** @param {number} layer - from 1 */
  layerName: (layer) => `layer ${layer}`,
  /** @param {number} label - a digit @param {number} index - of the image */
  image: (label, index) =>
    `number ${index} of the first 1,000 training images, a handwritten ${label}`,
  /** @param {string} reason - of the failure */
  failed: (reason) =>
    `The network could not be measured. ${reason} Change a setting to try again.`,
});

/** Sentences; numbers come as they are written. */
export const jacobianSentences = Object.freeze({
  /** @param {number} layers - how many */
  way: (layers) => `From hidden layer ${layers} back to hidden layer 1`,
  /** @param {string} way - from where to where */
  lost: (way) =>
    `${way} the gradient is lost: it is exactly 0, because in some layer no neuron that the error passes through has a slope.`,
  /** @param {string} way - from where to where */
  left: (way) => `${way} the gradient left the range of 64-bit floats.`,
  /** @param {string} way @param {string} ratio @param {string} each - layer */
  kept: (way, ratio, each) =>
    `${way} the gradient keeps its length to within a factor of two: the ratio of its lengths is ${ratio}, a factor of ${each} per layer.`,
  /** @param {string} way @param {string} ratio @param {string} each - layer */
  shrinks: (way, ratio, each) =>
    `${way} the gradient shrinks ${ratio}-fold, a factor of ${each} per layer.`,
  /** @param {string} way @param {string} ratio @param {string} each - layer */
  grows: (way, ratio, each) =>
    `${way} the gradient grows ${ratio}-fold, a factor of ${each} per layer.`,
  exact:
    'Multiplying the matrices out gives backpropagation’s own δ in every layer, to the last digit.',
  /** @param {string} worst - the largest difference, as a share */
  agrees: (worst) =>
    `Multiplying the matrices out gives backpropagation’s own δ in every layer, to within ${worst} of its length.`,
  /** @param {number} most - of a matrix @param {number} width - of it */
  lostOfBoth: (most, width, /** @type {number} */ products) =>
    `Up to ${most} of the ${width} singular values of a single matrix, and up to ${products} of a product, cannot be told from 0 beside the largest one in 64 bits; they are not drawn.`,
  /** @param {number} most - of a product @param {number} width - of it */
  lostOfProducts: (most, width) =>
    `Up to ${most} of the ${width} singular values of a product cannot be told from 0 beside the largest one in 64 bits; they are not drawn.`,
  /** @param {number} seeds - so far @param {number} wanted - in the end */
  measured: (seeds, wanted) =>
    seeds < wanted ? `${seeds} of ${wanted} seeds so far` : `${seeds} seeds`,
  /** @param {string} measured - the seeds @param {number} images - for each */
  nothing: (measured, images) =>
    `Over ${measured} and ${images} digits: in one of the networks no gradient arrives at all.`,
  /** @param {SpreadTexts} texts - the numbers */
  spread: ({ measured, images, median, low, high, meanField, fixedPoint }) =>
    `Over ${measured} and ${images} digits the factor per layer is ${median} (5\u202f% to 95\u202f% of the seeds: ${low} to ${high}). Mean field: ${meanField}, and ${fixedPoint} far from the input.`,
});

/**
 * @typedef {object} SpreadTexts
 * @property {string} measured - the seeds
 * @property {number} images - for each
 * @property {string} median - of the factor
 * @property {string} low - of the factor
 * @property {string} high - of the factor
 * @property {string} meanField - of the same layers
 * @property {string} fixedPoint - of layers far from the input
 */
