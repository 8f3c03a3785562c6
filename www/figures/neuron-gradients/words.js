/** Labels, titles and hints of the figure of single neurons. */
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
  history: 'The neuron that is followed',
  historyAxis: '∂C/∂b',
  historyAxisSize: '|∂C/∂b|',
  horizontal: 'epoch',
  unfollow: 'Follow none',
  followed: (/** @type {number} */ layer, /** @type {number} */ neuron) =>
    `neuron ${neuron} of hidden layer ${layer}`,
  predict: 'Predict first',
  predictName:
    'Predict first: follow a neuron, and draw where its line will go',
  none: 'Choose a neuron in the picture, and its history is drawn here.',
  downloadSvg: 'Picture as SVG',
  downloadHistory: 'History as SVG',
  downloadCsv: 'All epochs as CSV',
  copyCsv: 'Copy this epoch as CSV',
  downloads: 'Take it with you',
  view: 'What is drawn',
  table: 'The numbers',
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
 * @param {number} layer - from 1
 * @param {boolean} isShort - where there is little room
 * @returns {string} “speed ‖δ¹‖”
 */
export function speedTitle(layer, isShort) {
  const raised = [...String(layer)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `${isShort ? '' : 'speed '}‖δ${raised.join('')}‖`;
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

/** @param {number} count @returns {string} “1 epoch” */
export function epochs(count) {
  return count === 1 ? '1 epoch' : `${count} epochs`;
}
