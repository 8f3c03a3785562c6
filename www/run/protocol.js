/**
 * The messages between a page and a worker that trains: two closed unions. A
 * message about a run has a `runId`, which grows with each `configure` and each
 * `reset`; messages of an older run are dropped.
 */
import {
  FROM_ANY_WORKER,
  TO_ANY_WORKER,
  kinds,
} from '../core/worker/messages.js';

/** @typedef {import('../core/worker/messages.js').Failed} Failed */
/** @typedef {import('../core/training.js').TrainingSpec} TrainingSpec */

/** @typedef {import('../core/digits.js').DigitsPart} DigitsPart */

/** @typedef {{ type: 'data', bytes: Uint8Array }} Data - the first digits file */
/**
 * Images of a reader's own, in the place of the site's.
 *
 * @typedef {{ type: 'own' } & import('../core/own-digits.js').OwnPart} Own
 */
/**
 * Has the worker fetch the next digits file itself: `fetching` says how it comes,
 * `loaded`, `stopped` or a `failed` with this `part` is the end of it.
 *
 * @typedef {{ type: 'fetch', part: DigitsPart }} Fetch
 */
/** @typedef {{ type: 'stop' }} Stop - fetching; what has come is kept */
/**
 * `gradients` asks for every neuron's ∂C/∂b with the progress. `measuring`, above
 * 0, limits how many images are processed for measuring in a run with mini-batches,
 * as a share of those trained on; ∞, the default, measures every epoch.
 * `weightSpeeds` asks for the layers' speeds by weights as well, `activations` for what
 * the layers answer.
 *
 * With a `snapshot` the run goes on where the one stood that it is of, and keeps what
 * that one kept, whatever else is asked for; its last row was that of `fromEpoch`.
 *
 * @typedef {{ type: 'configure', runId: number, spec: TrainingSpec,
 *   gradients?: boolean, weightSpeeds?: boolean, activations?: boolean,
 *   measuring?: number, snapshot?: Uint8Array, fromEpoch?: number }} Configure
 */
/**
 * With a `pace` a above 0 the run takes its time: t seconds after epoch 0 it has
 * come to a·t² epochs, or as far as it could.
 *
 * @typedef {{ type: 'run', runId: number, toEpoch: number, reportMs: number,
 *   pace?: number }} Run
 */
/** @typedef {{ type: 'pause', runId: number }} Pause */
/** @typedef {{ type: 'reset', runId: number }} Reset - to the start, with a new `runId` */
/** @typedef {{ type: 'check', runId: number }} Check */
/** @typedef {{ type: 'weights', runId: number }} Weights - asks for them once the run stops */
/** @typedef {{ type: 'read', runId: number, bytes: Uint8Array }} Read - an image of 784 bytes, by the network as it is */
/** @typedef {{ type: 'probe', runId: number }} Probe - asks what a linear reader recovers */
/** @typedef {{ type: 'snapshot', runId: number }} Snapshot - asks for the run as bytes, at rest or not */
/** @typedef {Data | Own | Fetch | Stop | Configure | Run | Pause | Reset | Check | Weights | Read | Probe | Snapshot} ToWorker */

/**
 * The digits so far; `part` if it was fetched by the worker.
 *
 * @typedef {{ type: 'loaded', trainingCount: number, validationCount: number,
 *   part?: DigitsPart }} Loaded
 */
/** @typedef {{ type: 'fetching', part: DigitsPart, received: number }} Fetching - bytes so far */
/** @typedef {{ type: 'stopped', part: DigitsPart }} Stopped - as asked */
/**
 * The gradients of every `gradientStride`-th measured epoch are kept; 0 if they
 * were not asked for. The same for the activations.
 *
 * @typedef {{ type: 'configured', runId: number, layers: number,
 *   constantCost: number, constantAccuracy: number,
 *   gradientStride: number, activationStride?: number }} Configured
 */
/**
 * The rows measured at these epochs, ascending, row-major: the speed of each
 * hidden layer, cost, accuracy on training and on validation images.
 *
 * `gradients`, if asked for, has the rows of those epochs that are kept and of
 * the last one: the epoch, 1 for a row to keep or 0 for one that the next
 * replaces, then ∂C/∂b of every hidden neuron, layer by layer.
 *
 * `activations` has, in the same way, the numbers of each hidden layer that
 * activation-history.js names.
 *
 * `weightSpeeds`, if asked for, has for every row the speed of each hidden layer
 * by its weights, then by weights and biases together.
 *
 * @typedef {{ type: 'progress', runId: number,
 *   epochs: Uint32Array<ArrayBuffer>, rowLength: number,
 *   values: Float64Array<ArrayBuffer>,
 *   gradients?: Float64Array<ArrayBuffer>,
 *   weightSpeeds?: Float64Array<ArrayBuffer>,
 *   activations?: Float64Array<ArrayBuffer>,
 *   imagesPerSecond: number, plateauEnd: number }} Progress
 */
/**
 * A pause came between measured epochs: the run finishes and measures its
 * current epoch, and then it is `paused`.
 *
 * @typedef {{ type: 'pausing', runId: number }} Pausing
 */
/** @typedef {{ type: 'paused', runId: number, epoch: number }} Paused - after measuring `epoch` */
/**
 * After measuring the last epoch, or the one at which it ended before, and why.
 *
 * @typedef {{ type: 'done', runId: number, epoch: number,
 *   ending?: EarlyEnding }} Done
 */
/** @typedef {import('../core/plain.js').Plain<import('../core/training.js').EarlyEnding>} EarlyEnding */
/** @typedef {import('../core/plain.js').Plain<import('../core/gradient-check.js').RawGradientCheck>} GradientCheck */
/**
 * `problem` if the part of the core that checks did not load.
 *
 * @typedef {{ type: 'checked', runId: number, check?: GradientCheck,
 *   problem?: { code: string, message: string } }} Checked
 */
/**
 * The weights and biases at the start, and at `epoch`, which is that of the last
 * row: layer by layer the weights, row by row, then the biases. A run that is
 * between two rows goes on to the next one first.
 *
 * @typedef {{ type: 'parameters', runId: number, epoch: number,
 *   initial: Float64Array<ArrayBuffer>,
 *   present: Float64Array<ArrayBuffer> }} Parameters
 */
/**
 * What the network made of an image: its pixels, then the activations of every layer, the
 * output's last. `epoch` counts a part of one as such.
 *
 * @typedef {{ type: 'answered', runId: number, epoch: number,
 *   values: Float64Array<ArrayBuffer> }} Answered
 */
/**
 * What linear readers recover on the validation images: of the pixels and of each hidden layer
 * before training, then of each hidden layer at `epoch`. They were fitted to the first `images`
 * training images. `problem` if it could not be found out, which leaves the run as it is.
 *
 * @typedef {{ type: 'probed', runId: number, epoch: number, images: number,
 *   validationImages: number, classes: number, accuracies: Float64Array<ArrayBuffer>,
 *   problem?: { code: string, message: string } }} Probed
 */
/**
 * The run as it is, for a `configure`; all its rows have been sent, the last that of `epoch`.
 *
 * @typedef {{ type: 'saved', runId: number, epoch: number,
 *   bytes: Uint8Array<ArrayBuffer> }} Saved
 */
/**
 * @typedef {Loaded | Fetching | Stopped | Configured | Progress | Pausing | Paused
 *   | Done | Checked | Parameters | Answered | Probed | Saved | Failed} FromWorker
 */

const { number, count, text, flag, record, bytes, doubles, wholes, optional } =
  kinds;

/**
 * The fields of each message to the worker.
 *
 * @satisfies {{ [Type in ToWorker['type'] | 'hello']:
 *   import('../core/worker/messages.js').Fields }}
 */
export const TO_TRAINING_WORKER = {
  ...TO_ANY_WORKER,
  data: { bytes },
  own: {
    classes: count,
    images: bytes,
    labels: bytes,
    validationImages: bytes,
    validationLabels: bytes,
  },
  fetch: { part: text },
  stop: {},
  configure: {
    runId: count,
    spec: record,
    gradients: optional(flag),
    weightSpeeds: optional(flag),
    activations: optional(flag),
    measuring: optional(number),
    snapshot: optional(bytes),
    fromEpoch: optional(count),
  },
  run: {
    runId: count,
    toEpoch: count,
    reportMs: number,
    pace: optional(number),
  },
  pause: { runId: count },
  reset: { runId: count },
  check: { runId: count },
  weights: { runId: count },
  read: { runId: count, bytes },
  probe: { runId: count },
  snapshot: { runId: count },
};

/**
 * The fields of each message from the worker.
 *
 * @satisfies {{ [Type in FromWorker['type'] | 'ready']:
 *   import('../core/worker/messages.js').Fields }}
 */
export const FROM_TRAINING_WORKER = {
  ...FROM_ANY_WORKER,
  loaded: {
    trainingCount: count,
    validationCount: count,
    part: optional(text),
  },
  fetching: { part: text, received: count },
  stopped: { part: text },
  configured: {
    runId: count,
    layers: count,
    constantCost: number,
    constantAccuracy: number,
    gradientStride: count,
    activationStride: optional(count),
  },
  progress: {
    runId: count,
    epochs: wholes,
    rowLength: count,
    values: doubles,
    gradients: optional(doubles),
    weightSpeeds: optional(doubles),
    activations: optional(doubles),
    imagesPerSecond: number,
    plateauEnd: number,
  },
  pausing: { runId: count },
  paused: { runId: count, epoch: count },
  done: { runId: count, epoch: count, ending: optional(record) },
  checked: {
    runId: count,
    check: optional(record),
    problem: optional(record),
  },
  parameters: {
    runId: count,
    epoch: count,
    initial: doubles,
    present: doubles,
  },
  answered: { runId: count, epoch: number, values: doubles },
  saved: { runId: count, epoch: count, bytes },
  probed: {
    runId: count,
    epoch: number,
    images: count,
    validationImages: count,
    classes: count,
    accuracies: doubles,
    problem: optional(record),
  },
};

/**
 * The last case of a `switch` over a closed union: does not compile if another
 * case is missing.
 *
 * @param {never} message - matched by no case
 */
export function unreachable(message) {
  throw new TypeError(`no case for ${JSON.stringify(message)}`);
}
