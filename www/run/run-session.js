import { Connection } from '../core/client/connection.js';
import { Transports } from '../core/client/transports.js';
import { CoreError, codeOf, wordsOf } from '../core/core-error.js';
import { loadDigits } from '../core/digits.js';
import { FROM_TRAINING_WORKER } from './protocol.js';
import { RunHistory } from './run-history.js';

/** @import { CheckedBias, Configured, Failed, FromWorker, Progress, TrainingSpec } from './protocol.js' */
/** @import { DigitsPart } from '../core/digits.js' */
/** @import { GradientHistory } from './gradient-history.js' */

/** Milliseconds between two reports; longer for readers who asked for calm. */
const REPORT_MS = 50;
const CALM_REPORT_MS = 250;

/** Training images beyond which the second digits file is needed. */
const IMAGES_OF_FIRST_PART = 1000;

/**
 * What a worker says to a pause; `failed`, where it has not come to make the
 * run that is to pause.
 *
 * @type {ReadonlySet<FromWorker['type']>}
 */
const ANSWERS_TO_PAUSE = new Set(['pausing', 'paused', 'done', 'failed']);

/** How workers that train are had on this page. */
const trainingTransports = new Transports({
  // Vite looks for these very words; a caller may put another constructor in.
  start: (Worker = globalThis.Worker) =>
    new Worker(new URL('./worker/training-worker.js', import.meta.url), {
      type: 'module',
    }),
  // The same file as the worker's script: a host by itself would be another.
  load: async () => (await import('./worker/training-worker.js')).TrainingHost,
});

/**
 * One run at a time, from its settings to its rows, trained in a worker that
 * starts when it is first needed:
 *
 *     idle → starting → resting ⇄ playing → done
 *
 * by way of `stopping`, where a pause has to wait for the epoch to be measured,
 * and from anywhere to `failed`, which new settings leave. They lead to
 * `starting` from everywhere, and nothing is heard of an older run after them; a
 * run that was playing plays on from its new start.
 */
export class RunSession {
  /** @type {Phase} */
  phase = 'idle';
  /** @type {RunHistory | null} Rows of the settings now in force. */
  history = null;
  /** @type {GradientHistory | null} Of every neuron, where they are wanted. */
  gradients = null;
  /** @type {{ constantCost: number, constantAccuracy: number } | null} */
  constants = null;
  plateauEnd = -1;
  imagesPerSecond = 0;

  #tell;
  #transports;
  #loadDigits;
  #reportMs;
  /** @type {Connection<FromWorker> | null} */
  #connection = null;
  /** @type {Map<DigitsPart, Promise<void>>} On their way to the worker, or there. */
  #given = new Map();
  /** @type {DigitsPart[]} Those that the worker has not answered yet. */
  #unread = [];

  /** Names the newest run; a reset gives it another. */
  #runId = 0;
  /** @type {number | null} The run that the worker makes: one at a time. */
  #building = null;
  /** @type {TrainingSpec | null} */
  #spec = null;
  /** @type {Wishes} */
  #wishes = {};
  #gradientStride = 0;
  /** Whether its digits are in the worker. */
  #isPrepared = false;
  /** Whether the worker has heard of it. */
  #isPosted = false;
  /** The last epoch heard of. */
  #epoch = 0;
  /** @type {number | null} The epoch to stop at; null at rest. */
  #toEpoch = null;
  #isStepping = false;
  /** @type {{ resolve: (checks: CheckedBias[] | null) => void,
   *   reject: (error: Error) => void }[]} Those that wait for a check. */
  #checks = [];

  /**
   * @param {Tell} tell - told what happens
   * @param {object} [options] - all of them optional
   * @param {(part: DigitsPart) => Promise<Uint8Array>} [options.digits] -
   *   fetches a digits file, once however often it is asked
   * @param {number} [options.reportMs] - milliseconds between two reports at
   *   least; there are never more than 30 a second
   * @param {Pick<Transports, 'open'>} [options.transports] - starts the worker
   */
  constructor(tell, options = {}) {
    this.#tell = tell;
    this.#transports = options.transports ?? trainingTransports;
    this.#loadDigits = options.digits ?? loadDigits;
    this.#reportMs = options.reportMs ?? usualReportMs();
  }

  /** @returns {'worker' | 'blob' | 'page' | null} null before one answered */
  get transport() {
    return this.#connection?.transport?.kind ?? null;
  }

  /** @returns {'simd' | 'scalar' | null} the core's build, null as above */
  get core() {
    return this.#connection?.transport?.core ?? null;
  }

  /** @returns {boolean} whether settings were handed over */
  get isBegun() {
    return this.phase !== 'idle';
  }

  /** @returns {boolean} whether more numbers are on their way */
  get isMoving() {
    return this.phase === 'playing' || this.phase === 'stopping';
  }

  /** @returns {boolean} whether it plays, or will once it has started */
  get isPlaying() {
    return this.#toEpoch !== null && !this.#isStepping;
  }

  /**
   * Makes a run of these settings and measures its first row.
   *
   * @param {TrainingSpec} spec - the settings
   * @param {Wishes} [wishes] - what is wanted of it besides
   */
  configure(spec, wishes = {}) {
    // The older run has no use any more, and may have long to go.
    if (this.#isPosted && this.#toEpoch !== null) this.#post('pause');
    this.#settleChecks(null);
    this.#toEpoch = this.isPlaying ? spec.epochs : null;
    this.#forget();
    this.#spec = spec;
    this.#wishes = wishes;
    this.history = null;
    this.gradients = null;
    this.phase = 'starting';
    void this.#prepare(spec);
    this.#tell('changed');
  }

  /** Trains to the last epoch; before there are settings, once there are. */
  play() {
    if (this.phase === 'done' || this.phase === 'failed') return;
    this.#isStepping = false;
    this.#toEpoch = this.#spec?.epochs ?? Infinity;
    if (this.phase === 'resting' || this.isMoving) this.phase = 'playing';
    this.#go();
    this.#tell('changed');
  }

  /** Stops after the slice that is being worked on. */
  pause() {
    this.#toEpoch = null;
    if (this.phase === 'playing') this.phase = 'stopping';
    if (this.#isPosted) {
      this.#post('pause');
      // A gradient check of a large network takes its own time.
      if (this.#checks.length === 0) this.#connection?.watch('pause');
    }
    this.#tell('changed');
  }

  /** Trains one epoch, or one more when the last step is not done yet. */
  step() {
    if (this.#spec === null || this.phase === 'done') return;
    if (this.isPlaying) this.pause();
    const from = this.#isStepping ? this.#toEpoch : null;
    this.#isStepping = true;
    this.#toEpoch = Math.min((from ?? this.#epoch) + 1, this.#spec.epochs);
    this.#go();
  }

  /** The same weights and the same order of images again, at rest. */
  reset() {
    if (this.#spec === null) return;
    // A run that is not there yet begins at its start anyway.
    if (this.phase === 'starting') return this.pause();
    this.#settleChecks(null);
    this.#toEpoch = null;
    this.#epoch = 0;
    this.#runId += 1;
    this.phase = 'resting';
    this.#post('reset');
    this.#tell('changed');
  }

  /**
   * Compares backpropagation's gradient with central differences.
   *
   * @returns {Promise<CheckedBias[] | null>} some biases of every hidden layer;
   *   null without a run, or when it was replaced meanwhile; rejects with what
   *   the run fails with
   */
  check() {
    if (this.#spec === null || this.phase === 'starting') {
      return Promise.resolve(null);
    }
    if (this.#checks.length === 0) this.#post('check');
    const checking = new Promise((resolve, reject) => {
      this.#checks.push({ resolve, reject });
    });
    // Nobody needs to catch it: why it fails is told as well.
    checking.catch(() => {});
    return checking;
  }

  /** Ends the worker and forgets the run. */
  close() {
    this.#disconnect();
    this.#settleChecks(null);
    this.#toEpoch = null;
    this.#forget();
    this.history = null;
    this.gradients = null;
    this.phase = 'idle';
  }

  /** Nothing more is heard of the run. */
  #forget() {
    this.#runId += 1;
    this.#spec = null;
    this.#epoch = 0;
    this.#isPrepared = false;
    this.#isPosted = false;
  }

  #disconnect() {
    this.#connection?.close();
    this.#connection = null;
    this.#building = null;
    this.#given.clear();
    this.#unread = [];
  }

  /** @returns {Connection<FromWorker>} to a new worker */
  #connect() {
    // Every run needs them: they come while the worker starts.
    this.#loadDigits('first').catch(() => {});
    return new Connection({
      transports: this.#transports,
      part: 'training',
      known: FROM_TRAINING_WORKER,
      receive: (message) => this.#receive(message),
      broken: (failure) => {
        this.#disconnect();
        this.#fail(failure);
      },
    });
  }

  /** @param {TrainingSpec} spec - gets all that it needs before the worker hears of it */
  async #prepare({ images }) {
    const runId = this.#runId;
    const connection = (this.#connection ??= this.#connect());
    try {
      await connection.opened;
      await this.#give('first', connection);
      if (images > IMAGES_OF_FIRST_PART) await this.#give('rest', connection);
    } catch (error) {
      // Where the worker has not come, the connection has told why.
      if (runId === this.#runId && connection === this.#connection) {
        const code = codeOf(error) ?? 'load-failed';
        const message = wordsOf(error);
        this.#fail({ type: 'failed', code, message, fatal: false });
      }
      return;
    }
    if (runId !== this.#runId) return;
    this.#isPrepared = true;
    this.#build();
  }

  /**
   * Gives the worker a file of digits, once.
   *
   * @param {DigitsPart} part - which
   * @param {Connection<FromWorker>} connection - of the worker
   * @returns {Promise<void>} resolves when it is on its way
   */
  #give(part, connection) {
    const known = this.#given.get(part);
    if (known !== undefined) return known;
    const giving = this.#loadDigits(part).then((bytes) => {
      connection.send({ type: 'data', bytes });
      if (connection === this.#connection) this.#unread.push(part);
    });
    this.#given.set(part, giving);
    giving.catch(() => {
      if (this.#given.get(part) === giving) this.#given.delete(part);
    });
    return giving;
  }

  /**
   * Has the worker make the newest run, unless it is making another: those
   * asked for meanwhile replace each other instead of queueing up.
   */
  #build() {
    if (!this.#isPrepared || this.#isPosted || this.#building !== null) return;
    this.#building = this.#runId;
    this.#isPosted = true;
    const { keepGradients = null, measuring = Infinity } = this.#wishes;
    const gradients = keepGradients !== null;
    this.#post('configure', { spec: this.#spec, gradients, measuring });
    this.#go();
  }

  /** Sends the run on its way, if the worker knows it. */
  #go() {
    if (!this.#isPosted || this.#toEpoch === null) return;
    this.#post('run', { toEpoch: this.#toEpoch, reportMs: this.#reportMs });
  }

  /**
   * @param {import('./protocol.js').ToWorker['type']} type - of a message about
   *   the newest run
   * @param {object} [fields] - of it
   */
  #post(type, fields = {}) {
    this.#connection?.send({ type, runId: this.#runId, ...fields });
  }

  /** @param {FromWorker} message */
  #receive(message) {
    if (ANSWERS_TO_PAUSE.has(message.type)) this.#connection?.unwatch();
    if (message.type === 'loaded') {
      this.#unread.shift();
      return;
    }
    // One that names no run is about the newest.
    const { runId = null } = message;
    const isBuilt = runId !== null && runId === this.#building;
    if (isBuilt) this.#building = null;
    if (runId === null || runId === this.#runId) this.#hear(message);
    if (isBuilt) this.#build();
  }

  /** @param {Exclude<FromWorker, { type: 'loaded' }>} message - about the newest run */
  #hear(message) {
    switch (message.type) {
      case 'configured':
        return this.#configured(message);
      case 'progress':
        return this.#progressed(message);
      case 'paused':
      case 'done': {
        const { type, epoch } = message;
        // The answer to a pause that a later play or step has overtaken.
        if (type === 'paused' && epoch < (this.#toEpoch ?? 0)) return;
        this.#toEpoch = null;
        this.phase = type === 'done' ? 'done' : 'resting';
        return this.#tell('settled');
      }
      case 'checked':
        return this.#settleChecks(message.checks);
      case 'failed': {
        const unread = message.code === 'data' && this.#unread.shift();
        if (unread) this.#given.delete(unread);
        return this.#fail(message);
      }
      default:
    }
  }

  /** @param {Configured} message */
  #configured({ layers, constantCost, constantAccuracy, gradientStride }) {
    this.#gradientStride = gradientStride;
    this.constants = { constantCost, constantAccuracy };
    this.phase = this.isPlaying ? 'playing' : 'resting';
    this.#begin(layers);
  }

  /** @param {Progress} message */
  #progressed(message) {
    const { epochs, values, rowLength, gradients } = message;
    if (!this.history || (epochs[0] ?? 0) <= this.history.epoch) {
      this.#begin(rowLength - 3);
    }
    this.history?.append(epochs, values);
    if (gradients) this.gradients?.append(gradients);
    this.#epoch = epochs.at(-1) ?? this.#epoch;
    this.imagesPerSecond = message.imagesPerSecond;
    this.plateauEnd = message.plateauEnd;
    this.#tell('measured');
  }

  /** @param {number} layers - hidden layers of the run that begins */
  #begin(layers) {
    const stride = this.#gradientStride;
    const widths = this.#spec?.hidden ?? [];
    const keep = stride > 0 ? this.#wishes.keepGradients : null;
    this.history = new RunHistory(layers);
    this.gradients = keep?.(widths, stride) ?? null;
    this.plateauEnd = -1;
    this.imagesPerSecond = 0;
    this.#tell('started', layers);
  }

  /** @param {Failed} failure - of the newest run */
  #fail(failure) {
    const error = new CoreError(failure.code, failure.message);
    for (const { reject } of this.#checks.splice(0)) reject(error);
    if (this.#isPosted && this.#toEpoch !== null) this.#post('pause');
    this.#toEpoch = null;
    this.#forget();
    this.phase = 'failed';
    this.#tell('failed', failure);
  }

  /** @param {CheckedBias[] | null} checks */
  #settleChecks(checks) {
    for (const { resolve } of this.#checks.splice(0)) resolve(checks);
  }
}

/** @returns {number} milliseconds between two reports */
function usualReportMs() {
  const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
  return calm?.matches ? CALM_REPORT_MS : REPORT_MS;
}

/** @typedef {'idle' | 'starting' | 'resting' | 'playing' | 'stopping' | 'done' | 'failed'} Phase */
/**
 * What happened: the phase is another; a run of so many hidden layers begins,
 * without rows; there are more rows; it stands still; it cannot go on.
 *
 * @typedef {['changed'] | ['started', number] | ['measured'] | ['settled']
 *   | ['failed', Failed]} SessionEvent
 */
/** @typedef {(...event: SessionEvent) => void} Tell */
/**
 * Makes what the gradients of every neuron are kept in; a figure that wants
 * them brings it along.
 *
 * @typedef {(widths: readonly number[], stride: number) => GradientHistory} KeepGradients
 */
/**
 * What is wanted of a run besides its numbers, which do not depend on it.
 *
 * @typedef {object} Wishes
 * @property {KeepGradients | null} [keepGradients] - where those of every
 *   neuron are wanted
 * @property {number} [measuring] - the share of the training that measuring
 *   may take, in a run with mini-batches; ∞, or nothing, for every epoch
 */
