import { readable } from '../../kit/numbers.js';

/** Labels, titles and hints of the figure of activations. */
export const saturationWords = Object.freeze({
  plotted: 'Plotted',
  plottedNames: Object.freeze({
    activation: 'mean activation ± standard deviation',
    slope: 'mean slope, of the largest',
    saturated: 'share saturated',
  }),
  plotTitles: Object.freeze({
    activation: 'Mean activation of each hidden layer, and its spread',
    slope: 'Mean slope of each hidden layer',
    saturated: 'Share of saturated activations of each hidden layer',
  }),
  axes: Object.freeze({
    activation: 'activation',
    slope: 'mean slope',
    saturated: 'saturated',
  }),
  plotKeys: 'Arrow keys go from epoch to epoch.',
  histograms: (/** @type {number} */ epoch) =>
    epoch === 0
      ? 'Activations before the first update'
      : `Activations at epoch ${epoch}`,
  histogramsAloud: 'Histograms of the activations of each hidden layer',
  near: (/** @type {number} */ activation) =>
    `activations near ${readable(activation, 2)}`,
  notes: 'What is measured',
  data: 'Numbers',
  tableCaption: (/** @type {number} */ epoch) =>
    `The hidden layers’ activations, epoch ${epoch}`,
  headings: Object.freeze([
    'layer',
    'mean',
    'standard deviation',
    'of a neuron over the images',
    '2 %',
    '25 %',
    'median',
    '75 %',
    '98 %',
    'mean slope',
    'saturated',
    'neurons always saturated',
  ]),
  downloads: 'Take it with you',
  downloadPlot: 'Plot as SVG',
  downloadHistograms: 'Histograms as SVG',
  downloadCsv: 'All epochs as CSV',
  copyCsv: 'Copy this epoch as CSV',
  explained: Object.freeze([
    'Measured on the first 300 validation images (250 where a run has no more, fewer in very large networks), over all neurons of a layer. Lines are means; a band reaches one standard deviation to either side.',
    'An activation is called saturated where the slope of its neuron is less than a tenth of the largest that the activation function has: a sigmoid below 0.026 or above 0.974, a tanh beyond ±0.949, a ReLU at 0. A neuron that is so on every image hardly learns; a ReLU that is 0 on every image is called dead.',
    'Each histogram is as high as its own largest bin, whose share is beside it.',
  ]),
});
