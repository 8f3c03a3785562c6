/**
 * brain.js with its own training: a step for every image, the quadratic cost,
 * momentum (it insists on some),
 * no weight decay. It has no mini-batch, so its weights are not those of the
 * others; the work for an image is.
 */
import { RATE, fetchCase } from './participant.js';

/** @import { Case, Participant } from './participant.js' */

/**
 * @param {{ folder: string }} options
 * @returns {Participant}
 */
export function open({ folder }) {
  const { brain } = /** @type {any} */ (self);
  let net = /** @type {any} */ (null);
  /** @type {{ input: Float32Array, output: number[] }[]} */
  let images = [];
  let task = /** @type {Case | null} */ (null);
  return {
    version: 'brain.js 1.6.1',
    async prepare(text) {
      task = await fetchCase(folder, text);
      const { x, labels, sizes } = task;
      const inputs = sizes[0] ?? 0;
      images = Array.from(labels, (label, index) => ({
        input: x.slice(index * inputs, (index + 1) * inputs),
        output: Array.from({ length: 10 }, (_, j) => (j === label ? 1 : 0)),
      }));
    },
    train(epochs) {
      net = new brain.NeuralNetwork({
        hiddenLayers: task?.sizes.slice(1, -1),
        learningRate: RATE,
      });
      net.train(images, { iterations: epochs, errorThresh: 1e-9 });
    },
    cost: () => NaN,
  };
}
