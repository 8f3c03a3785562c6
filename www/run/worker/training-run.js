import { take } from '../../core/plain.js';
import { Pace } from '../../core/worker/slices.js';
import { Stride } from './stride.js';

/** @typedef {import('../../core/training.js').RawTrainer} RawTrainer */
/** @import { Answered, Configured, Done, Parameters, Paused, Pausing, Progress, Saved, TrainingSpec } from '../protocol.js' */

/** The rate is averaged over this much training time. */
const RATE_WINDOW_MS = 500;

/** A run of a trainer, which keeps its rows until they are sent. */
export class TrainingRun {
  /** A reset changes it, which makes earlier messages stale. */
  runId;
  /** Milliseconds between two reports, as the page asks. */
  reportMs = 0;
  /** Whether the speeds by weights are sent with the rows. */
  hasWeightSpeeds = false;
  /** Whether the page waits for the weights and biases. */
  isAskedForParameters = false;
  spec;
  trainer;
  pace;

  #lastEpoch;
  #images;
  /** @type {Stride | null} Null to train as fast as it can. */
  #stride = null;
  #sentEpoch = 0;
  #isMoving = true;
  #settles = false;

  #busyMs = 0;
  #imagesBefore = 0;
  #imagesPerSecond = 0;
  #isFirstWindow = true;

  /**
   * @param {number} runId - of the `configure` that asked for it
   * @param {TrainingSpec} spec - its settings
   * @param {RawTrainer} trainer - freed by the caller
   * @param {number} sliceMs - how long a slice may last
   */
  constructor(runId, spec, trainer, sliceMs) {
    this.runId = runId;
    this.spec = spec;
    this.trainer = trainer;
    trainer.stopAt(0);
    this.#lastEpoch = spec.epochs;
    this.#images = spec.images;
    this.pace = new Pace(trainer.imagesPerUnit, sliceMs);
  }

  /** @returns {boolean} whether there is still something to train */
  get hasWork() {
    return this.#isMoving && !this.trainer.isStopped && !this.trainer.isDone;
  }

  /** @param {number} pace - as of `Run`; 0 for none @param {number} now - in milliseconds */
  keepPace(pace, now) {
    this.#stride = pace > 0 ? new Stride(pace, now, this.#done) : null;
  }

  /**
   * @param {number} now - in milliseconds
   * @returns {number} images that may be trained on by now, as the pace allows
   */
  room(now) {
    if (!this.#stride) return Infinity;
    const done = this.#done;
    return Math.ceil((this.#stride.reach(now, done) - done) * this.#images);
  }

  /** Epochs trained so far, the present one in part. */
  get #done() {
    return this.trainer.trainedImages / this.#images;
  }

  /** @returns {Configured} the message about a new run */
  get description() {
    const { runId, trainer } = this;
    const { layers, constantCost, constantAccuracy, gradientStride } = trainer;
    const { activationStride } = trainer;
    const numbers = { layers, constantCost, constantAccuracy, gradientStride };
    return {
      type: 'configured',
      runId,
      ...numbers,
      ...(activationStride > 0 && { activationStride }),
    };
  }

  /**
   * Trains up to an epoch, which is measured, without a pace.
   *
   * @param {number} toEpoch - at most the last one is used
   */
  runTo(toEpoch) {
    this.trainer.stopAt(Math.min(toEpoch, this.#lastEpoch));
    this.#stride = null;
    this.#isMoving = true;
    this.#settles = true;
  }

  /**
   * Pauses at a measured epoch until `runTo`: if the last epochs were not
   * measured, after measuring the current one.
   *
   * @returns {Pausing | Paused} the answer to the page
   */
  pause() {
    const isBetween = this.#isMoving && this.trainer.stopAtNext();
    this.#stride = null;
    this.#isMoving = isBetween;
    this.#settles = isBetween;
    const { runId } = this;
    if (isBetween) return { type: 'pausing', runId };
    return { type: 'paused', runId, epoch: this.#sentEpoch };
  }

  /**
   * Goes back to the start and measures the first row again.
   *
   * @param {number} runId - the new id of the run
   */
  reset(runId) {
    this.runId = runId;
    this.isAskedForParameters = false;
    this.trainer.reset();
    this.runTo(0);
    this.#sentEpoch = 0;
    this.#busyMs = 0;
    this.#imagesBefore = this.trainer.trainedImages;
    this.#imagesPerSecond = 0;
    this.#isFirstWindow = true;
  }

  /** @param {number} ms - duration of the last slice @param {number} units - that it was given */
  worked(ms, units) {
    // A slice cut short tells nothing of how much would fit into one.
    if (units === this.pace.units) this.pace.worked(ms);
    this.#busyMs += ms;
  }

  /**
   * @returns {Progress | null} the rows that were not sent yet, if any; they count
   *   as sent from now on
   */
  takeProgress() {
    const { trainer, runId } = this;
    const epochs = owned(trainer.rowEpochs());
    const last = epochs.at(-1);
    if (last === undefined) return null;
    this.#sentEpoch = last;
    const { rowLength, gradientStride, plateauEnd } = trainer;
    return {
      type: 'progress',
      runId,
      epochs,
      rowLength,
      values: owned(trainer.takeRows()),
      ...(gradientStride > 0 && { gradients: owned(trainer.takeGradients()) }),
      ...(this.hasWeightSpeeds && {
        weightSpeeds: owned(trainer.takeWeightSpeeds()),
      }),
      ...(trainer.activationStride > 0 && {
        activations: owned(trainer.takeActivations()),
      }),
      imagesPerSecond: this.#rate(),
      plateauEnd,
    };
  }

  /**
   * @returns {Paused | Done | null} the message that the run has stopped, once
   *   after each time it was started
   */
  takeSettlement() {
    if (!this.#settles || this.hasWork) return null;
    this.#settles = false;
    this.#isMoving = false;
    const { runId, trainer } = this;
    const epoch = this.#sentEpoch;
    if (!trainer.isDone) return { type: 'paused', runId, epoch };
    const ending = take(trainer.earlyEnding);
    return { type: 'done', runId, epoch, ...(ending && { ending }) };
  }

  /**
   * @returns {Parameters | null} the weights and biases, if they were asked for and
   *   the run stands at a row; if it stands between two, it sets out for the next
   */
  takeParameters() {
    if (!this.isAskedForParameters || this.hasWork) return null;
    const { trainer, runId } = this;
    const epoch = this.#sentEpoch;
    const [initial, present] = [true, false].map((isInitial) =>
      trainer.parameters(isInitial),
    );
    if (!initial || !present) {
      this.runTo(epoch + 1);
      return null;
    }
    this.isAskedForParameters = false;
    return {
      type: 'parameters',
      runId,
      epoch,
      initial: owned(initial),
      present: owned(present),
    };
  }

  /** @returns {Saved} the run as it is; its rows are taken before */
  saved() {
    const { runId, trainer } = this;
    const bytes = /** @type {any} */ (trainer.snapshot());
    return { type: 'saved', runId, epoch: this.#sentEpoch, bytes };
  }

  /** @param {number} epoch - of the last row of a run that is taken up, which rests there */
  goOnFrom(epoch) {
    this.#sentEpoch = epoch;
    this.#imagesBefore = this.trainer.trainedImages;
    this.runTo(epoch);
  }

  /** @param {Uint8Array} bytes - of an image @returns {Answered} what the network makes of it */
  read(bytes) {
    const { runId, trainer } = this;
    const values = owned(trainer.read(bytes));
    return { type: 'answered', runId, epoch: this.#done, values };
  }

  /**
   * @returns {number} images trained a second, measuring included in the time; 0
   *   before the first
   */
  #rate() {
    const images = this.trainer.trainedImages - this.#imagesBefore;
    if (this.#busyMs <= 0 || images <= 0) return this.#imagesPerSecond;
    const rate = (images / this.#busyMs) * 1000;
    // At a pace the first window takes long to fill, and its first slices are slow.
    if (this.#isFirstWindow) this.#imagesPerSecond = rate;
    if (this.#busyMs < RATE_WINDOW_MS) return this.#imagesPerSecond;
    this.#isFirstWindow = false;
    this.#imagesPerSecond = rate;
    this.#imagesBefore += images;
    this.#busyMs = 0;
    return rate;
  }
}

/**
 * @template {Float64Array | Uint32Array} Values
 * @param {Values} values - a copy made by the core
 * @returns {Values extends Uint32Array ? Uint32Array<ArrayBuffer>
 *   : Float64Array<ArrayBuffer>} the same, with the type of memory that is not
 *   shared: the generated types leave that open
 */
function owned(values) {
  return /** @type {any} */ (values);
}
