import { formatNumber, powerOfTen } from '../../kit/numbers.js';
import { scaleWords, shownWords, zeroWords } from './words.js';
import { troubleOf } from '../learning-speeds/meaning.js';

/**
 * @param {import('../../run/gradient-history.js').GradientRow} row - shown
 * @param {readonly number[]} speeds - of each hidden layer, then
 * @param {import('../learning-speeds/meaning.js').Settings} settings - of the run
 * @returns {string[]} what there is to see, sentence by sentence; first what is
 *   no number to draw
 */
export function meaningOf({ epoch, layers }, speeds, settings) {
  const typical = layers.map(
    ({ length }, layer) => (speeds[layer] ?? NaN) / Math.sqrt(length),
  );
  const ratio = (typical.at(-1) ?? NaN) / (typical[0] ?? NaN);
  const most = { largest: 0, layer: 0, neuron: 0 };
  let [zeros, all] = [0, 0];
  for (const [layer, values] of layers.entries()) {
    for (const [neuron, value] of values.entries()) {
      const size = Math.abs(value);
      all += 1;
      if (size === 0) zeros += 1;
      if (!(size > most.largest)) continue;
      Object.assign(most, { largest: size, layer: layer + 1 });
      most.neuron = neuron + 1;
    }
  }
  return [
    ...troubleOf(speeds, settings),
    ...shownWords({ epoch, layers: layers.length, ratio, ...most }),
    ...(zeros > 0 && zeros < all ? [zeroWords(zeros, all)] : []),
  ];
}

/**
 * @param {import('../../kit/bar-scale.js').BarScale} scale - of the bars
 * @param {number} stride - one in how many rows is kept
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
