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
  pictures: 'Gradient and spread',
  moreSettings: 'Image and seeds',
  reset: 'Reset',
  measuring: 'Measuring…',
  layersTitle: 'Each matrix: singular values of J = Σ′(zˡ)(wˡ⁺¹)ᵀ',
  productsTitle:
    'Their product, from the last hidden layer back: singular values',
  deltasTitle:
    'The gradient they make at this image: ‖δˡ‖ of each hidden layer',
  spreadTitle:
    'Over several seeds and images: the factor from layer l + 1 to layer l, by two measures',
  layerAxis: 'hidden layer l',
  largest: 'largest',
  rms: 'rms',
  smallest: 'smallest',
  gradient: 'the gradient',
  single: 'single',
  averaged: 'averaged',
  meanField: 'mean field',
  legend:
    'Every stroke is one singular value: a factor by which some direction of the error grows or shrinks on its way back to layer l. “rms” is the factor for a random direction. The diamonds are what became of this image’s gradient itself.',
  spreadLegend:
    '“Averaged”: δˡ is averaged over the images, then its length is taken; the chapter’s speed. “Single”: the length of each image’s own δˡ, then their root mean square. A gradient vanishes if less than a tenth of it arrives at hidden layer 1, and explodes if more than ten times. Lines are medians, bands hold the middle nine tenths of the seeds.',
  meanFieldIs: '“Mean field” is',
  meanFieldDoes:
    ', what single images’ gradients would do in very wide layers.',
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
    'factor, single images, 5 %',
    'factor, single images, median',
    'factor, single images, 95 %',
    'factor, single images, mean field',
    'factor, averaged, 5 %',
    'factor, averaged, median',
    'factor, averaged, 95 %',
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
    `number ${index} of the first 1\u202f000 training images, a handwritten ${label}`,
  /** @param {string} reason - of the failure */
  failed: (reason) =>
    `The network could not be measured. ${reason} Change a setting to try again.`,
});
