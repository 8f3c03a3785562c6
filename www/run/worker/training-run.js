import { take } from '../../core/plain.js';
import { owned } from './buffers.js';
import { Pace } from './pace.js';

/**
 * One run of one trainer: does its work in slices and keeps its rows until
 * they are sent.
 */
export class TrainingRun {
  /** The rate is that of the last window of this much busy time. */
  static #RATE_WINDOW_MS = 500;

  /** Grows with a reset: what was sent before it is stale. */
  runId;
  /** Milliseconds between two reports, as the page asked. */
  reportMs = 0;

  #trainer;
  #lastEpoch;
  #pace;
  #now;

  #sentEpoch = 0;
  #isMoving = true;
  #settles = false;

  #busyMs = 0;
  #imagesBefore = 0;
  #imagesPerSecond = 0;

  /**
   * @param {number} runId - of the `configure` that asked for it
   * @param {import('../protocol/message-types.js').TrainingSpec} spec - its settings
   * @param {import('./core-types.js').Trainer} trainer - freed by `free`
   * @param {{ now: () => number, sliceMs: number }} timing - the clock, and
   *   how long a slice may last
   */
  constructor(runId, spec, trainer, { now, sliceMs }) {
    this.runId = runId;
    this.#trainer = trainer;
    trainer.stopAt(0);
    this.#lastEpoch = spec.epochs;
    this.#pace = new Pace(trainer.imagesPerUnit, sliceMs);
    this.#now = now;
  }

  /** @returns {boolean} whether a slice would bring a wanted row nearer */
  get hasWork() {
    return this.#isMoving && !this.#trainer.isStopped;
  }

  /** @returns {number} the last epoch whose row was sent, 0 before any */
  get epoch() {
    return this.#sentEpoch;
  }

  /** @returns {import('../protocol/message-types.js').Configured} what the page is told of a new run */
  get description() {
    const type = 'configured';
    const { layers, constantCost, constantAccuracy } = this.#trainer;
    const { gradientStride } = this.#trainer;
    const constants = { constantCost, constantAccuracy };
    return { type, runId: this.runId, layers, ...constants, gradientStride };
  }

  /**
   * Goes on to an epoch, which is measured, but to none after the last.
   *
   * @param {number} toEpoch - the epoch to stop at
   */
  runTo(toEpoch) {
    this.#trainer.stopAt(Math.min(toEpoch, this.#lastEpoch));
    this.#isMoving = true;
    this.#settles = true;
  }

  /**
   * Stands still until `runTo`, at a measured epoch: where epochs have gone by
   * unmeasured, once the one that it is in has been measured.
   *
   * @returns {import('../protocol/message-types.js').Pausing
   *   | import('../protocol/message-types.js').Paused} how the run stands
   */
  pause() {
    const { runId } = this;
    const isBetween = this.#isMoving && this.#trainer.stopAtNext();
    this.#isMoving = isBetween;
    this.#settles = isBetween;
    if (isBetween) return { type: 'pausing', runId };
    return { type: 'paused', runId, epoch: this.epoch };
  }

  /**
   * Goes back to the first row, which is measured again.
   *
   * @param {number} runId - the new name of the run
   */
  reset(runId) {
    this.runId = runId;
    this.#trainer.reset();
    this.#trainer.stopAt(0);
    this.#sentEpoch = 0;
    this.#isMoving = true;
    this.#settles = true;
    this.#busyMs = 0;
    this.#imagesBefore = this.#trainer.trainedImages;
    this.#imagesPerSecond = 0;
  }

  /** Works for one slice. */
  advance() {
    const start = this.#now();
    const images = this.#trainer.advance(this.#pace.images);
    const ms = this.#now() - start;
    this.#pace.worked(images, ms);
    this.#busyMs += ms;
  }

  /**
   * The rows that were not sent yet; they count as sent from now on.
   *
   * @returns {import('../protocol/message-types.js').Progress | null} null when
   *   there are none
   */
  takeProgress() {
    const epochs = owned(this.#trainer.rowEpochs());
    const last = epochs.at(-1);
    if (last === undefined) return null;
    this.#sentEpoch = last;
    const { rowLength, gradientStride, plateauEnd } = this.#trainer;
    const values = owned(this.#trainer.takeRows());
    return {
      type: 'progress',
      runId: this.runId,
      epochs,
      rowLength,
      values,
      ...(gradientStride > 0 && {
        gradients: owned(this.#trainer.takeGradients()),
      }),
      imagesPerSecond: this.#rate(),
      plateauEnd,
    };
  }

  /**
   * What there is to say when no more rows are wanted.
   *
   * @returns {import('../protocol/message-types.js').Paused
   *   | import('../protocol/message-types.js').Done | null} null when nothing
   *   asked the run to move
   */
  takeSettlement() {
    if (!this.#settles || this.hasWork) return null;
    this.#settles = false;
    this.#isMoving = false;
    const { runId, epoch } = this;
    return { type: epoch >= this.#lastEpoch ? 'done' : 'paused', runId, epoch };
  }

  /**
   * Compares the gradient with central differences.
   *
   * @returns {import('../protocol/message-types.js').CheckedBias[]} some biases
   *   of every hidden layer
   */
  gradientCheck() {
    return take(this.#trainer.gradientCheck());
  }

  /** Gives the memory of the trainer back; the run is over. */
  free() {
    this.#trainer.free();
  }

  /**
   * Images a second of busy time; measuring is time, but trains no image.
   *
   * @returns {number} 0 before the first image was trained
   */
  #rate() {
    const images = this.#trainer.trainedImages - this.#imagesBefore;
    if (this.#busyMs <= 0 || images <= 0) return this.#imagesPerSecond;
    const rate = (images / this.#busyMs) * 1000;
    if (this.#imagesPerSecond === 0) this.#imagesPerSecond = rate;
    if (this.#busyMs < TrainingRun.#RATE_WINDOW_MS) {
      return this.#imagesPerSecond;
    }
    this.#imagesPerSecond = rate;
    this.#imagesBefore += images;
    this.#busyMs = 0;
    return rate;
  }
}
