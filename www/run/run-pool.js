import { partsFor } from '../core/digits.js';
import { sizeOf } from './digits-wish.js';
import { RunSession, TO_THE_END } from './run-session.js';

/** @import { Failed, TrainingSpec } from './protocol.js' */
/** @import { Goal, SessionEvent, RunExtras } from './run-session.js' */
/** @import { TransportKind } from '../core/client/transports.js' */

/**
 * `waiting` → `running` → `done`; from the first two also to `failed` or
 * `cancelled`, from which `retry` leads back to `waiting`.
 *
 * @typedef {'waiting' | 'running' | 'done' | 'failed' | 'cancelled'} PooledPhase
 */

/** One of the runs of a pool, and what it has measured. */
export class PooledRun {
  /** @type {PooledPhase} */
  phase = 'waiting';
  /** @type {Failed | null} Why it failed, if it has. */
  failure = null;
  /** @type {RunSession['history']} */
  history = null;
  /** @type {RunSession['constants']} Of the constant answer, once it has begun. */
  constants = null;
  /** @type {RunSession['gradients']} If it is to keep them. */
  gradients = null;
  /** @type {RunSession['activations']} Likewise. */
  activations = null;
  imagesPerSecond = 0;
  /** The first epoch measured off the plateau; −1 while it is on it. */
  plateauEnd = -1;
  /** @type {RunSession['ending']} Why it ended before its last epoch, if it has. */
  ending = null;
  /** @type {Float64Array | null} Its weights and biases at the end, if it is to keep them. */
  parameters = null;
  /** @type {{ received: number, total: number } | null} Bytes of the digits that it waits for. */
  fetching = null;
  /** Epochs that it is to be trained once it has a worker, asked for while it had none. */
  stepsOwed = 0;

  /**
   * @param {TrainingSpec} spec - its settings
   * @param {() => void} changed - called when its phase changes or it has more rows
   * @param {RunExtras} extras - what to do besides training
   */
  constructor(spec, changed, extras) {
    this.spec = spec;
    this.changed = changed;
    this.extras = extras;
  }

  /** @returns {boolean} whether it has ended, one way or another */
  get isOver() {
    return this.phase !== 'waiting' && this.phase !== 'running';
  }
}

/** @returns {number} processors of this machine, as far as the browser tells */
export function processors() {
  // Absent in Node, and in browsers that do not reveal it.
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}

/**
 * Trains several runs, as many at once as there are processors, each in a
 * worker; the others wait in the order in which they were added. A worker whose
 * run is done takes the next one and keeps its digits. Runs are independent: one
 * that fails does not affect the others. Without workers, runs are trained one
 * after another on the page's thread.
 */
export class RunPool {
  #limit;
  #options;
  #keeper;
  #isEager;
  #isKept;
  #pace = 0;
  #isPaused = false;
  #goal = TO_THE_END;
  /** @type {TransportKind | null} Where runs are trained, once one has started. */
  #transport = null;
  /** @type {PooledRun[]} */
  #waiting = [];
  /** @type {Map<RunSession, PooledRun>} */
  #working = new Map();
  /** @type {RunSession[]} */
  #idle = [];
  /** @type {Map<RunSession, PooledRun>} The run whose network each has, done or not. */
  #latest = new Map();

  /**
   * @param {object} [options] - all of them optional
   * @param {number} [options.limit] - workers at once; at least 1
   * @param {ConstructorParameters<typeof RunSession>[1]} [options.session] -
   *   what each worker's session is made with
   * @param {boolean} [options.isEager] - whether runs are measured before their
   *   first epoch while all are paused
   * @param {boolean} [options.isKept] - whether workers stay when their runs are done, so
   *   that those can be read
   * @param {RunKeeper} [options.keeper] - keeps them safe
   */
  constructor(options = {}) {
    const { limit = processors(), session = {} } = options;
    const { isEager = false, isKept = false, keeper } = options;
    this.#keeper = keeper;
    this.#limit = Math.max(1, Math.floor(limit));
    this.#isEager = isEager;
    this.#isKept = isKept;
    this.#options = session;
  }

  /** @returns {TransportKind | null} where runs are trained; null before the first has started */
  get transport() {
    return this.#transport;
  }

  /** @returns {boolean} whether all runs are paused until `resume` */
  get isPaused() {
    return this.#isPaused;
  }

  /**
   * @returns {number} how many runs are trained at once: one until the first has
   *   shown that workers can be started
   */
  get width() {
    const hasWorkers = this.#transport !== null && this.#transport !== 'page';
    return hasWorkers ? this.#limit : 1;
  }

  /**
   * @param {TrainingSpec} spec - the settings of a run
   * @param {() => void} changed - called when its phase changes or it has more
   *   rows, but never before this returns
   * @param {RunExtras} [extras] - what to do besides training
   * @returns {PooledRun} the run, last in the queue
   */
  add(spec, changed, extras = {}) {
    const run = new PooledRun(spec, changed, extras);
    this.#enqueue(run);
    return run;
  }

  /** @param {PooledRun} run - failed or cancelled, to be queued again */
  retry(run) {
    if (!run.isOver || run.phase === 'done') return;
    run.failure = null;
    run.ending = null;
    run.phase = 'waiting';
    this.#enqueue(run);
    run.changed();
  }

  /** Pauses all runs. */
  pause() {
    if (this.#isPaused) return;
    this.#isPaused = true;
    for (const session of this.#working.keys()) session.pause();
  }

  /**
   * Resumes all runs. Once all have come to the goal, the pool is paused again.
   *
   * @param {Goal} [goal] - of each; its last epoch, at the pace, if left out
   */
  resume(goal = TO_THE_END) {
    if (!this.#isPaused && goal === this.#goal) return;
    this.#isPaused = false;
    this.#goal = goal;
    for (const run of this.#waiting) run.stepsOwed = 0;
    for (const session of this.#working.keys()) session.play(goal);
    this.#fill();
    this.#restAtGoal();
  }

  /** @param {number} pace - the a of pace.js at which all runs play; 0 is as fast as they can */
  set pace(pace) {
    this.#pace = pace;
    for (const session of this.#working.keys()) session.pace = pace;
  }

  /** Trains one epoch of every run: of those that wait for a worker, once they have one. */
  step() {
    for (const session of this.#working.keys()) session.step();
    for (const run of this.#waiting) run.stepsOwed += 1;
  }

  /** Ends every worker, and every run that has not ended. */
  cancel() {
    const runs = [...this.#working.values(), ...this.#waiting];
    for (const session of [...this.#working.keys(), ...this.#idle]) {
      session.close();
    }
    this.#working.clear();
    this.#waiting = [];
    this.#idle = [];
    this.#latest.clear();
    for (const run of runs) {
      run.fetching = null;
      run.stepsOwed = 0;
      run.phase = 'cancelled';
      run.changed();
    }
  }

  /**
   * Pauses, if every run that has a worker stands at the goal. Where others still wait
   * for a worker, one of those at the goal goes on to its end first, to make room.
   */
  #restAtGoal() {
    const sessions = [...this.#working.keys()];
    const isAtGoal = sessions.every(
      ({ phase, goal }) => phase === 'resting' && goal === null,
    );
    if (this.#isPaused || sessions.length === 0 || !isAtGoal) return;
    if (this.#waiting.length === 0) this.#isPaused = true;
    else sessions[0]?.play({ ...this.#goal, epoch: Infinity });
  }

  /**
   * Has a run's network, as it is now, read an image.
   *
   * @param {PooledRun} run - of this pool
   * @param {Uint8Array} bytes - as of `RunSession.read`
   * @returns {ReturnType<RunSession['read']> | null} null if no worker has that network
   *   any more, or yet
   */
  read(run, bytes) {
    const [session] = [...this.#latest].find(([, last]) => last === run) ?? [];
    return session?.isBegun ? session.read(bytes) : null;
  }

  /** @param {PooledRun} run - to be queued */
  #enqueue(run) {
    this.#waiting.push(run);
    // Later, so that `changed` is not called before `add` has returned.
    queueMicrotask(() => this.#fill());
  }

  /** Starts waiting runs as far as the width allows. */
  #fill() {
    const isFilling = this.#isEager || !this.#isPaused;
    while (isFilling && this.#working.size < this.width) {
      const run = this.#waiting.shift();
      if (run === undefined) break;
      const session = this.#idle.pop() ?? this.#open();
      this.#working.set(session, run);
      this.#latest.set(session, run);
      run.phase = 'running';
      session.pace = this.#pace;
      session.configure(run.spec, run.extras);
      if (!this.#isPaused) session.play(this.#goal);
      for (; run.stepsOwed > 0; run.stepsOwed -= 1) session.step();
      run.changed();
    }
    // An idle worker would only keep its memory.
    if (this.#waiting.length > 0 || this.#isKept) return;
    for (const session of this.#idle.splice(0)) this.#close(session);
  }

  /** @param {RunSession} session - whose run is over, or has failed */
  #close(session) {
    this.#latest.delete(session);
    session.close();
  }

  /** @returns {RunSession} a new one, whose events this pool handles */
  #open() {
    const session = new RunSession((...event) => {
      const run = this.#working.get(session);
      if (run) this.#hear(session, run, ...event);
    }, this.#options);
    return session;
  }

  /** @param {RunSession} session @param {PooledRun} run @param {SessionEvent} event */
  #hear(session, run, ...event) {
    const [type, detail] = event;
    if (type === 'fetching') {
      const parts = partsFor(run.spec.images).slice(1);
      run.fetching = {
        received: session.received(parts),
        total: sizeOf(parts),
      };
      run.changed();
    }
    if (type === 'started' || type === 'measured') {
      run.fetching = null;
      run.history = session.history;
      run.gradients = session.gradients;
      run.activations = session.activations;
      run.constants = session.constants;
      run.imagesPerSecond = session.imagesPerSecond;
      run.plateauEnd = session.plateauEnd;
    }
    if (type === 'measured') {
      this.#keeper?.measured(session, run);
      run.changed();
    }
    if (type === 'started') {
      this.#transport = session.transport;
      this.#fill();
      this.#restAtGoal();
      run.changed();
    } else if (type === 'settled' && session.phase === 'done') {
      run.ending = session.ending;
      const keeping = this.#keeper?.ended(session, run);
      if (keeping || run.extras.keepWeights) {
        void this.#finishLater(session, run, keeping);
      } else this.#finish(session, run);
    } else if (type === 'settled') {
      this.#keeper?.settled(session, run);
      this.#restAtGoal();
      run.changed();
    } else if (
      type === 'failed' &&
      this.#keeper?.failed(session, run, detail)
    ) {
      if (!this.#isPaused) session.play(this.#goal);
      run.changed();
    } else if (type === 'failed') {
      run.failure = detail;
      // The worker is dead, or may not be reliable.
      this.#close(session);
      this.#end(session, run, 'failed');
    }
  }

  /**
   * @param {RunSession} session
   * @param {PooledRun} run - at its end
   * @param {Promise<void>} [keeping] - resolves when it is kept; never rejects
   */
  async #finishLater(session, run, keeping) {
    try {
      await keeping;
      if (run.extras.keepWeights) {
        run.parameters = (await session.weights())?.present ?? null;
      }
    } catch {
      // The session has told that it failed.
      return;
    }
    // Its worker may have died meanwhile, and another be at work on it.
    const isIts = this.#working.get(session) === run;
    if (isIts && session.phase === 'done') this.#finish(session, run);
  }

  /** @param {RunSession} session @param {PooledRun} run - at its end */
  #finish(session, run) {
    this.#idle.push(session);
    this.#end(session, run, 'done');
  }

  /** @param {RunSession} session @param {PooledRun} run @param {'done' | 'failed'} phase */
  #end(session, run, phase) {
    this.#working.delete(session);
    run.fetching = null;
    run.phase = phase;
    this.#fill();
    // Perhaps it was the last that the others waited for.
    this.#restAtGoal();
    run.changed();
  }
}

/**
 * What keeps the runs of a pool safe.
 *
 * @typedef {object} RunKeeper
 * @property {(session: RunSession, run: PooledRun) => void} measured - it has more rows
 * @property {(session: RunSession, run: PooledRun) => void} settled - it has come to rest
 * @property {(session: RunSession, run: PooledRun) => Promise<void> | undefined} ended -
 *   it has come to its end; what is returned resolves when its session may be given
 *   another run
 * @property {(session: RunSession, run: PooledRun, failure: Failed) => boolean} failed -
 *   whether the session has been given the run once more, in a new worker
 */
