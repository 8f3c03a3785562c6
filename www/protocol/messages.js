/**
 * What a page and its worker say to each other: two closed unions, and the
 * check that what arrives belongs to them.
 * Every message about a run has a `runId`, which grows with each `configure`
 * and each `reset`; who hears a message of an older run drops it.
 */

/** Grows when a message changes its meaning or its fields. */
export const PROTOCOL = 3;

/**
 * The settings of a run: the state of `learning-speeds`.
 *
 * @typedef {object} TrainingSpec
 * @property {readonly number[]} hidden - neurons of each hidden layer
 * @property {number} pixels - side of the image: 28, 14 or 7
 * @property {number} images - training images
 * @property {number} batch - images of a mini-batch
 * @property {number} rate - learning rate η
 * @property {number} lambda - regularisation λ
 * @property {string} activation - of the hidden layers
 * @property {string} initialisation - of the weights
 * @property {string} costFunction - `cross-entropy` or `quadratic`
 * @property {string} optimiser - `sgd` or `momentum`
 * @property {number} epochs - the last epoch
 * @property {number} seed - of the weights and of the order of images
 * @property {string} precision - `f32` or `f64`
 */

/**
 * The first message: the `part` of the core to open, its `module` as the page
 * compiled it, and `core`, which build that is.
 *
 * @typedef {{ type: 'hello', protocol: number, build: string, part: string,
 *   module?: WebAssembly.Module, core?: 'simd' | 'scalar' }} Hello
 */
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
/**
 * Something to work out that is no run: `name` says what (`www/worker/jobs.js`
 * has the list), `spec` of what. `jobId` names it in the answer.
 *
 * @typedef {{ type: 'job', jobId: number, name: string, spec: object }} Job
 */
/** @typedef {Hello | Data | Configure | Run | Pause | Reset | Check | Job} ToWorker */

/** @typedef {{ type: 'ready', protocol: number, build: string, core: 'simd' | 'scalar' }} Ready */
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
 * Rows of 4: hidden layer, neuron, backpropagation, central difference.
 *
 * @typedef {{ type: 'checked', runId: number,
 *   values: Float64Array<ArrayBuffer> }} Checked
 */
/**
 * After a fatal failure the worker is of no more use.
 *
 * @typedef {{ type: 'failed', runId: number | null, code: string,
 *   message: string, fatal: boolean }} Failed
 */
/**
 * The answer to a job; what the numbers are is the job's.
 *
 * @typedef {{ type: 'answer', jobId: number,
 *   values: Float64Array<ArrayBuffer> }} Answer
 */
/**
 * The job cannot be done; others can.
 *
 * @typedef {{ type: 'refused', jobId: number, code: string,
 *   message: string }} Refused
 */
/**
 * @typedef {Ready | Loaded | Configured | Progress | Pausing | Paused | Done
 *   | Checked | Failed | Answer | Refused} FromWorker
 */

/** @typedef {(value: unknown) => boolean} Kind */
/** @typedef {{ [field: string]: Kind }} Fields */

/** @type {Kind} */
const number = (value) => typeof value === 'number';
/** @type {Kind} */
const count = (value) => Number.isInteger(value) && Number(value) >= 0;
/** @type {Kind} */
const text = (value) => typeof value === 'string';
/** @type {Kind} */
const flag = (value) => typeof value === 'boolean';
/** @type {Kind} */
const record = (value) => typeof value === 'object' && value !== null;
/** @type {Kind} */
const doubles = (value) => value instanceof Float64Array;
/** @type {Kind} */
const wholes = (value) => value instanceof Uint32Array;
/** @type {(kind: Kind) => Kind} */
const optional = (kind) => (value) => value === undefined || kind(value);

/**
 * The fields of each message to the worker.
 *
 * @satisfies {{ [Type in ToWorker['type']]: Fields }}
 */
export const TO_WORKER = {
  hello: { protocol: number, build: text, part: optional(text) },
  data: { bytes: (value) => value instanceof Uint8Array },
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
  job: { jobId: count, name: text, spec: record },
};

/**
 * The fields of each message from the worker.
 *
 * @satisfies {{ [Type in FromWorker['type']]: Fields }}
 */
export const FROM_WORKER = {
  ready: { protocol: number, build: text, core: text },
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
  checked: { runId: count, values: doubles },
  answer: { jobId: count, values: doubles },
  refused: { jobId: count, code: text, message: text },
  failed: {
    runId: (value) => value === null || count(value),
    code: text,
    message: text,
    fatal: flag,
  },
};

/**
 * Says what is wrong with a message, so that nothing is trusted unread: a
 * worker kept in a cache may be of another version than the page.
 *
 * @param {unknown} message - what arrived
 * @param {{ [type: string]: Fields }} known - `TO_WORKER` or `FROM_WORKER`
 * @returns {string | null} null when nothing is wrong
 */
export function faultOf(message, known) {
  if (typeof message !== 'object' || message === null) {
    return `message: expected an object, got ${typeof message}`;
  }
  const fields = new Map(Object.entries(message));
  const type = String(fields.get('type'));
  const wanted = Object.hasOwn(known, type) ? known[type] : undefined;
  if (wanted === undefined) {
    return `type: expected one of ${Object.keys(known).join(', ')}, got ${type}`;
  }
  for (const [name, isRight] of Object.entries(wanted)) {
    if (!isRight(fields.get(name))) {
      return `${type}.${name}: expected another kind of value, got ${typeof fields.get(name)}`;
    }
  }
  return null;
}

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
