import { TrainingClient } from './training-client.js';

/** @import { Configured, Failed, Progress, TrainingSpec } from '../protocol/message-types.js' */
/** @import { Wishes } from './run.js' */
/** @import { TransportKind } from './transport.js' */

/**
 * How a run of a pool stands:
 *
 *     waiting → running → done
 *
 * and from the first two to `failed` or `cancelled`, which `retry` leaves.
 *
 * @typedef {'waiting' | 'running' | 'done' | 'failed' | 'cancelled'} PooledPhase
 */

/** One of several runs. */
export class PooledRun {
  /** @type {PooledPhase} */
  phase = 'waiting';
  /** @type {Failed | null} Why it failed, while it has. */
  failure = null;

  /**
   * @param {TrainingSpec} spec - its settings
   * @param {PooledRunListener} listener - told what happens to it
   * @param {Wishes} wishes - what is wanted of it besides
   */
  constructor(spec, listener, wishes) {
    this.spec = spec;
    this.listener = listener;
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
  /** @type {Map<TrainingClient, PooledRun>} */
  #working = new Map();
  /** @type {TrainingClient[]} */
  #idle = [];

  /**
   * @param {object} [options] - all of them optional
   * @param {number} [options.limit] - workers at once; at least 1
   * @param {ConstructorParameters<typeof TrainingClient>[0]} [options.client] -
   *   what each worker's client is made with
   */
  constructor({ limit = processors(), client = {} } = {}) {
    this.#limit = Math.max(1, Math.floor(limit));
    this.#options = client;
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
   * @param {PooledRunListener} listener - told what happens to it, never before
   *   this returns
   * @param {Wishes} [wishes] - what is wanted of it besides
   * @returns {PooledRun} it, at the end of those that wait
   */
  add(spec, listener, wishes = {}) {
    const run = new PooledRun(spec, listener, wishes);
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
    run.listener.changed();
  }

  /** Stops all runs where they are. */
  pause() {
    if (this.#isPaused) return;
    this.#isPaused = true;
    for (const client of this.#working.keys()) client.pause();
  }

  /** Lets all runs go on. */
  resume() {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    for (const client of this.#working.keys()) client.play();
    this.#fill();
  }

  /** Ends every worker, and every run that is not over. */
  cancel() {
    const runs = [...this.#working.values(), ...this.#waiting];
    for (const client of [...this.#working.keys(), ...this.#idle]) {
      client.close();
    }
    this.#working.clear();
    this.#waiting = [];
    this.#idle = [];
    for (const run of runs) {
      run.phase = 'cancelled';
      run.listener.changed();
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
      const client = this.#idle.pop() ?? this.#open();
      this.#working.set(client, run);
      run.phase = 'running';
      // What goes wrong is told by the event as well.
      client.configure(run.spec, run.wishes).catch(() => {});
      client.play();
      run.listener.changed();
    }
    // An idle worker would only keep its memory.
    if (this.#waiting.length > 0) return;
    for (const client of this.#idle.splice(0)) client.close();
  }

  /** @returns {TrainingClient} one that tells this pool */
  #open() {
    const client = new TrainingClient(this.#options);
    /**
     * @template Message
     * @param {string} type - of the event
     * @param {(run: PooledRun, message: Message) => void} hear - told its
     *   message, and which run it is about
     */
    const on = (type, hear) =>
      client.addEventListener(type, (event) => {
        const run = this.#working.get(client);
        if (run) hear(run, /** @type {CustomEvent<Message>} */ (event).detail);
      });
    on('configured', (run, /** @type {Configured} */ message) => {
      run.listener.configured(message);
      this.#transport = client.transport;
      this.#fill();
    });
    on('progress', (run, /** @type {Progress} */ message) => {
      run.listener.progressed(message);
    });
    on('settled', (run, /** @type {{ type: 'paused' | 'done' }} */ message) => {
      if (message.type === 'done') this.#done(client, run);
    });
    on('failed', (run, /** @type {Failed} */ failure) => {
      this.#failed(client, run, failure);
    });
    return client;
  }

  /**
   * @param {TrainingClient} client - free again
   * @param {PooledRun} run - has measured its last epoch
   */
  #done(client, run) {
    this.#working.delete(client);
    this.#idle.push(client);
    run.phase = 'done';
    run.listener.changed();
    this.#fill();
  }

  /**
   * @param {TrainingClient} client - of no more use, or not to be relied on
   * @param {PooledRun} run - cannot go on
   * @param {Failed} failure - why
   */
  #failed(client, run, failure) {
    this.#working.delete(client);
    client.close();
    run.failure = failure;
    run.phase = 'failed';
    run.listener.changed();
    this.#fill();
  }
}

/**
 * @typedef {object} PooledRunListener
 * @property {() => void} changed - its phase is another
 * @property {(message: Configured) => void} configured - it begins, or begins
 *   anew
 * @property {(message: Progress) => void} progressed - it has more rows
 */
