import { memoryOf } from '../../../run/run-memory.js';
import { RunPool, processors } from '../../../run/run-pool.js';
import { measuringField, shareOf } from '../../../run/run-state.js';
import { planOf } from './plan.js';

/** @import { PooledRun } from '../../../run/run-pool.js' */
/** @import { Measuring } from '../../../run/run-state.js' */
/** @import { RunState } from '../../../run/run-state.js' */
/** @import { PlannedRun, Subject } from './plan.js' */

/** What the workers of a comparison may take together. */
const MOST_MEMORY = 600e6;

/** One of the runs that are compared, and what it has measured. */
export class ComparedRun {
  #pooled;

  /**
   * @param {PlannedRun} planned - what it is
   * @param {PooledRun} pooled - it, for its pool
   */
  constructor({ value, state }, pooled) {
    this.value = value;
    this.state = state;
    this.#pooled = pooled;
  }

  /** @returns {PooledRun} it, for its pool */
  get pooled() {
    return this.#pooled;
  }

  /** @returns {PooledRun['history']} its rows, once it has begun */
  get history() {
    return this.#pooled.history;
  }

  /** @returns {PooledRun['phase']} how it stands */
  get phase() {
    return this.#pooled.phase;
  }

  /** @returns {import('../../../run/run-history.js').Row | null} the last one measured */
  get lastRow() {
    return this.history?.rows ? this.history.row(Infinity) : null;
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
  #options;
  #pool = new RunPool();
  #pace = 0;
  #isWanted = false;
  #isSeen = true;

  /**
   * @param {() => void} changed - told when there is something new to show
   * @param {object} [options] - all of them optional
   * @param {number} [options.limit] - runs at once, memory permitting
   * @param {boolean} [options.isEager] - as of a `RunPool`
   */
  constructor(changed, options = {}) {
    this.#changed = changed;
    this.#options = options;
  }

  /** @param {number} pace - of all its runs, as of a `RunPool` */
  set pace(pace) {
    this.#pace = pace;
    this.#pool.pace = pace;
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

  /**
   * Begins, in place of the comparison before.
   *
   * @param {Subject} subject
   * @param {RunState} base
   * @param {number} count
   * @param {Measuring} [measuring] - at which epochs
   * @param {boolean} [isWanted] - whether it moves at once
   */
  start(
    subject,
    base,
    count,
    measuring = measuringField.default,
    isWanted = true,
  ) {
    this.#pool.cancel();
    const { limit: most = processors(), isEager = false } = this.#options;
    const limit = Math.min(most, MOST_MEMORY / memoryOf(base));
    const pool = new RunPool({ limit, isEager });
    pool.pace = this.#pace;
    this.#pool = pool;
    this.subject = subject;
    this.base = base;
    this.runs = planOf(subject, base, count).map(
      (planned) =>
        new ComparedRun(
          planned,
          pool.add(planned.state, this.#changed, {
            measuring: shareOf(measuring),
            weightSpeeds: true,
          }),
        ),
    );
    this.#want(isWanted);
  }

  /** Stops all runs where they are. */
  pause() {
    this.#want(false);
  }

  /** Lets all runs go on. */
  resume() {
    this.#want(true);
  }

  /** Stops all runs after one more epoch each. */
  step() {
    this.#want(false);
    this.#pool.step();
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
    if (isSeen === this.#isSeen) return;
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
