import { Run } from './run.js';

/** @typedef {import('../protocol/message-types.js').FromWorker} FromWorker */
/** @typedef {import('../protocol/message-types.js').ToWorker} ToWorker */
/** @typedef {import('../protocol/message-types.js').TrainingSpec} TrainingSpec */
/**
 * A message about a run, or about all of them.
 *
 * @typedef {Exclude<Extract<FromWorker, { runId: number | null }>,
 *   { type: 'pausing' }>} RunMessage
 */

/**
 * Which run the page sees, which one a worker makes and which one the page asked
 * for last; and what the page may hear of them.
 */
export class Runs {
  #lastRunId = 0;

  /** @type {Run | null} */
  #pending = null;
  /** @type {Run | null} */
  #building = null;
  /** @type {Run | null} */
  #live = null;
  /** @type {RunMessage[]} Of the live run, in case the pending one fails. */
  #held = [];

  /** @returns {Run | null} the newest asked for, while it is not there yet */
  get pending() {
    return this.#pending;
  }

  /** @returns {Run | null} the one that the worker has */
  get live() {
    return this.#live;
  }

  /** @returns {Run | null} the one that a button is about */
  get current() {
    return this.#pending ?? this.#live;
  }

  /** @returns {Run[]} those that a worker has heard of */
  get posted() {
    return [this.#live, this.#building].filter((run) => run !== null);
  }

  /**
   * Asks for a run in place of the one that was pending.
   *
   * @param {TrainingSpec} spec - its settings
   * @param {import('./run.js').Wishes} [wishes] - what is wanted of it besides
   * @returns {Run} pending from now on
   */
  ask(spec, wishes) {
    this.#pending?.configured.resolve(null);
    this.#lastRunId += 1;
    this.#pending = new Run(this.#lastRunId, spec, wishes);
    return this.#pending;
  }

  /**
   * The run to have made now. The worker makes one at a time: those that are
   * asked for meanwhile replace each other instead of queueing up.
   *
   * @returns {Run | null} null when there is none, or one is being made
   */
  takeNext() {
    const run = this.#pending;
    if (run === null || !run.isPrepared || this.#building !== null) return null;
    this.#building = run;
    return run;
  }

  /**
   * Gives the live run a new name, which makes old what was said of it.
   *
   * @returns {Run | null} the live run, at its start
   */
  reset() {
    this.#lastRunId += 1;
    this.#live?.reset(this.#lastRunId);
    return this.#live;
  }

  /**
   * Takes in a message.
   *
   * @param {RunMessage} message - from the worker
   * @returns {RunMessage[]} what the page hears of it now
   */
  receive(message) {
    const { runId, type } = message;
    const building = this.#building;
    if (building !== null && runId === building.runId) {
      this.#building = null;
      if (type === 'failed') {
        return this.refuse(building, message.code, message.message);
      }
      this.#live = building;
      // What was held back was of the run that is no more.
      this.#held = [];
      if (this.#pending === building) this.#pending = null;
    } else if (runId !== null && runId !== this.#live?.runId) {
      return [];
    }
    if (this.#live?.hear(message) === false) return [];
    if (this.#pending === null) return [message];
    this.#held.push(message);
    return [];
  }

  /**
   * Gives a run up; the live one goes on.
   *
   * @param {Run} run - did not come about
   * @param {string} code - why
   * @param {string} message - why, for people
   * @returns {RunMessage[]} what the page hears now: nothing, when the run was
   *   superseded
   */
  refuse(run, code, message) {
    if (run !== this.#pending) return [];
    this.#pending = null;
    const { runId } = run;
    /** @type {RunMessage} */
    const failure = { type: 'failed', runId, code, message, fatal: false };
    run.refuse(failure);
    return [...this.#held.splice(0), failure];
  }

  /**
   * Gives up what was in a worker; the live run was not.
   *
   * @param {import('./connection.js').Connection} worker - is gone
   * @param {import('../protocol/message-types.js').Failed} failure - why
   * @returns {RunMessage[]} what the page hears now
   */
  lose(worker, { code, message }) {
    if (this.#building?.worker === worker) this.#building = null;
    const pending = this.#pending;
    if (pending?.worker !== worker) return [];
    return this.refuse(pending, code, message);
  }

  /** Forgets them all: their worker is gone. */
  clear() {
    this.#pending?.configured.resolve(null);
    this.#pending = null;
    this.#building = null;
    this.#live = null;
    this.#held = [];
  }
}
