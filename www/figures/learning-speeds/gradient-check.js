import { readable } from '../../kit/numbers.js';

/** @import { CheckedBias } from '../../run/protocol.js' */

/**
 * Says what a gradient check came to.
 *
 * @param {readonly CheckedBias[]} checks - some biases of every hidden layer
 * @returns {string} the largest difference, in words
 */
export function checkInWords(checks) {
  /** @type {Map<number, { worst: number, largest: number }>} */
  const layers = new Map();
  for (const { layer, backpropagated, difference } of checks) {
    const known = layers.get(layer) ?? { worst: 0, largest: 0 };
    layers.set(layer, {
      worst: Math.max(known.worst, Math.abs(backpropagated - difference)),
      largest: Math.max(known.largest, Math.abs(backpropagated)),
    });
  }
  let worst = 0;
  let relative = 0;
  for (const layer of layers.values()) {
    worst = Math.max(worst, layer.worst);
    // A layer whose derivatives are 0 by both methods does not differ.
    const share = layer.worst === 0 ? 0 : layer.worst / layer.largest;
    relative = Math.max(relative, share);
  }
  return `${checks.length} derivatives ∂C/∂b compared with central differences: the largest difference is ${readable(worst, 2)}, ${readable(relative, 2)} of the layer’s largest derivative.`;
}
