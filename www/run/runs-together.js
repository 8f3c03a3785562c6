import { mostAtOnce } from './run-memory.js';
import { RunPool, processors } from './run-pool.js';
import { TO_THE_END } from './run-session.js';
import { measuringField, shareOf } from './run-state.js';

/** @import { Row } from './run-history.js' */
/** @import { PooledRun } from './run-pool.js' */
/** @import { Goal, KeptRun } from './run-session.js' */
/** @import { Measuring, RunState } from './run-state.js' */

/**
 * @typedef {object} PlannedRun
 * @property {string | number} value - what it is called by
 * @property {RunState} state - its settings
 */

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

  /** @returns {Row | null} the last one measured */
  get lastRow() {
    return this.history?.rows ? this.history.row(Infinity) : null;
  }
}

/**
 * Several runs side by side. They keep the settings that they were started with,
 * stand still while nobody can see them, and give the same bits as each would alone.
 */
export class RunsTogether {
  /** @type {readonly ComparedRun[]} */
  runs = [];

  #changed;
  #options;
  #pool = new RunPool();
  #pace = 0;
  #isWanted = false;
  #goal = TO_THE_END;
  #isSeen = true;

  /**
   * @param {() => void} changed - told when there is something new to show
   * @param {object} [options] - all of them optional
   * @param {number} [options.limit] - runs at once, memory permitting
   * @param {boolean} [options.isEager] - as of a `RunPool`
   * @param {boolean} [options.isKept] - likewise
   * @param {NonNullable<ConstructorParameters<typeof RunPool>[0]>['session']} [options.session] - likewise
   * @param {import('./run-pool.js').RunKeeper} [options.keeper] - likewise
   */
  constructor(changed, options = {}) {
    this.#changed = changed;
    this.#options = options;
  }

  /** @param {number} pace - of all runs, as of a `RunPool` */
  set pace(pace) {
    this.#pace = pace;
    this.#pool.pace = pace;
  }

  /** @returns {TogetherPhase} how they stand as a whole */
  get phase() {
    if (this.runs.length === 0) return 'idle';
    if (this.runs.every((run) => run.pooled.isOver)) return 'over';
    return this.#pool.isPaused ? 'paused' : 'running';
  }

  /** @returns {RunPool['transport']} where the runs live, null before one answered */
  get transport() {
    return this.#pool.transport;
  }

  /**
   * Begins, in place of the runs before.
   *
   * @param {readonly PlannedRun[]} planned - at least one
   * @param {object} [options] - all of them optional
   * @param {Measuring} [options.measuring] - at which epochs
   * @param {boolean} [options.weightSpeeds] - whether speeds by weights are measured
   * @param {boolean} [options.isWanted] - whether they move at once
   * @param {readonly (KeptRun | null)[]} [options.kept] - what each goes on from
   * @param {string} [options.kind] - of all, as of a `RunSession`
   */
  begin(
    planned,
    {
      measuring = measuringField.default,
      weightSpeeds = true,
      isWanted = true,
      kept = [],
      kind = '',
    } = {},
  ) {
    this.#pool.cancel();
    const {
      limit: most = processors(),
      isEager = false,
      isKept = false,
      session = {},
      keeper,
    } = this.#options;
    const pool = new RunPool({
      limit: Math.min(most, mostAtOnce(planned.map(({ state }) => state))),
      isEager,
      isKept,
      session,
      ...(keeper && { keeper }),
    });
    pool.pace = this.#pace;
    this.#pool = pool;
    const extras = { measuring: shareOf(measuring), weightSpeeds, kind };
    this.runs = planned.map(
      (one, index) =>
        new ComparedRun(
          one,
          pool.add(one.state, () => this.#told(), {
            ...extras,
            ...(kept[index] && { kept: kept[index] }),
          }),
        ),
    );
    this.#goal = TO_THE_END;
    this.#want(isWanted);
  }

  /** Stops all runs where they are. */
  pause() {
    this.#want(false);
  }

  /** @param {Goal} [goal] - that all runs go on to; to their end if left out */
  resume(goal = TO_THE_END) {
    this.#goal = goal;
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

  /**
   * @param {ComparedRun} run
   * @param {Uint8Array} bytes - of an image
   * @returns {ReturnType<RunPool['read']>} what its network makes of it
   */
  read(run, bytes) {
    return this.#pool.read(run.pooled, bytes);
  }

  /** @param {boolean} isSeen - whether somebody can see them */
  see(isSeen) {
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    this.#settle();
    this.#told();
  }

  /** There is something new; perhaps all have come to their goal. */
  #told() {
    if (this.#isSeen && this.#pool.isPaused) this.#isWanted = false;
    this.#changed();
  }

  /** @param {boolean} isWanted - whether the reader wants them to move */
  #want(isWanted) {
    this.#isWanted = isWanted;
    this.#settle();
    this.#told();
  }

  #settle() {
    if (this.#isWanted && this.#isSeen) this.#pool.resume(this.#goal);
    else this.#pool.pause();
  }
}

/** @typedef {'idle' | 'running' | 'paused' | 'over'} TogetherPhase */
