import { gradientChecked } from './panel-words.js';

/**
 * Says what a gradient check came to.
 *
 * @param {Float64Array} values - rows of 4: hidden layer, neuron,
 *   backpropagation, central difference
 * @returns {string} the largest difference, in words
 */
export function checkInWords(values) {
  /** @type {Map<number, { worst: number, largest: number }>} */
  const layers = new Map();
  for (let at = 0; at + 3 < values.length; at += 4) {
    const [layer = 0, , exact = NaN, numerical = NaN] = values.subarray(at);
    const known = layers.get(layer) ?? { worst: 0, largest: 0 };
    layers.set(layer, {
      worst: Math.max(known.worst, Math.abs(exact - numerical)),
      largest: Math.max(known.largest, Math.abs(exact)),
    });
  }
  let worst = 0;
  let relative = 0;
  for (const layer of layers.values()) {
    worst = Math.max(worst, layer.worst);
    // A layer of zeros that are zeros by both ways differs by nothing.
    const share = layer.worst === 0 ? 0 : layer.worst / layer.largest;
    relative = Math.max(relative, share);
  }
  return gradientChecked(values.length / 4, worst, relative);
}
