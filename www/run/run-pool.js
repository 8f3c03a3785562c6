import { RunSession } from './run-session.js';

/** @import { Failed, TrainingSpec } from './protocol.js' */
/** @import { SessionEvent, Wishes } from './run-session.js' */
/** @import { TransportKind } from '../core/client/transports.js' */

/**
 * How a run of a pool stands:
 *
 *     waiting → running → done
 *
 * and from the first two to `failed` or `cancelled`, which `retry` leaves.
 *
 * @typedef {'waiting' | 'running' | 'done' | 'failed' | 'cancelled'} PooledPhase
 */

/** One of several runs, and what it has measured. */
export class PooledRun {
  /** @type {PooledPhase} */
  phase = 'waiting';
  /** @type {Failed | null} Why it failed, while it has. */
  failure = null;
  /** @type {RunSession['history']} */
  history = null;

  /**
   * @param {TrainingSpec} spec - its settings
   * @param {() => void} changed - told when its phase is another, or it has
   *   more rows
   * @param {Wishes} wishes - what is wanted of it besides
   */
  constructor(spec, changed, wishes) {
    this.spec = spec;
    this.changed = changed;
    this.wishes = wishes;
  }

  /** @returns {boolean} whether nothing more comes of it by itself */
  get isOver() {
    return this.phase !== 'waiting' && this.phase !== 'running';
  }
}

/** @returns {number} how many workers this machine has processors for */
export function processors() {
  // Absent in Node, and where a browser keeps it to itself.
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}

/**
 * Trains several runs, as many at once as there are processors, each in a
 * worker; the others wait their turn, in the order in which they were added. A
 * worker whose run is done takes the next one, and needs no digits again. Runs
 * know nothing of each other: one that fails leaves the others alone.
 *
 * Where there are no workers but the page's own thread, runs come one after
 * the other.
 */
export class RunPool {
  #limit;
  #options;
  #isPaused = false;
  /** @type {TransportKind | null} Where the runs live, once one has answered. */
  #transport = null;
  /** @type {PooledRun[]} */
  #waiting = [];
  /** @type {Map<RunSession, PooledRun>} */
  #working = new Map();
  /** @type {RunSession[]} */
  #idle = [];

  /**
   * @param {object} [options] - all of them optional
   * @param {number} [options.limit] - workers at once; at least 1
   * @param {ConstructorParameters<typeof RunSession>[1]} [options.session] -
   *   what each worker's session is made with
   */
  constructor({ limit = processors(), session = {} } = {}) {
    this.#limit = Math.max(1, Math.floor(limit));
    this.#options = session;
  }

  /** @returns {TransportKind | null} where the runs live, null before one answered */
  get transport() {
    return this.#transport;
  }

  /** @returns {boolean} whether all runs stand still until `resume` */
  get isPaused() {
    return this.#isPaused;
  }

  /**
   * How many runs may be at work at once. Until a first one has answered, and
   * thereby found out whether workers can be had at all, it is one.
   *
   * @returns {number} at least 1
   */
  get width() {
    const hasWorkers = this.#transport !== null && this.#transport !== 'page';
    return hasWorkers ? this.#limit : 1;
  }

  /**
   * @param {TrainingSpec} spec - the settings of a run
   * @param {() => void} changed - told when its phase is another, or it has
   *   more rows, but never before this returns
   * @param {Wishes} [wishes] - what is wanted of it besides
   * @returns {PooledRun} it, at the end of those that wait
   */
  add(spec, changed, wishes = {}) {
    const run = new PooledRun(spec, changed, wishes);
    this.#enqueue(run);
    return run;
  }

  /**
   * Begins a run anew that failed or was cancelled, at the end of those that
   * wait.
   *
   * @param {PooledRun} run - of this pool
   */
  retry(run) {
    if (!run.isOver || run.phase === 'done') return;
    run.failure = null;
    run.phase = 'waiting';
    this.#enqueue(run);
    run.changed();
  }

  /** Stops all runs where they are. */
  pause() {
    if (this.#isPaused) return;
    this.#isPaused = true;
    for (const session of this.#working.keys()) session.pause();
  }

  /** Lets all runs go on. */
  resume() {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (const session of this.#working.keys()) session.play();
    this.#fill();
  }

  /** Ends every worker, and every run that is not over. */
  cancel() {
    const runs = [...this.#working.values(), ...this.#waiting];
    for (const session of [...this.#working.keys(), ...this.#idle]) {
      session.close();
    }
    this.#working.clear();
    this.#waiting = [];
    this.#idle = [];
    for (const run of runs) {
      run.phase = 'cancelled';
      run.changed();
    }
  }

  /** @param {PooledRun} run - has to wait */
  #enqueue(run) {
    this.#waiting.push(run);
    // Later, so that nobody is told of a run before having it.
    queueMicrotask(() => this.#fill());
  }

  /** Puts runs that wait to work, where there is room for them. */
  #fill() {
    while (!this.#isPaused && this.#working.size < this.width) {
      const run = this.#waiting.shift();
      if (run === undefined) break;
      const session = this.#idle.pop() ?? this.#open();
      this.#working.set(session, run);
      run.phase = 'running';
      session.configure(run.spec, run.wishes);
      session.play();
      run.changed();
    }
    // An idle worker would only keep its memory.
    if (this.#waiting.length > 0) return;
    for (const session of this.#idle.splice(0)) session.close();
  }

  /** @returns {RunSession} one that tells this pool */
  #open() {
    const session = new RunSession((...event) => {
      const run = this.#working.get(session);
      if (run) this.#hear(session, run, ...event);
    }, this.#options);
    return session;
  }

  /**
   * @param {RunSession} session - trains the run
   * @param {PooledRun} run - at work
   * @param {SessionEvent} event - what happened to it
   */
  #hear(session, run, ...event) {
    const [type, detail] = event;
    if (type === 'started' || type === 'measured') {
      run.history = session.history;
      run.changed();
    }
    if (type === 'started') {
      this.#transport = session.transport;
      this.#fill();
    } else if (type === 'settled' && session.phase === 'done') {
      this.#end(session, run, 'done');
      this.#idle.push(session);
      this.#fill();
    } else if (type === 'failed') {
      run.failure = detail;
      // Of no more use, or not to be relied on.
      session.close();
      this.#end(session, run, 'failed');
      this.#fill();
    }
  }

  /**
   * @param {RunSession} session - free again
   * @param {PooledRun} run - over
   * @param {'done' | 'failed'} phase - how it ended
   */
  #end(session, run, phase) {
    this.#working.delete(session);
    run.phase = phase;
    run.changed();
  }
}
