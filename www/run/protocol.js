/**
 * What a page and a worker that trains say to each other: two closed unions.
 * Every message about a run has a `runId`, which grows with each `configure`
 * and each `reset`; who hears a message of an older run drops it.
 */
import {
  FROM_ANY_WORKER,
  TO_ANY_WORKER,
  kinds,
} from '../core/worker/messages.js';

/** @typedef {import('../core/worker/messages.js').Failed} Failed */

/** @typedef {import('../core/training.js').TrainingSpec} TrainingSpec */

/**
 * A digits file; parts come in order.
 *
 * @typedef {{ type: 'data', bytes: Uint8Array }} Data
 */
/**
 * With `gradients` the rows of every neuron's ∂C/∂b come with the progress.
 * `measuring` is the share of the training that measuring may take in a run
 * with mini-batches, above 0; ∞, or nothing, measures every epoch.
 *
 * @typedef {{ type: 'configure', runId: number, spec: TrainingSpec,
 *   gradients?: boolean, measuring?: number }} Configure
 */
/** @typedef {{ type: 'run', runId: number, toEpoch: number, reportMs: number }} Run */
/** @typedef {{ type: 'pause', runId: number }} Pause */
/**
 * The same run from its start again, under the new `runId`.
 *
 * @typedef {{ type: 'reset', runId: number }} Reset
 */
/** @typedef {{ type: 'check', runId: number }} Check */
/** @typedef {Data | Configure | Run | Pause | Reset | Check} ToWorker */

/** @typedef {{ type: 'loaded', trainingCount: number, validationCount: number }} Loaded */
/**
 * One in `gradientStride` measured epochs has its gradients kept; 0 where
 * nobody asked for them.
 *
 * @typedef {{ type: 'configured', runId: number, layers: number,
 *   constantCost: number, constantAccuracy: number,
 *   gradientStride: number }} Configured
 */
/**
 * The rows measured at these epochs, ascending, row-major: the speed of each
 * hidden layer, cost, accuracy on training and on validation images.
 *
 * `gradients`, where they were asked for, has the rows of those epochs that
 * are kept, and the last one measured: the epoch, 1 for a row that is kept or
 * 0 for one that gives way to the next, then ∂C/∂b of every hidden neuron,
 * layer by layer.
 *
 * @typedef {{ type: 'progress', runId: number,
 *   epochs: Uint32Array<ArrayBuffer>, rowLength: number,
 *   values: Float64Array<ArrayBuffer>,
 *   gradients?: Float64Array<ArrayBuffer>,
 *   imagesPerSecond: number, plateauEnd: number }} Progress
 */
/**
 * A pause was heard between measured epochs: the epoch that the run is in is
 * trained to its end and measured, and then it is `paused`.
 *
 * @typedef {{ type: 'pausing', runId: number }} Pausing
 */
/**
 * The run stands at `epoch` and can go on.
 *
 * @typedef {{ type: 'paused', runId: number, epoch: number }} Paused
 */
/**
 * The run has measured its last epoch.
 *
 * @typedef {{ type: 'done', runId: number, epoch: number }} Done
 */
/**
 * ∂C/∂b of a hidden neuron, by backpropagation and by central differences;
 * layer and neuron count from 0.
 *
 * @typedef {{ layer: number, neuron: number, backpropagated: number,
 *   difference: number }} CheckedBias
 */
/** @typedef {{ type: 'checked', runId: number, checks: CheckedBias[] }} Checked */
/**
 * @typedef {Loaded | Configured | Progress | Pausing | Paused | Done | Checked
 *   | Failed} FromWorker
 */

const { number, count, flag, record, bytes, doubles, wholes, optional } = kinds;

/**
 * The fields of each message to the worker.
 *
 * @satisfies {{ [Type in ToWorker['type'] | 'hello']:
 *   import('../core/worker/messages.js').Fields }}
 */
export const TO_TRAINING_WORKER = {
  ...TO_ANY_WORKER,
  data: { bytes },
  configure: {
    runId: count,
    spec: record,
    gradients: optional(flag),
    measuring: optional(number),
  },
  run: { runId: count, toEpoch: count, reportMs: number },
  pause: { runId: count },
  reset: { runId: count },
  check: { runId: count },
};

/**
 * The fields of each message from the worker.
 *
 * @satisfies {{ [Type in FromWorker['type'] | 'ready']:
 *   import('../core/worker/messages.js').Fields }}
 */
export const FROM_TRAINING_WORKER = {
  ...FROM_ANY_WORKER,
  loaded: { trainingCount: count, validationCount: count },
  configured: {
    runId: count,
    layers: count,
    constantCost: number,
    constantAccuracy: number,
    gradientStride: count,
  },
  progress: {
    runId: count,
    epochs: wholes,
    rowLength: count,
    values: doubles,
    gradients: optional(doubles),
    imagesPerSecond: number,
    plateauEnd: number,
  },
  pausing: { runId: count },
  paused: { runId: count, epoch: count },
  done: { runId: count, epoch: count },
  checked: { runId: count, checks: Array.isArray },
};

/**
 * The last case of a `switch` over a closed union: a case that is missing
 * above it does not compile.
 *
 * @param {never} message - what no case took
 * @returns {never} it throws
 */
export function unreachable(message) {
  throw new TypeError(`no case for ${JSON.stringify(message)}`);
}
