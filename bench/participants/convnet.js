/**
 * ConvNetJS with its own layers and trainer. It has no cross-entropy for
 * sigmoid outputs: a loss layer of ours gives its last layer δ = a − y.
 */
import { LAMBDA, RATE, crossEntropy, fetchCase } from './participant.js';

/** @import { Case, Participant } from './participant.js' */

/**
 * @param {{ folder: string }} options
 * @returns {Participant}
 */
export function open({ folder }) {
  const { convnetjs } = /** @type {any} */ (self);
  let task = /** @type {Case | null} */ (null);
  /** @type {any[]} */
  let images = [];
  let net = /** @type {any} */ (null);
  let trainer = /** @type {any} */ (null);
  const reset = () => {
    net = netOf(convnetjs, /** @type {Case} */ (task));
    trainer = new convnetjs.Trainer(net, {
      method: 'sgd',
      learning_rate: RATE,
      momentum: 0,
      batch_size: task?.batch,
      // It divides the decay by the mini-batch, too.
      l2_decay: (LAMBDA * (task?.batch ?? 0)) / (task?.images ?? 1),
    });
  };
  return {
    version: 'ConvNetJS 0.3.0',
    async prepare(text) {
      task = await fetchCase(folder, text);
      const { x, labels, sizes } = task;
      const inputs = sizes[0] ?? 0;
      images = Array.from(labels, (_, index) => {
        const image = new convnetjs.Vol(1, 1, inputs, 0);
        for (let k = 0; k < inputs; k += 1) image.w[k] = x[index * inputs + k];
        return image;
      });
    },
    train(epochs) {
      reset();
      for (let epoch = 0; epoch < epochs; epoch += 1) {
        images.forEach((image, index) =>
          trainer.train(image, task?.labels[index]),
        );
      }
    },
    cost() {
      let sum = 0;
      images.forEach((image, index) => {
        const z = net.forward(image, false).w;
        sum += crossEntropy(z, 0, task?.labels[index] ?? 0);
      });
      return sum / images.length;
    },
  };
}

/**
 * @param {any} convnetjs
 * @param {Case} task
 */
function netOf(convnetjs, { layers, sizes }) {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes.slice(1, -1).map((n) => ({
      type: 'fc',
      num_neurons: n,
      activation: 'sigmoid',
    })),
    { type: 'regression', num_neurons: 10 },
  ]);
  const dense = net.layers.filter(
    (/** @type {any} */ layer) => layer.layer_type === 'fc',
  );
  layers.forEach(({ weights, biases, inputs }, index) => {
    const { filters, biases: own } = dense[index];
    own.w.set(biases);
    filters.forEach((/** @type {any} */ filter, /** @type {number} */ j) =>
      filter.w.set(weights.subarray(j * inputs, (j + 1) * inputs)),
    );
  });
  const loss = net.layers.at(-1);
  loss.backward = (/** @type {number} */ label) => {
    const { w } = loss.in_act;
    const delta = (loss.in_act.dw = new Float64Array(w.length));
    for (let j = 0; j < w.length; j += 1) {
      delta[j] = 1 / (1 + Math.exp(-w[j])) - (j === label ? 1 : 0);
    }
    return 0;
  };
  return net;
}
