import { CoreError } from '../../core/core-error.js';

/** @typedef {import('../protocol/message-types.js').Configured} Configured */
/** @typedef {import('../protocol/message-types.js').TrainingSpec} TrainingSpec */

/**
 * What is wanted of a run besides its numbers, which do not depend on it.
 *
 * @typedef {object} Wishes
 * @property {boolean} [gradients] - whether the `progress` is to bring every
 *   neuron's gradient as well
 * @property {number} [measuring] - the share of the training that measuring
 *   may take, in a run with mini-batches; ∞, or nothing, for every epoch
 */

/**
 * A promise that is settled from outside, and that nobody needs to catch: what
 * it is rejected with is told by an event as well.
 *
 * @template Value
 */
export class Answer {
  /** @type {(value: Value) => void} */
  resolve = () => {};
  /** @type {(error: Error) => void} */
  reject = () => {};

  constructor() {
    /** @type {Promise<Value>} */
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => {});
  }
}

/** A run as the page knows it. */
export class Run {
  /** Its newest name: a reset gives it another. */
  runId;
  /** The last epoch heard of. */
  epoch = 0;
  /** Where it was asked to go; null at rest. */
  toEpoch = /** @type {number | null} */ (null);
  /** Whether it was asked step by step. */
  isStepping = false;
  /** The worker that it is to be in. */
  worker = /** @type {import('./connection.js').Connection | null} */ (null);
  /** Whether its digits are in the worker. */
  isPrepared = false;
  /** @type {Answer<Configured | null>} */
  configured = new Answer();

  /**
   * @param {number} runId - larger than any before
   * @param {TrainingSpec} spec - its settings
   * @param {Wishes} [wishes] - what is wanted of it besides
   */
  constructor(runId, spec, wishes = {}) {
    this.runId = runId;
    this.spec = spec;
    this.wishes = wishes;
  }

  /** Wants every epoch. */
  play() {
    this.isStepping = false;
    this.toEpoch = this.spec.epochs;
  }

  /** Wants one epoch more, counted from a step that is not done yet. */
  step() {
    const from = this.isStepping ? (this.toEpoch ?? this.epoch) : this.epoch;
    this.isStepping = true;
    this.toEpoch = Math.min(from + 1, this.spec.epochs);
  }

  /**
   * Keeps count of where it is.
   *
   * @param {import('../protocol/message-types.js').FromWorker} message - about it
   * @returns {boolean} whether the page is to hear it too: not the answer to
   *   a pause that a later play or step has overtaken
   */
  hear(message) {
    if (message.type === 'configured') this.configured.resolve(message);
    if (message.type === 'progress') {
      this.epoch = message.epochs.at(-1) ?? this.epoch;
    }
    if (message.type === 'paused' || message.type === 'done') {
      const { type, epoch } = message;
      if (type === 'paused' && epoch < (this.toEpoch ?? 0)) return false;
      this.toEpoch = null;
    }
    return true;
  }

  /** @param {import('../protocol/message-types.js').Failed} failure - why not */
  refuse({ code, message }) {
    this.configured.reject(new CoreError(code, message));
  }

  /**
   * Begins anew under another name.
   *
   * @param {number} runId - larger than any before
   */
  reset(runId) {
    this.runId = runId;
    this.epoch = 0;
    this.toEpoch = null;
  }
}
