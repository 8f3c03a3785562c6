/** @import { Probed } from '../../../run/protocol.js' */
/** @import { NumberTable } from '../../../kit/number-table.js' */
import { layersWords as words } from './words.js';

/**
 * @param {Probed} probed - by the worker
 * @param {number} layers - hidden ones
 * @returns {LayersFound}
 */
export function foundIn(
  { epoch, images, validationImages, classes, accuracies },
  layers,
) {
  const [before, now] = [
    [...accuracies.subarray(0, layers + 1)],
    [...accuracies.subarray(layers + 1)],
  ];
  return { epoch, images, validationImages, classes, before, now };
}

/** @param {LayersFound} found @returns {NumberTable} of all layers */
export function tableOf({ before, now }) {
  const [pixels = NaN] = before;
  return {
    caption: words.table,
    digits: 4,
    headings: words.headings,
    rows: before.map((accuracy, index) => [
      index === 0 ? words.pixels : words.layer(index),
      accuracy,
      index === 0 ? pixels : (now[index - 1] ?? NaN),
    ]),
  };
}

/**
 * @typedef {object} LayersFound
 * @property {number} epoch - of the network as it is now; a part of one counts
 * @property {number} images - that the readers were fitted to
 * @property {number} validationImages - that they were judged on
 * @property {number} classes - of images
 * @property {readonly number[]} before - accuracy from the pixels, then from each hidden
 *   layer before training
 * @property {readonly number[]} now - from each hidden layer
 */
