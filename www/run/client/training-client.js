import { CoreError, codeOf, wordsOf } from '../../core/core-error.js';
import { loadDigits } from './digits.js';
import { Answer } from './run.js';
import { RunWorkers } from './run-workers.js';
import { Runs } from './runs.js';
import { ladder as ladderOfPage } from './transport.js';

/** @import { CheckedBias } from '../protocol/message-types.js' */
/** @typedef {import('../protocol/message-types.js').Configured} Configured */
/** @typedef {import('../protocol/message-types.js').TrainingSpec} TrainingSpec */
/** @import { Run, Wishes } from './run.js' */

/** The event by which the page hears of each message. */
const EVENTS = {
  configured: 'configured',
  progress: 'progress',
  paused: 'settled',
  done: 'settled',
  failed: 'failed',
};

/**
 * Trains in a worker, which it starts when first needed.
 *
 * Its events carry the worker's message as `detail`: `configured`, `progress`
 * (epochs that were there before begin the run anew), `settled` (the
 * message is `paused` or `done`) and `failed`; after one that is `fatal` the
 * worker has been ended, and `restart()` or `configure()` starts another.
 */
export class TrainingClient extends EventTarget {
  #workers;
  #reportMs;
  #isClosed = false;
  #runs = new Runs();
  /** @type {TrainingSpec | null} */
  #spec = null;
  /** @type {Wishes} */
  #wishes = {};
  /** @type {Answer<CheckedBias[] | null> | null} */
  #check = null;

  /**
   * @param {object} [options] - all of them optional
   * @param {(part: 'first' | 'rest') => Promise<Uint8Array>} [options.digits] -
   *   fetches a digits file, once however often it is asked
   * @param {number} [options.reportMs] - milliseconds between two `progress`
   *   events at least; there are never more than 30 a second
   * @param {AbortSignal} [options.signal] - closes the client
   * @param {Pick<import('./transport.js').Ladder, 'open'>} [options.ladder] -
   *   starts the worker
   */
  constructor(options = {}) {
    super();
    this.#reportMs = options.reportMs ?? 50;
    this.#workers = new RunWorkers({
      ladder: options.ladder ?? ladderOfPage,
      loadDigits: options.digits ?? loadDigits,
      receive: (message) => this.#receive(message),
      lost: (worker, failure) => this.#lose(worker, failure),
    });
    options.signal?.addEventListener('abort', () => this.close());
  }

  /** @returns {'worker' | 'blob' | 'page' | null} null before one answered */
  get transport() {
    return this.#workers.transport?.kind ?? null;
  }

  /** @returns {'simd' | 'scalar' | null} the core's build, null as above */
  get core() {
    return this.#workers.transport?.core ?? null;
  }

  /**
   * Makes a run and measures its first row, in place of the run before; that
   * one stays when this one fails.
   *
   * @param {TrainingSpec} spec - the settings
   * @param {Wishes} [wishes] - what is wanted of it besides
   * @returns {Promise<Configured | null>} null when a later call took its
   *   place; rejects with what the event `failed` says as well, so that
   *   nobody needs to catch it
   */
  configure(spec, wishes = {}) {
    if (this.#isClosed) return Promise.resolve(null);
    this.#settleCheck(null);
    const run = this.#runs.ask(spec, wishes);
    this.#spec = spec;
    this.#wishes = wishes;
    void this.#prepare(run);
    return run.configured.promise;
  }

  /** Trains to the last epoch. */
  play() {
    const run = this.#runs.current;
    run?.play();
    this.#sendRun(run);
  }

  /** Trains one epoch, or one more when the last step is not done yet. */
  step() {
    const run = this.#runs.current;
    run?.step();
    this.#sendRun(run);
  }

  /** Stops after the slice that is being worked on. */
  pause() {
    if (this.#runs.pending !== null) this.#runs.pending.toEpoch = null;
    // The worker answers for the one of them that it then has.
    for (const run of this.#runs.posted) {
      run.toEpoch = null;
      run.worker?.send({ type: 'pause', runId: run.runId });
      // A gradient check of a large network takes its own time.
      if (this.#check === null) run.worker?.watchPause();
    }
  }

  /** The same weights and the same order of images again, at rest. */
  reset() {
    // A run that is pending begins at its start anyway.
    if (this.#runs.pending !== null) return this.pause();
    this.#settleCheck(null);
    const run = this.#runs.reset();
    if (run === null) return;
    run.worker?.send({ type: 'reset', runId: run.runId });
  }

  /**
   * Compares backpropagation's gradient with central differences.
   *
   * @returns {Promise<CheckedBias[] | null>} some biases of every hidden layer;
   *   null without a run, or when it was replaced meanwhile; rejects like
   *   `configure`
   */
  check() {
    const { live, pending } = this.#runs;
    if (live === null || pending !== null) return Promise.resolve(null);
    if (this.#check === null) {
      this.#check = new Answer();
      live.worker?.send({ type: 'check', runId: live.runId });
    }
    return this.#check.promise;
  }

  /**
   * A new worker with the newest settings, at rest; from the same seed it
   * gives the same run.
   *
   * @returns {Promise<Configured | null>} as `configure`; null without settings
   */
  restart() {
    this.#forget();
    return this.#spec === null
      ? Promise.resolve(null)
      : this.configure(this.#spec, this.#wishes);
  }

  /** Ends the worker at once, for good. */
  close() {
    this.#isClosed = true;
    this.#forget();
  }

  /** @param {Run} run - gets all that it needs before the worker hears of it */
  async #prepare(run) {
    try {
      await this.#workers.prepare(run);
      this.#build();
    } catch (error) {
      const code = codeOf(error) ?? 'load-failed';
      this.#pass(this.#runs.refuse(run, code, wordsOf(error)));
    }
  }

  /** Has the worker make the run that waits, if it can make one now. */
  #build() {
    const run = this.#runs.takeNext();
    if (run === null) return;
    const { runId, spec, wishes } = run;
    run.worker?.send({ type: 'configure', runId, spec, ...wishes });
    this.#sendRun(run);
  }

  /** @param {Run | null} run - sent on its way, if the worker knows it */
  #sendRun(run) {
    if (run === null || run.toEpoch === null) return;
    if (!this.#runs.posted.includes(run)) return;
    const { runId, toEpoch } = run;
    const reportMs = this.#reportMs;
    run.worker?.send({ type: 'run', runId, toEpoch, reportMs });
  }

  /** @param {import('../protocol/message-types.js').FromWorker} message */
  #receive(message) {
    if (!('runId' in message) || message.type === 'pausing') return;
    this.#pass(this.#runs.receive(message));
    this.#build();
  }

  /** @param {import('./runs.js').RunMessage[]} messages - about the run that the page sees */
  #pass(messages) {
    for (const message of messages) {
      if (message.type === 'checked') {
        this.#settleCheck(message.checks);
        continue;
      }
      if (message.type === 'failed') {
        this.#check?.reject(new CoreError(message.code, message.message));
        this.#check = null;
        this.#spec = this.#runs.live?.spec ?? this.#spec;
      }
      const event = EVENTS[message.type];
      this.dispatchEvent(new CustomEvent(event, { detail: message }));
    }
  }

  /**
   * @param {import('./connection.js').Connection} worker - is gone
   * @param {import('../protocol/message-types.js').Failed} failure - why
   */
  #lose(worker, failure) {
    const { live, pending } = this.#runs;
    if ((live ?? pending)?.worker !== worker) {
      // The run that the page sees, or waits for, is in another one.
      this.#pass(this.#runs.lose(worker, failure));
      this.#build();
      return;
    }
    pending?.refuse(failure);
    this.#check?.reject(new CoreError(failure.code, failure.message));
    this.#forget();
    this.#pass([failure]);
  }

  #forget() {
    this.#runs.clear();
    this.#settleCheck(null);
    this.#workers.close();
  }

  /** @param {CheckedBias[] | null} checks */
  #settleCheck(checks) {
    this.#check?.resolve(checks);
    this.#check = null;
  }
}
