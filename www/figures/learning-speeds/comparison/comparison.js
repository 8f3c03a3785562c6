import { RunPool } from '../../../run/run-pool.js';
import { measuringField, shareOf } from '../../../run/run-state.js';
import { planOf } from './plan.js';

/** @import { PooledRun } from '../../../run/run-pool.js' */
/** @import { Measuring } from '../../../run/run-state.js' */
/** @import { RunState } from '../../../run/run-state.js' */
/** @import { PlannedRun, Subject } from './plan.js' */

/** One of the runs that are compared, and what it has measured. */
export class ComparedRun {
  #pooled;

  /**
   * @param {PlannedRun} planned - what it is
   * @param {RunPool} pool - trains it
   * @param {number} measuring - the share of the training that it may take
   * @param {() => void} changed - told when there is something new to show
   */
  constructor({ value, state }, pool, measuring, changed) {
    this.value = value;
    this.state = state;
    this.#pooled = pool.add(state, changed, { measuring });
  }

  /** @returns {PooledRun['history']} its rows, once it has begun */
  get history() {
    return this.#pooled.history;
  }

  /** @returns {PooledRun} it, for its pool */
  get pooled() {
    return this.#pooled;
  }

  /** @returns {import('../../../run/run-pool.js').PooledPhase} how it stands */
  get phase() {
    return this.#pooled.phase;
  }

  /** @returns {PooledRun['failure']} why it failed, where it has */
  get failure() {
    return this.#pooled.failure;
  }

  /** @returns {import('../../../run/run-history.js').Row | null} the last one measured */
  get lastRow() {
    const { history } = this;
    return history && history.rows > 0 ? history.row(history.epoch) : null;
  }
}

/**
 * Several runs that differ in one setting. They keep the settings that they
 * were started with, stand still while nobody can see them, and give the same
 * bits as each would alone.
 */
export class Comparison {
  /** @type {readonly ComparedRun[]} */
  runs = [];
  /** @type {Subject} */
  subject = 'depth';
  /** @type {RunState | null} The settings that it was started with. */
  base = null;

  #changed;
  #pool = new RunPool();
  #isWanted = false;
  #isSeen = true;

  /** @param {() => void} changed - told when there is something new to show */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @returns {ComparisonPhase} how it stands as a whole */
  get phase() {
    if (this.runs.length === 0) return 'idle';
    if (this.runs.every((run) => run.pooled.isOver)) return 'over';
    return this.#pool.isPaused ? 'paused' : 'running';
  }

  /** @returns {RunPool['transport']} where its runs live, null before one answered */
  get transport() {
    return this.#pool.transport;
  }

  /** @returns {number} how many runs may be at work at once */
  get width() {
    return this.#pool.width;
  }

  /**
   * Begins, in place of the comparison before.
   *
   * @param {Subject} subject - what is compared
   * @param {RunState} base - the other settings
   * @param {number} count - how many runs, where that is free
   * @param {Measuring} [measuring] - at which epochs
   */
  start(subject, base, count, measuring = measuringField.default) {
    this.#pool.cancel();
    const pool = new RunPool();
    this.#pool = pool;
    this.subject = subject;
    this.base = base;
    this.runs = planOf(subject, base, count).map(
      (planned) =>
        new ComparedRun(planned, pool, shareOf(measuring), this.#changed),
    );
    this.#want(true);
  }

  /** Stops all runs where they are. */
  pause() {
    this.#want(false);
  }

  /** Lets all runs go on. */
  resume() {
    this.#want(true);
  }

  /** Ends all runs that are not over; what they have measured stays. */
  cancel() {
    this.#pool.cancel();
    this.#want(false);
  }

  /** @param {ComparedRun} run - failed or cancelled; begins anew */
  retry(run) {
    this.#pool.retry(run.pooled);
    this.#want(true);
  }

  /** @param {boolean} isSeen - whether somebody can see it */
  see(isSeen) {
    this.#isSeen = isSeen;
    this.#settle();
    this.#changed();
  }

  /** @param {boolean} isWanted - whether the reader wants it to move */
  #want(isWanted) {
    this.#isWanted = isWanted;
    this.#settle();
    this.#changed();
  }

  #settle() {
    if (this.#isWanted && this.#isSeen) this.#pool.resume();
    else this.#pool.pause();
  }
}

/** @typedef {'idle' | 'running' | 'paused' | 'over'} ComparisonPhase */
