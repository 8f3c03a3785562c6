/**
 * The types of what a page and its worker say to each other. Nothing of it is
 * there at run time, so nobody fetches it.
 */
export {};

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
 * Something to work out that is no run: `name` says what (`www/run/worker/jobs.js`
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
 * ∂C/∂b of a hidden neuron, by backpropagation and by central differences;
 * layer and neuron count from 0.
 *
 * @typedef {{ layer: number, neuron: number, backpropagated: number,
 *   difference: number }} CheckedBias
 */
/** @typedef {{ type: 'checked', runId: number, checks: CheckedBias[] }} Checked */
/**
 * After a fatal failure the worker is of no more use.
 *
 * @typedef {{ type: 'failed', runId: number | null, code: string,
 *   message: string, fatal: boolean }} Failed
 */
/**
 * The answer to a job; what it says is the job's.
 *
 * @typedef {{ type: 'answer', jobId: number, result: object }} Answer
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
