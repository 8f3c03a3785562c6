import { readable } from '../../kit/numbers.js';
import { troubleOf } from '../../run/run-words.js';
import { epochs } from './words.js';

/**
 * @param {import('../../run/gradient-history.js').GradientRow} row - shown
 * @param {readonly number[]} speeds - of each hidden layer, then
 * @param {Parameters<typeof troubleOf>[1]} settings - of the run
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
  const sentences = [...troubleOf(speeds, settings)];
  const when =
    epoch === 0 ? 'Before the first update' : `After ${epochs(epoch)}`;
  if (layers.length > 1 && Number.isFinite(ratio) && ratio > 0) {
    const [large, small] = ratio >= 1 ? [layers.length, 1] : [1, layers.length];
    const times = readable(ratio >= 1 ? ratio : 1 / ratio, 3);
    sentences.push(
      `${when} a ∂C/∂b of hidden layer ${large} is typically ${times} times as large as one of hidden layer ${small}.`,
    );
  }
  const count = longerPairs(layers);
  if (count) sentences.push(count);
  if (most.largest > 0) {
    sentences.push(
      `The largest of all, ${readable(most.largest, 3)}, is that of neuron ${most.neuron} in hidden layer ${most.layer}.`,
    );
  }
  if (zeros > 0 && zeros < all) {
    sentences.push(
      `Of the ${all} hidden neurons ${zeros} ${zeros === 1 ? 'has' : 'have'} a ∂C/∂b of exactly 0.`,
    );
  }
  return sentences;
}

/**
 * @param {readonly ArrayLike<number>[]} layers - ∂C/∂b, a number a neuron
 * @returns {string} in how many pairs of neurons with the same number the last
 *   layer has the longer bar; '' where there is nothing to compare
 */
function longerPairs(layers) {
  const [first, last] = [layers[0] ?? [], layers.at(-1) ?? []];
  const pairs = Math.min(first.length, last.length);
  if (layers.length < 2) return '';
  let longer = 0;
  for (let neuron = 0; neuron < pairs; neuron += 1) {
    const [one = NaN, other = NaN] = [first[neuron], last[neuron]];
    if (Number.isNaN(one) || Number.isNaN(other)) return '';
    if (Math.abs(other) > Math.abs(one)) longer += 1;
  }
  const which = pairs === 1 ? '1 pair' : `${pairs} pairs`;
  return `In ${longer} of ${which}, first neuron with first neuron and so on, the bar of hidden layer ${layers.length} is longer than that of hidden layer 1.`;
}
