import { formatNumber, powerOfTen } from '../../view/numbers.js';
import { scaleWords, shownWords } from '../../words/neuron-gradients.js';

/**
 * @param {import('../run/gradient-history.js').GradientRow} row - shown
 * @param {readonly number[]} speeds - of each hidden layer, then
 * @returns {string[]} what there is to see, sentence by sentence
 */
export function meaningOf({ epoch, layers }, speeds) {
  const typical = layers.map(
    ({ length }, layer) => (speeds[layer] ?? NaN) / Math.sqrt(length),
  );
  const ratio = (typical.at(-1) ?? NaN) / (typical[0] ?? NaN);
  const most = { largest: 0, layer: 0, neuron: 0 };
  for (const [layer, values] of layers.entries()) {
    for (const [neuron, value] of values.entries()) {
      const size = Math.abs(value);
      if (!(size > most.largest)) continue;
      Object.assign(most, { largest: size, layer: layer + 1 });
      most.neuron = neuron + 1;
    }
  }
  return shownWords({ epoch, layers: layers.length, ratio, ...most });
}

/**
 * @param {import('../../view/bar-scale.js').BarScale} scale - of the bars
 * @param {number} stride - every how many epochs a row is kept
 * @returns {string} what a bar's length means
 */
export function scaleInWords({ kind, low, high }, stride) {
  return kind === 'linear'
    ? scaleWords(kind, '0', formatNumber(high, 2), stride)
    : scaleWords(kind, decade(low), decade(high), stride);
}

/**
 * @param {number} exponent - a whole number
 * @returns {string} that power of ten, as it is read most easily
 */
function decade(exponent) {
  return exponent === 0 ? '1' : powerOfTen(exponent);
}
