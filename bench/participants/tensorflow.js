/**
 * TensorFlow.js in three ways: gradients by hand, `minimize` of its optimiser,
 * and `model.fit` of its layers.
 */
import { LAMBDA, RATE, crossEntropy, fetchCase } from './participant.js';

/** @import { Case, Participant } from './participant.js' */

/**
 * @typedef {object} Way
 * @property {() => void} reset - back to the initial weights
 * @property {() => Promise<void> | void} epoch
 * @property {(x: any) => any} outputs - weighted inputs of the last layer
 */

/**
 * @param {{ backend: string, way: 'hand' | 'minimize' | 'fit', wasm?: string,
 *   folder: string }} options
 * @returns {Promise<Participant>}
 */
export async function open({ backend, way, wasm, folder }) {
  const { tf } = /** @type {any} */ (self);
  if (wasm !== undefined) tf.wasm.setWasmPaths(wasm);
  await tf.setBackend(backend);
  await tf.ready();
  const make = { hand: byHand, minimize: byMinimize, fit: byFit }[way];
  let work = /** @type {Way | null} */ (null);
  let task = /** @type {Case | null} */ (null);
  return {
    version: `TensorFlow.js ${tf.version.tfjs}`,
    async prepare(text) {
      tf.disposeVariables();
      task = await fetchCase(folder, text);
      work = make(tf, task);
    },
    async train(epochs) {
      work?.reset();
      for (let epoch = 0; epoch < epochs; epoch += 1) await work?.epoch();
    },
    cost() {
      const { x, labels, sizes } = /** @type {Case} */ (task);
      const z = tf.tidy(() =>
        work?.outputs(tf.tensor2d(x, [labels.length, sizes[0]])).dataSync(),
      );
      let sum = 0;
      labels.forEach((label, image) => {
        sum += crossEntropy(z, 10 * image, label);
      });
      return sum / labels.length;
    },
  };
}

/**
 * The parameters as variables, the images as one tensor a mini-batch.
 *
 * @param {any} tf
 * @param {Case} task
 */
function tensorsOf(tf, { layers, x, labels, sizes, batch }) {
  const inputs = sizes[0] ?? 0;
  const all = tf.tensor2d(x, [labels.length, inputs]);
  const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), 10).cast('float32');
  const batches = [];
  for (let start = 0; start < labels.length; start += batch) {
    const count = Math.min(batch, labels.length - start);
    batches.push({
      x: all.slice([start, 0], [count, inputs]),
      y: targets.slice([start, 0], [count, 10]),
      count,
    });
  }
  // Input-major, as a dense layer of the library has them.
  const start = layers.map(({ weights, biases, outputs, inputs: n }) => ({
    w: tf.tidy(() => tf.tensor2d(weights, [outputs, n]).transpose()),
    b: tf.tensor1d(biases),
  }));
  const variables = start.map(({ w, b }) => ({
    w: tf.variable(w),
    b: tf.variable(b),
  }));
  const reset = () =>
    variables.forEach(({ w, b }, index) => {
      w.assign(start[index]?.w);
      b.assign(start[index]?.b);
    });
  /** @param {any} a */
  const outputs = (a) =>
    variables.reduce((z, { w, b }, index) => {
      const input = index === 0 ? z : z.sigmoid();
      return input.matMul(w).add(b);
    }, a);
  return { all, targets, batches, variables, reset, outputs };
}

/**
 * @param {any} tf
 * @param {Case} task
 * @returns {Way}
 */
function byHand(tf, task) {
  const { batches, variables, reset, outputs } = tensorsOf(tf, task);
  const keep = 1 - (RATE * LAMBDA) / task.images;
  /** @param {{ x: any, y: any, count: number }} batch */
  const step = ({ x, y, count }) => {
    const a = [x];
    for (const { w, b } of variables) {
      a.push(a.at(-1).matMul(w).add(b).sigmoid());
    }
    let delta = a.at(-1).sub(y);
    for (let index = variables.length - 1; index >= 0; index -= 1) {
      const { w, b } = /** @type {{ w: any, b: any }} */ (variables[index]);
      const input = a[index];
      const back =
        index > 0
          ? delta.matMul(w, false, true).mul(input.mul(tf.scalar(1).sub(input)))
          : null;
      const gradient = input.matMul(delta, true);
      w.assign(w.mul(keep).sub(gradient.mul(RATE / count)));
      b.assign(b.sub(delta.sum(0).mul(RATE / count)));
      delta = back;
    }
  };
  return {
    reset,
    outputs,
    epoch: () => batches.forEach((batch) => tf.tidy(() => step(batch))),
  };
}

/**
 * @param {any} tf
 * @param {Case} task
 * @returns {Way}
 */
function byMinimize(tf, task) {
  const { batches, variables, reset, outputs } = tensorsOf(tf, task);
  const optimiser = tf.train.sgd(RATE);
  const decay = LAMBDA / (2 * task.images);
  /** @param {{ x: any, y: any, count: number }} batch */
  const loss = ({ x, y, count }) => {
    const entropy = tf.losses
      .sigmoidCrossEntropy(y, outputs(x), 1, 0, tf.Reduction.SUM)
      .div(count);
    return variables.reduce(
      (sum, { w }) => sum.add(w.square().sum().mul(decay)),
      entropy,
    );
  };
  return {
    reset,
    outputs,
    epoch: () =>
      batches.forEach((batch) =>
        tf.tidy(() => void optimiser.minimize(() => loss(batch))),
      ),
  };
}

/**
 * @param {any} tf
 * @param {Case} task
 * @returns {Way}
 */
function byFit(tf, task) {
  const { all, targets, layers, model } = modelOf(tf, task);
  return {
    reset: () =>
      layers.forEach((layer, index) => layer.setWeights(task.layers[index])),
    async epoch() {
      await model.fit(all, targets, {
        epochs: 1,
        batchSize: task.batch,
        shuffle: false,
        verbose: 0,
        yieldEvery: 'never',
      });
    },
    outputs: (x) => {
      const a = model.predict(x);
      return a.div(tf.scalar(1).sub(a)).log();
    },
  };
}

/**
 * @param {any} tf
 * @param {Case} task
 */
function modelOf(tf, task) {
  const { all, targets } = tensorsOf(tf, task);
  const model = tf.sequential();
  const dense = task.layers.map(({ inputs, outputs }, index) =>
    tf.layers.dense({
      units: outputs,
      activation: 'sigmoid',
      kernelRegularizer: tf.regularizers.l2({ l2: LAMBDA / (2 * task.images) }),
      ...(index === 0 ? { inputShape: [inputs] } : {}),
    }),
  );
  dense.forEach((layer) => model.add(layer));
  // Its cross-entropy is the mean over the ten outputs, ours their sum.
  /** @param {any} y @param {any} a */
  const loss = (y, a) => tf.metrics.binaryCrossentropy(y, a).mul(10);
  model.compile({ optimizer: tf.train.sgd(RATE), loss });
  const layers = dense.map((layer) => ({
    /** @param {import('./participant.js').Layer | undefined} own */
    setWeights(own) {
      if (own === undefined) return;
      const { weights, biases, inputs, outputs } = own;
      tf.tidy(() =>
        layer.setWeights([
          tf.tensor2d(weights, [outputs, inputs]).transpose(),
          tf.tensor1d(biases),
        ]),
      );
    },
  }));
  return { all, targets, layers, model };
}
