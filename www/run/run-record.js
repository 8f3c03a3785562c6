import { RunHistory } from './run-history.js';

/** @import { Configured, Progress } from './protocol/message-types.js' */
/** @import { GradientHistory } from './gradient-history.js' */

/** What a run has measured so far, put together from what its worker says. */
export class RunRecord {
  /** @type {RunHistory | null} Rows of the settings now in force. */
  history = null;
  /** @type {GradientHistory | null} Of every neuron, where they are wanted. */
  gradients = null;
  /** @type {{ constantCost: number, constantAccuracy: number } | null} */
  constants = null;
  plateauEnd = -1;
  imagesPerSecond = 0;

  /** @type {readonly number[]} Neurons of each hidden layer. */
  #widths = [];
  #gradientStride = 0;
  /** @type {KeepGradients | null} */
  #keepGradients = null;

  /**
   * @param {readonly number[]} widths - of the hidden layers of what is to come
   * @param {KeepGradients | null} [keepGradients] - where they are wanted
   */
  expect(widths, keepGradients = null) {
    this.#keepGradients = keepGradients;
    this.history = null;
    this.gradients = null;
    this.#widths = widths;
  }

  /** @param {Configured} message - the worker has made the run */
  configured({ layers, constantCost, constantAccuracy, gradientStride }) {
    this.#gradientStride = gradientStride;
    this.constants = { constantCost, constantAccuracy };
    this.#begin(layers);
  }

  /**
   * @param {Progress} progress - rows measured
   * @returns {boolean} whether the run began anew with them
   */
  progressed(progress) {
    const { epochs, values, rowLength, gradients } = progress;
    const begins = !this.history || (epochs[0] ?? 0) <= this.history.epoch;
    if (begins) this.#begin(rowLength - 3);
    this.history?.append(epochs, values);
    if (gradients) this.gradients?.append(gradients);
    this.imagesPerSecond = progress.imagesPerSecond;
    this.plateauEnd = progress.plateauEnd;
    return begins;
  }

  /** @param {number} layers - hidden layers of the run that begins */
  #begin(layers) {
    this.history = new RunHistory(layers);
    this.gradients =
      this.#gradientStride > 0
        ? (this.#keepGradients?.(this.#widths, this.#gradientStride) ?? null)
        : null;
    this.plateauEnd = -1;
    this.imagesPerSecond = 0;
  }
}

/**
 * Makes what the gradients of every neuron are kept in; a figure that wants
 * them brings it along.
 *
 * @typedef {(widths: readonly number[], stride: number) => GradientHistory} KeepGradients
 */
