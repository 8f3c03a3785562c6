/** Every sentence of the figure of single neurons. */
import { readable } from '../../kit/numbers.js';

export const neuronWords = Object.freeze({
  drawing: 'The network, with a bar for ∂C/∂b at each neuron',
  drawingKeys:
    'Arrow keys go from neuron to neuron, Page Up and Page Down by as many as are drawn; Enter follows one.',
  scale: 'Scale of the bars',
  neurons: 'Neurons drawn of each layer',
  first: 'First neuron drawn',
  pages: 'Which neurons are drawn',
  before: 'Neurons before',
  after: 'Neurons after',
  epoch: 'Epoch shown',
  history: 'The neuron that is followed',
  historyAxis: '∂C/∂b',
  historyAxisSize: '|∂C/∂b|',
  horizontal: 'epoch',
  unfollow: 'Follow none',
  none: 'Choose a neuron in the picture, and its history is drawn here.',
  downloadSvg: 'Picture as SVG',
  downloadHistory: 'History as SVG',
  downloadCsv: 'All epochs as CSV',
  copyCsv: 'Copy this epoch as CSV',
  downloads: 'Take it with you',
  table: 'All the numbers of this epoch',
  tableNeuron: 'neuron',
  inputs: 'inputs',
  outputs: 'outputs',
  zero: '0',
  nan: 'NaN',
  infinite: '∞',
  key: 'A full bar: the cost grows with the bias, ∂C/∂b > 0. A hollow one: it falls, ∂C/∂b < 0.',
});

/**
 * @param {number} layer - from 1
 * @param {boolean} isShort - where there is little room
 */
export function layerTitle(layer, isShort) {
  return isShort ? `layer ${layer}` : `hidden layer ${layer}`;
}

/**
 * @param {number} first - the first neuron drawn, from 1
 * @param {number} last - the last one
 * @param {number} width - how many the layer has
 * @returns {string} “1–6 of 30”
 */
export function rangeTitle(first, last, width) {
  const range = first === last ? `${first}` : `${first}–${last}`;
  return last - first + 1 === width ? `all ${width}` : `${range} of ${width}`;
}

/**
 * @param {number} layer - from 1
 * @param {number} neuron - from 1
 * @param {string} value - ∂C/∂b in figures, or '' while it moves
 * @returns {string} what a neuron is called aloud
 */
export function neuronName(layer, neuron, value) {
  const name = `hidden layer ${layer}, neuron ${neuron}`;
  return value === '' ? name : `${name}: ∂C/∂b = ${value}`;
}

/**
 * @param {number} layer - from 1
 * @param {number} neuron - from 1
 * @param {number} epoch - shown
 * @param {string} value - ∂C/∂b with every digit
 * @returns {string} the exact value of the neuron that is followed
 */
export function exactWords(layer, neuron, epoch, value) {
  return `Neuron ${neuron} of hidden layer ${layer}, after ${epochs(epoch)}: ∂C/∂b = ${value}`;
}

/** @param {number} layer - from 1 @param {number} neuron - from 1 */
export function noSuchNeuron(layer, neuron) {
  return `This network has no neuron ${neuron} in a hidden layer ${layer}.`;
}

/**
 * @param {'linear' | 'logarithmic'} kind - of the scale
 * @param {string} low - at the left end
 * @param {string} high - at the right end
 * @param {number} stride - one in how many rows is kept
 * @returns {string} what a bar's length means
 */
export function scaleWords(kind, low, high, stride) {
  const length =
    kind === 'linear'
      ? `A bar across its whole track is ${high}, a round number above the largest |∂C/∂b| of the run so far.`
      : `The tracks go from ${low} to ${high}, the power of ten above the largest |∂C/∂b| of the run so far; every decade is equally long, and “‹” is a number below them all.`;
  const kept =
    stride > 1
      ? ` This run is so large that only one in ${stride} measured epochs is kept, and the last.`
      : '';
  return `${length} The scale is the same for all layers and epochs. It is widened where a bar outgrows it, and never narrowed while the run lasts.${kept}`;
}

/**
 * What the picture shows: typical sizes, root mean squares over a layer.
 *
 * @param {{ epoch: number, layers: number, ratio: number, largest: number,
 *   layer: number, neuron: number }} shown - the epoch, and
 *   the largest of the bars
 * @returns {string[]} sentences
 */
export function shownWords(shown) {
  const { epoch, layers, ratio, largest, layer, neuron } = shown;
  const when =
    epoch === 0 ? 'Before the first update' : `After ${epochs(epoch)}`;
  const sentences = [];
  if (layers > 1 && Number.isFinite(ratio) && ratio > 0) {
    sentences.push(
      ratio >= 1
        ? `${when} a ∂C/∂b of hidden layer ${layers} is typically ${readable(ratio, 3)} times as large as one of hidden layer 1.`
        : `${when} a ∂C/∂b of hidden layer 1 is typically ${readable(1 / ratio, 3)} times as large as one of hidden layer ${layers}.`,
    );
  }
  if (largest > 0) {
    sentences.push(
      `The largest of all, ${readable(largest, 3)}, is that of neuron ${neuron} in hidden layer ${layer}.`,
    );
  }
  return sentences;
}

/**
 * @param {number} zeros - hidden neurons whose gradient is 0
 * @param {number} all - hidden neurons
 */
export function zeroWords(zeros, all) {
  return `Of the ${all} hidden neurons ${zeros} ${zeros === 1 ? 'has' : 'have'} a ∂C/∂b of exactly 0.`;
}

/** @param {number} count @returns {string} “1 epoch” */
function epochs(count) {
  return count === 1 ? '1 epoch' : `${count} epochs`;
}
