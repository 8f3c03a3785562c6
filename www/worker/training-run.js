import { joined, owned } from './buffers.js';
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
  #images;
  /** Numbers in a row of gradients: the epoch, and one a hidden neuron. */
  #gradientLength;
  #lastEpoch;
  #pace;
  #now;

  #sentRows = 0;
  #wantedRows = 1;
  #isMoving = true;
  #settles = false;
  /** Rows measured beyond the wanted ones, for a later `run`. */
  #surplus = new Float64Array(0);
  /** The same of the gradients. */
  #surplusGradients = new Float64Array(0);

  #busyMs = 0;
  #imagesBefore = 0;
  #imagesPerSecond = 0;

  /**
   * @param {number} runId - of the `configure` that asked for it
   * @param {import('../protocol/messages.js').TrainingSpec} spec - its settings
   * @param {import('./core-types.js').Trainer} trainer - freed by `free`
   * @param {{ now: () => number, sliceMs: number }} timing - the clock, and
   *   how long a slice may last
   */
  constructor(runId, spec, trainer, { now, sliceMs }) {
    this.runId = runId;
    this.#trainer = trainer;
    this.#images = spec.images;
    this.#gradientLength = spec.hidden.reduce((sum, n) => sum + n, 1);
    this.#lastEpoch = spec.epochs;
    this.#pace = new Pace(trainer.imagesPerUnit, sliceMs);
    this.#now = now;
  }

  /** @returns {boolean} whether a slice would bring a wanted row nearer */
  get hasWork() {
    return this.#isMoving && this.#trainer.rowsDone < this.#wantedRows;
  }

  /** @returns {number} the last epoch whose row was sent, 0 before any */
  get epoch() {
    return Math.max(0, this.#sentRows - 1);
  }

  /** @returns {import('../protocol/messages.js').Configured} what the page is told of a new run */
  get description() {
    const type = 'configured';
    const { layers, constantCost, constantAccuracy } = this.#trainer;
    const { gradientStride } = this.#trainer;
    const constants = { constantCost, constantAccuracy };
    return { type, runId: this.runId, layers, ...constants, gradientStride };
  }

  /**
   * Wants every row up to that of an epoch, but none after the last.
   *
   * @param {number} toEpoch - the epoch to stop at
   */
  runTo(toEpoch) {
    const rows = Math.min(toEpoch, this.#lastEpoch) + 1;
    this.#wantedRows = Math.max(rows, this.#sentRows);
    this.#isMoving = true;
    this.#settles = true;
  }

  /** Stands still until `runTo`. */
  pause() {
    this.#isMoving = false;
    this.#settles = false;
  }

  /**
   * Goes back to the first row, which is measured again.
   *
   * @param {number} runId - the new name of the run
   */
  reset(runId) {
    this.runId = runId;
    this.#trainer.takeRows();
    this.#trainer.reset();
    this.#surplus = new Float64Array(0);
    this.#surplusGradients = new Float64Array(0);
    this.#sentRows = 0;
    this.#wantedRows = 1;
    this.#isMoving = true;
    this.#settles = true;
    this.#busyMs = 0;
    this.#imagesBefore = this.#trainer.trainedImages;
    this.#imagesPerSecond = 0;
  }

  /** Works for one slice. */
  advance() {
    // An epoch is at least this much work, so hardly a row more than wanted
    // is measured.
    const rowsLeft = this.#wantedRows - this.#trainer.rowsDone;
    const images = Math.max(
      this.#trainer.imagesPerUnit,
      Math.min(this.#pace.images, rowsLeft * this.#images),
    );
    const start = this.#now();
    this.#trainer.advance(images);
    const ms = this.#now() - start;
    this.#pace.worked(images, ms);
    this.#busyMs += ms;
  }

  /**
   * The wanted rows that were not sent yet; they count as sent from now on.
   *
   * @returns {import('../protocol/messages.js').Progress | null} null when
   *   there are none
   */
  takeProgress() {
    const rows = this.#sendableRows;
    if (rows <= 0) return null;
    const { rowLength, plateauEnd } = this.#trainer;
    const measured = joined(this.#surplus, owned(this.#trainer.takeRows()));
    const firstEpoch = this.#sentRows;
    this.#sentRows += rows;
    this.#surplus = measured.slice(rows * rowLength);
    return {
      type: 'progress',
      runId: this.runId,
      firstEpoch,
      rows,
      rowLength,
      values:
        this.#surplus.length > 0
          ? measured.slice(0, rows * rowLength)
          : measured,
      ...this.#gradients(),
      imagesPerSecond: this.#rate(),
      plateauEnd,
    };
  }

  /**
   * What there is to say when no more rows are wanted.
   *
   * @returns {import('../protocol/messages.js').Paused
   *   | import('../protocol/messages.js').Done | null} null when nothing
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
   * @returns {Float64Array<ArrayBuffer>} rows of 4: hidden layer, neuron,
   *   backpropagation, central difference
   */
  gradientCheck() {
    return owned(this.#trainer.gradientCheck());
  }

  /** Gives the memory of the trainer back; the run is over. */
  free() {
    this.#trainer.free();
  }

  /** @returns {{ gradients?: Float64Array<ArrayBuffer> }} of the rows sent */
  #gradients() {
    if (this.#trainer.gradientStride === 0) return {};
    const taken = owned(this.#trainer.takeGradients());
    const measured = joined(this.#surplusGradients, taken);
    let sent = 0;
    while ((measured[sent] ?? Infinity) < this.#sentRows) {
      sent += this.#gradientLength;
    }
    this.#surplusGradients = measured.slice(sent);
    return { gradients: measured.slice(0, sent) };
  }

  get #sendableRows() {
    return Math.min(this.#trainer.rowsDone, this.#wantedRows) - this.#sentRows;
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
