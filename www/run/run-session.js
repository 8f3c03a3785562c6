import { TrainingClient } from './client/training-client.js';
import { RunRecord } from './run-record.js';

/** @import { CheckedBias } from './protocol/message-types.js' */

/** @import { KeepGradients } from './run-record.js' */
/** @import { RunState } from './run-state.js' */
/** @import { Configured, Done, Failed, Paused, Progress } from './protocol/message-types.js' */

/** Milliseconds between two reports, for readers who asked for less motion. */
const CALM_REPORT_MS = 250;

/**
 * @returns {{ reportMs?: number }} how often a run is to report, for the
 *   client that trains it
 */
export function reportPace() {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return isCalm ? { reportMs: CALM_REPORT_MS } : {};
}

/**
 * One run at a time, from its settings to its rows:
 *
 *     idle → starting → resting ⇄ playing → done
 *
 * by way of `stopping`, where a pause has to wait for the epoch to be measured,
 * and from anywhere to `failed`, which `again` leaves. New settings lead to
 * `starting` again; a run that was playing plays on from its new start.
 */
export class RunSession extends RunRecord {
  /** @type {Phase} */
  phase = 'idle';

  /** @type {TrainingClient | null} */
  #client = null;
  #listener;
  #isWanted = false;

  /** @param {SessionListener} listener - told what happens */
  constructor(listener) {
    super();
    this.#listener = listener;
  }

  /** @returns {boolean} whether settings were handed over */
  get isBegun() {
    return this.phase !== 'idle';
  }

  /** @returns {boolean} whether more numbers are on their way */
  get isMoving() {
    return this.phase === 'playing' || this.phase === 'stopping';
  }

  /** @returns {boolean} whether it moves, or will once it has started */
  get isPlaying() {
    return this.#isWanted;
  }

  /**
   * Makes a run of these settings and measures its first row.
   *
   * @param {RunState} state - the settings
   * @param {{ measuring?: number, keepGradients?: KeepGradients | null }} [wishes] -
   *   what is wanted of it besides, see `Wishes`
   */
  configure(state, { measuring = Infinity, keepGradients = null } = {}) {
    this.expect(state.hidden, keepGradients);
    this.phase = 'starting';
    this.#client ??= this.#open();
    // What goes wrong is told by the event as well.
    const gradients = keepGradients !== null;
    this.#client.configure(state, { gradients, measuring }).catch(() => {});
    if (this.#isWanted) this.#client.play();
    this.#listener.changed();
  }

  /** Trains to the last epoch. */
  play() {
    if (this.phase === 'done' || this.phase === 'failed') return;
    this.#isWanted = true;
    if (this.phase === 'resting' || this.isMoving) this.phase = 'playing';
    this.#client?.play();
    this.#listener.changed();
  }

  /** Stops where it is. */
  pause() {
    this.#isWanted = false;
    if (this.phase === 'playing') this.phase = 'stopping';
    this.#client?.pause();
    this.#listener.changed();
  }

  /** Trains one epoch. */
  step() {
    if (this.phase === 'done' || this.phase === 'failed') return;
    if (this.#isWanted) this.pause();
    this.#client?.step();
  }

  /** The same weights and the same order of images again, at rest. */
  reset() {
    if (this.phase === 'failed') return;
    this.#isWanted = false;
    if (this.phase !== 'starting') this.phase = 'resting';
    this.#client?.reset();
    this.#listener.changed();
  }

  /** @returns {Promise<CheckedBias[] | null>} see `TrainingClient.check` */
  check() {
    return this.#client?.check() ?? Promise.resolve(null);
  }

  /** Ends the worker and forgets the run. */
  close() {
    this.#client?.close();
    this.#client = null;
    this.#isWanted = false;
    this.phase = 'idle';
    this.expect([]);
  }

  /** @returns {TrainingClient} one that tells this session */
  #open() {
    const client = new TrainingClient(reportPace());
    /**
     * @template Message
     * @param {string} type - of the event
     * @param {(message: Message) => void} hear - told its message
     */
    const on = (type, hear) =>
      client.addEventListener(type, (event) => {
        if (client === this.#client) {
          hear(/** @type {CustomEvent<Message>} */ (event).detail);
        }
      });
    on('configured', (/** @type {Configured} */ run) => this.configured(run));
    on('progress', (/** @type {Progress} */ rows) => this.progressed(rows));
    on('settled', (/** @type {Paused | Done} */ { type }) =>
      this.#settled(type),
    );
    on('failed', (/** @type {Failed} */ failure) => this.#failed(failure));
    return client;
  }

  /**
   * @override
   * @param {Configured} run - the worker has made it
   */
  configured(run) {
    super.configured(run);
    this.phase = this.#isWanted ? 'playing' : 'resting';
    this.#listener.started(run.layers);
  }

  /**
   * @override
   * @param {Progress} rows - measured
   */
  progressed(rows) {
    const begins = super.progressed(rows);
    if (begins) this.#listener.started(rows.rowLength - 3);
    this.#listener.measured();
    return begins;
  }

  /** @param {'paused' | 'done'} type - how the run stands */
  #settled(type) {
    // The answer to a pause, when the run has been set going again since.
    if (type === 'paused' && this.#isWanted) return;
    this.#isWanted = false;
    this.phase = type === 'done' ? 'done' : 'resting';
    this.#listener.settled();
  }

  /** @param {Failed} failure - what went wrong */
  #failed(failure) {
    this.#isWanted = false;
    this.phase = 'failed';
    this.#listener.failed(failure);
  }
}

/** @typedef {'idle' | 'starting' | 'resting' | 'playing' | 'stopping' | 'done' | 'failed'} Phase */

/**
 * @typedef {object} SessionListener
 * @property {() => void} changed - the phase is another
 * @property {(layers: number) => void} started - a run begins, without rows
 * @property {() => void} measured - there are more rows
 * @property {() => void} settled - the run stands still
 * @property {(failure: Failed) => void} failed - the run cannot go on
 */
