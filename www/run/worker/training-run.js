import { Pace } from '../../core/worker/slices.js';

/** @typedef {import('../../core/training.js').RawTrainer} RawTrainer */
/** @import { Configured, Done, Paused, Pausing, Progress, TrainingSpec } from '../protocol.js' */

/** The rate is that of the last window of this much busy time. */
const RATE_WINDOW_MS = 500;

/** One run of one trainer, which keeps its rows until they are sent. */
export class TrainingRun {
  /** Grows with a reset: what was sent before it is stale. */
  runId;
  /** Milliseconds between two reports, as the page asked. */
  reportMs = 0;
  trainer;
  pace;

  #lastEpoch;
  #sentEpoch = 0;
  #isMoving = true;
  #settles = false;

  #busyMs = 0;
  #imagesBefore = 0;
  #imagesPerSecond = 0;

  /**
   * @param {number} runId - of the `configure` that asked for it
   * @param {TrainingSpec} spec - its settings
   * @param {RawTrainer} trainer - freed by whoever made it
   * @param {number} sliceMs - how long a slice may last
   */
  constructor(runId, spec, trainer, sliceMs) {
    this.runId = runId;
    this.trainer = trainer;
    trainer.stopAt(0);
    this.#lastEpoch = spec.epochs;
    this.pace = new Pace(trainer.imagesPerUnit, sliceMs);
  }

  /** @returns {boolean} whether a slice would bring a wanted row nearer */
  get hasWork() {
    return this.#isMoving && !this.trainer.isStopped;
  }

  /** @returns {Configured} what the page is told of a new run */
  get description() {
    const { runId, trainer } = this;
    const { layers, constantCost, constantAccuracy, gradientStride } = trainer;
    const numbers = { layers, constantCost, constantAccuracy, gradientStride };
    return { type: 'configured', runId, ...numbers };
  }

  /**
   * Goes on to an epoch, which is measured, but to none after the last.
   *
   * @param {number} toEpoch - the epoch to stop at
   */
  runTo(toEpoch) {
    this.trainer.stopAt(Math.min(toEpoch, this.#lastEpoch));
    this.#isMoving = true;
    this.#settles = true;
  }

  /**
   * Stands still until `runTo`, at a measured epoch: where epochs have gone by
   * unmeasured, once the one that it is in has been measured.
   *
   * @returns {Pausing | Paused} how the run stands
   */
  pause() {
    const isBetween = this.#isMoving && this.trainer.stopAtNext();
    this.#isMoving = isBetween;
    this.#settles = isBetween;
    const { runId } = this;
    if (isBetween) return { type: 'pausing', runId };
    return { type: 'paused', runId, epoch: this.#sentEpoch };
  }

  /**
   * Goes back to the first row, which is measured again.
   *
   * @param {number} runId - the new name of the run
   */
  reset(runId) {
    this.runId = runId;
    this.trainer.reset();
    this.runTo(0);
    this.#sentEpoch = 0;
    this.#busyMs = 0;
    this.#imagesBefore = this.trainer.trainedImages;
    this.#imagesPerSecond = 0;
  }

  /** @param {number} ms - how long the trainer has worked for a slice */
  worked(ms) {
    this.pace.worked(ms);
    this.#busyMs += ms;
  }

  /**
   * The rows that were not sent yet; they count as sent from now on.
   *
   * @returns {Progress | null} null when there are none
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
      imagesPerSecond: this.#rate(),
      plateauEnd,
    };
  }

  /**
   * What there is to say when no more rows are wanted.
   *
   * @returns {Paused | Done | null} null when nothing asked the run to move
   */
  takeSettlement() {
    if (!this.#settles || this.hasWork) return null;
    this.#settles = false;
    this.#isMoving = false;
    const { runId } = this;
    const epoch = this.#sentEpoch;
    return { type: epoch >= this.#lastEpoch ? 'done' : 'paused', runId, epoch };
  }

  /**
   * Images a second of busy time; measuring is time, but trains no image.
   *
   * @returns {number} 0 before the first image was trained
   */
  #rate() {
    const images = this.trainer.trainedImages - this.#imagesBefore;
    if (this.#busyMs <= 0 || images <= 0) return this.#imagesPerSecond;
    const rate = (images / this.#busyMs) * 1000;
    if (this.#imagesPerSecond === 0) this.#imagesPerSecond = rate;
    if (this.#busyMs < RATE_WINDOW_MS) return this.#imagesPerSecond;
    this.#imagesPerSecond = rate;
    this.#imagesBefore += images;
    this.#busyMs = 0;
    return rate;
  }
}

/**
 * @template {Float64Array | Uint32Array} Values
 * @param {Values} values - made by the core for its caller alone
 * @returns {Values extends Uint32Array ? Uint32Array<ArrayBuffer>
 *   : Float64Array<ArrayBuffer>} the same: the core shares no memory between
 *   threads, which its generated types cannot say
 */
function owned(values) {
  return /** @type {any} */ (values);
}
