import { Connection } from '../core/client/connection.js';
import { Transports } from '../core/client/transports.js';
import { CoreError, codeOf, wordsOf } from '../core/core-error.js';
import {
  digitsSizes,
  forgetDigits,
  loadDigits,
  partsFor,
} from '../core/digits.js';
import { FROM_TRAINING_WORKER } from './protocol.js';
import { RunHistory } from './run-history.js';

/** @import { Answered, EarlyEnding, GradientCheck, Configured, Failed, Fetching as FileFetching, FromWorker, Loaded, Parameters, Probed, Progress, Saved, Stopped, TrainingSpec } from './protocol.js' */
/** @import { DigitsPart } from '../core/digits.js' */
/** @import { OwnPart } from '../core/own-digits.js' */
/** @import { ActivationHistory } from './activation-history.js' */
/** @import { GradientHistory } from './gradient-history.js' */

/** Milliseconds between two reports; longer for readers who prefer less motion. */
const REPORT_MS = 50;
const CALM_REPORT_MS = 250;

/** With more images a run takes long to create on a slow machine. */
const MOST_IMAGES_AT_ONCE = 8000;

/** @type {ReadonlySet<Question>} What is answered in one piece, which may take long. */
const LONG_ANSWERS = new Set(['check', 'probe', 'try']);

/** How this page starts workers that train. */
const trainingTransports = new Transports({
  // Bundlers look for just this expression, of the global constructor.
  start: () =>
    new Worker(new URL('./worker/training-worker.js', import.meta.url), {
      type: 'module',
    }),
  // The same file as the worker's script: a host by itself would be another.
  load: async () => (await import('./worker/training-worker.js')).TrainingHost,
});

/** @type {Goal} Of a run that plays as usual. */
export const TO_THE_END = { epoch: Infinity, isHurried: false };

/**
 * One run at a time, from its settings to its rows, trained in a worker that
 * starts when it is first needed:
 *
 *     idle → starting → resting ⇄ playing → done
 *
 * A pause that has to wait until the epoch is measured leads through `stopping`;
 * any phase can lead to `failed`. New settings lead from any phase to `starting`,
 * and end the older run; if it was playing, the new one plays as well.
 */
export class RunSession {
  /** @type {Phase} */
  phase = 'idle';
  /** @type {RunHistory | null} The rows of the current run. */
  history = null;
  /** @type {GradientHistory | null} Of every neuron, if asked for. */
  gradients = null;
  /** @type {ActivationHistory | null} Of the hidden layers, if asked for. */
  activations = null;
  /** @type {{ constantCost: number, constantAccuracy: number } | null} */
  constants = null;
  plateauEnd = -1;
  /** @type {EarlyEnding | null} Why the run ended before its last epoch, if it has. */
  ending = null;
  imagesPerSecond = 0;
  /** @type {Goal | null} What the run that failed last played to. */
  brokenOff = null;

  #pace = 0;
  #tell;
  #transports;
  #part;
  #loadDigits;
  #own;
  #reportMs;
  /** @type {Connection<FromWorker> | null} */
  #connection = null;
  /** @type {Promise<void> | null} The first digits, sent to the worker or on their way. */
  #given = null;
  /** The first digits are sent, but not yet acknowledged by the worker. */
  #isUnread = false;
  /** @type {Map<DigitsPart, number>} Bytes of the larger files that have come. */
  #received = new Map();
  /** @type {Set<DigitsPart>} Those that the worker has. */
  #loaded = new Set();
  /** @type {Fetching | null} The file that the worker is fetching. */
  #fetching = null;
  #isStopping = false;

  /** Of the newest run; a reset changes it. */
  #runId = 0;
  /** @type {number | null} The run that the worker is creating: one at a time. */
  #building = null;
  /** @type {TrainingSpec | null} */
  #spec = null;
  /** @type {RunExtras} */
  #extras = {};
  #gradientStride = 0;
  #activationStride = 0;
  /** Whether the worker has its digits. */
  #isPrepared = false;
  /** Whether the worker has its settings. */
  #isPosted = false;
  /** The last epoch reported. */
  #epoch = 0;
  /** @type {number | null} The epoch to stop at; null at rest. */
  #toEpoch = null;
  #isStepping = false;
  /** Whether it goes there as fast as it can, whatever the pace. */
  #isHurried = false;
  /** @type {{ type: Question, resolve: (answer: any) => void,
   *   reject: (error: Error) => void }[]} Without an answer yet. */
  #asked = [];

  /**
   * @param {Tell} tell - called with every event
   * @param {object} [options] - all of them optional
   * @param {(part: 'first') => Promise<Uint8Array>} [options.digits] - fetches
   *   the first digits file, however often it is called only once
   * @param {() => OwnPart} [options.own] - images of the reader's own, in the place of
   *   all digits files: a copy for each worker
   * @param {number} [options.reportMs] - at least this many milliseconds between
   *   two reports; there are never more than 30 a second
   * @param {'training' | 'cures'} [options.part] - of the core, that trains
   * @param {Pick<Transports, 'open'>} [options.transports] - starts the worker
   */
  constructor(tell, options = {}) {
    this.#tell = tell;
    this.#transports = options.transports ?? trainingTransports;
    this.#part = options.part ?? 'training';
    this.#loadDigits = options.digits ?? loadDigits;
    this.#own = options.own;
    this.#reportMs = options.reportMs ?? usualReportMs();
  }

  /** @returns {'worker' | 'blob' | 'page' | null} null before it has started */
  get transport() {
    return this.#connection?.transport?.kind ?? null;
  }

  /** @returns {'simd' | 'scalar' | null} the build of its core; likewise */
  get core() {
    return this.#connection?.transport?.core ?? null;
  }

  /** @returns {TrainingSpec | null} the settings of its run */
  get spec() {
    return this.#spec;
  }

  /** @returns {number} the last epoch of its run: 0 after a reset, though rows of before may still be there */
  get epoch() {
    // A run that has failed keeps its rows, and nothing else.
    return this.#spec ? this.#epoch : (this.history?.epoch ?? 0);
  }

  /** @returns {boolean} whether it has a run */
  get isBegun() {
    return this.phase !== 'idle';
  }

  /** @returns {boolean} whether more rows are to be expected */
  get isMoving() {
    return this.phase === 'playing' || this.phase === 'stopping';
  }

  /** @returns {number} the a of pace.js at which it plays; 0 is as fast as it can */
  get pace() {
    return this.#pace;
  }

  /** @param {number} pace - from now on */
  set pace(pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    if (this.isPlaying) this.#go();
  }

  /** @returns {boolean} whether it plays, or will once it has started */
  get isPlaying() {
    return this.#toEpoch !== null && !this.#isStepping;
  }

  /** @returns {Goal | null} what it plays to, if it plays */
  get goal() {
    if (!this.isPlaying) return null;
    return { epoch: this.#toEpoch ?? Infinity, isHurried: this.#isHurried };
  }

  /**
   * @param {number} images - training images of a run
   * @returns {DigitsPart[]} the digits files that it needs and that are still to
   *   be fetched, besides the first
   */
  missing(images) {
    if (this.#own) return [];
    return partsFor(images).filter(
      (part) => part !== 'first' && !this.#loaded.has(part),
    );
  }

  /**
   * @param {readonly DigitsPart[]} parts - besides the first
   * @returns {number} bytes of them that have come
   */
  received(parts) {
    const of = (/** @type {DigitsPart} */ part) =>
      this.#loaded.has(part) ? digitsSizes[part] : this.#received.get(part);
    return parts.reduce((sum, part) => sum + (of(part) ?? 0), 0);
  }

  /**
   * Has the worker fetch the digits of a run, while it goes on with the one that
   * it has; `fetching` is told. What is there is not fetched again.
   *
   * @param {number} images - training images of the run
   * @returns {Promise<boolean>} whether they are there; false if it was stopped
   * @throws {CoreError} `load-failed`, `digits-missing` or `data`; what the
   *   worker died of, of which it has told
   */
  async bring(images) {
    const connection = (this.#connection ??= this.#connect());
    await connection.opened;
    await this.#giveFirst(connection);
    for (;;) {
      const [part] = this.missing(images);
      if (part === undefined) return true;
      if (this.#connection !== connection) return false;
      if (!(await this.#fetch(part))) return false;
    }
  }

  /** Stops fetching digits; what has come is kept. */
  stopFetching() {
    if (!this.#fetching || this.#isStopping) return;
    this.#isStopping = true;
    this.#connection?.send({ type: 'stop' });
  }

  /**
   * Creates a run and measures its first row.
   *
   * @param {TrainingSpec} spec - its settings
   * @param {RunExtras} [extras] - what to do besides training
   */
  configure(spec, extras = {}) {
    // The older run is of no more use, and may take long.
    if (this.#isPosted && this.#toEpoch !== null) this.#post('pause');
    this.#answer(null);
    // A jump was to an epoch of the older run.
    this.#toEpoch = this.isPlaying && !this.#isHurried ? spec.epochs : null;
    this.#isHurried = false;
    this.#forget();
    this.#spec = spec;
    this.#extras = extras;
    this.history = null;
    this.gradients = null;
    this.activations = null;
    this.phase = 'starting';
    void this.#prepare(spec);
    this.#tell('changed');
  }

  /**
   * Trains as soon as there is a run; does nothing where it has come as far already.
   *
   * @param {Goal} [goal] - the last epoch, at the pace, if left out
   */
  play({ epoch, isHurried } = TO_THE_END) {
    if (this.phase === 'done' || this.phase === 'failed') return;
    if (epoch <= this.#epoch) return;
    this.#isStepping = false;
    this.#isHurried = isHurried;
    this.#toEpoch = Math.min(epoch, this.#spec?.epochs ?? Infinity);
    if (this.phase === 'resting' || this.isMoving) this.phase = 'playing';
    this.#go();
    this.#tell('changed');
  }

  /** Pauses after the current slice, or once the current epoch is measured. */
  pause() {
    this.#toEpoch = null;
    if (this.phase === 'playing') this.phase = 'stopping';
    if (this.#isPosted) this.#post('pause');
    this.#tell('changed');
  }

  /** Trains one epoch, or one more if the last step is not done yet. */
  step() {
    if (this.#spec === null || this.phase === 'done') return;
    if (this.isPlaying) this.pause();
    const from = this.#isStepping ? this.#toEpoch : null;
    this.#isStepping = true;
    this.#toEpoch = Math.min((from ?? this.#epoch) + 1, this.#spec.epochs);
    this.#go();
  }

  /** Goes back to the start: the same weights, the same order of images. */
  reset() {
    if (this.#spec === null) return;
    // A run that is being created is at its start anyway.
    if (this.phase === 'starting') return this.pause();
    this.#answer(null);
    this.#toEpoch = null;
    this.#epoch = 0;
    this.ending = null;
    this.#runId += 1;
    this.phase = 'resting';
    this.#post('reset');
    this.#tell('changed');
  }

  /**
   * Compares the gradient of backpropagation with central differences.
   *
   * @returns {Promise<GradientCheck | null>} along some directions of hidden
   *   layers; null without a run, or if it is replaced before the answer; rejects
   *   if the run fails, or the code of the check does not come
   */
  check() {
    return this.#ask('check');
  }

  /**
   * Pauses the run and takes its weights and biases, those it started with and
   * those at its last row. If it stands between two rows, it goes on to the next.
   *
   * @returns {Promise<Parameters | null>} null and rejections as for `check`
   */
  weights() {
    if (this.isMoving) this.pause();
    return this.#ask('weights');
  }

  /**
   * Has the network as it is now read an image, while it trains or not. The next is asked
   * when this one is answered.
   *
   * @param {Uint8Array} bytes - 784, row by row, 0 for no ink
   * @returns {Promise<Answered | null>} null and rejections as for `check`
   */
  read(bytes) {
    return this.#ask('read', { bytes });
  }

  /**
   * Pauses the run, and has linear readers fitted to its layers.
   *
   * @returns {Promise<Probed | null>} null and rejections as for `check`; null, too, if
   *   the run is set going again before the answer
   */
  probe() {
    if (this.isMoving) this.pause();
    return this.#ask('probe');
  }

  /**
   * Takes the run as bytes from which it can go on, while it trains or not. The rows that
   * the session has when this resolves are those before.
   *
   * @returns {Promise<Saved | null>} null and rejections as for `check`
   */
  snapshot() {
    return this.#ask('snapshot');
  }

  /**
   * Finds out whether a run can go on from a snapshot, for which it fetches the digits. The
   * run that there is stays as it is.
   *
   * @param {TrainingSpec} spec - the settings of that run
   * @param {Uint8Array} snapshot - of `Saved`
   * @returns {Promise<boolean>} true if it can; false if this was stopped, or another run
   *   began meanwhile; rejects with the reason of the core, or if the digits do not come
   */
  async fits(spec, snapshot) {
    if (!(await this.bring(spec.images))) return false;
    this.#post('try', { spec, snapshot });
    return (await this.#answerTo('try')) !== null;
  }

  /**
   * @param {Question} type - of the message to the worker
   * @param {object} [fields] - of it
   * @returns {Promise<any>} its answer
   */
  #ask(type, fields) {
    if (this.#spec === null || this.phase === 'starting') {
      return Promise.resolve(null);
    }
    if (!this.#asked.some((one) => one.type === type)) {
      this.#post(type, fields);
    }
    return this.#answerTo(type);
  }

  /** @param {Question} type - of what was asked @returns {Promise<any>} its answer */
  #answerTo(type) {
    const asking = new Promise((resolve, reject) => {
      this.#asked.push({ type, resolve, reject });
    });
    // Callers need not catch it: the failure is an event as well.
    asking.catch(() => {});
    return asking;
  }

  /** Ends the worker and forgets the run. */
  close() {
    this.#disconnect();
    this.#answer(null);
    this.#toEpoch = null;
    this.#forget();
    this.history = null;
    this.gradients = null;
    this.activations = null;
    this.phase = 'idle';
  }

  /** Drops the run, whose messages are ignored from now on. */
  #forget() {
    this.#runId += 1;
    this.#spec = null;
    this.#epoch = 0;
    this.ending = null;
    this.#isPrepared = false;
    this.#isPosted = false;
  }

  #disconnect() {
    this.#connection?.close();
    this.#connection = null;
    this.#building = null;
    this.#given = null;
    this.#isUnread = false;
    this.#loaded.clear();
    this.#received.clear();
    this.#fetching?.resolve(false);
    this.#fetching = null;
    this.#isStopping = false;
  }

  /** Whether the worker may be doing what it cannot do in slices. */
  get #isAtWork() {
    const isLarge = (this.#spec?.images ?? 0) > MOST_IMAGES_AT_ONCE;
    const isCreating = this.#building !== null && isLarge;
    const isAsked = this.#asked.some(({ type }) => LONG_ANSWERS.has(type));
    return isCreating || isAsked || this.#fetching !== null;
  }

  /** @returns {Connection<FromWorker>} to a new worker */
  #connect() {
    // Every run needs them: fetch them while the worker starts.
    if (!this.#own) this.#loadDigits('first').catch(() => {});
    return new Connection({
      transports: this.#transports,
      part: this.#part,
      known: FROM_TRAINING_WORKER,
      receive: (message) => this.#receive(message),
      isAtWork: () => this.#isAtWork,
      broken: (failure) => {
        this.#disconnect();
        this.#fail(failure);
      },
    });
  }

  /** @param {TrainingSpec} spec - whose digits the worker needs before it */
  async #prepare({ images }) {
    const runId = this.#runId;
    const connection = this.#connection ?? this.#connect();
    this.#connection = connection;
    try {
      if (!(await this.bring(images))) return;
    } catch (error) {
      // If the worker did not start, the connection has reported it.
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
   * Sends the first digits file to the worker, once.
   *
   * @param {Connection<FromWorker>} connection - to the worker
   * @returns {Promise<void>} resolves when it is sent
   */
  #giveFirst(connection) {
    if (this.#given) return this.#given;
    if (this.#own) {
      const own = this.#own();
      const buffers = Object.values(own).flatMap((value) =>
        typeof value === 'number' ? [] : [value.buffer],
      );
      connection.send({ type: 'own', ...own }, buffers);
      this.#given = Promise.resolve();
      return this.#given;
    }
    const giving = this.#loadDigits('first').then((bytes) => {
      connection.send({ type: 'data', bytes });
      if (connection === this.#connection) this.#isUnread = true;
    });
    this.#given = giving;
    giving.catch(() => {
      if (this.#given === giving) this.#given = null;
    });
    return giving;
  }

  /**
   * @param {DigitsPart} part - the next that the worker needs
   * @returns {Promise<boolean>} as of `bring`
   */
  async #fetch(part) {
    if (this.#isStopping) await this.#fetching?.promise;
    if (this.#fetching) return this.#fetching.promise;
    const { promise, resolve, reject } = withResolvers();
    this.#fetching = { promise, resolve, reject };
    this.#connection?.send({ type: 'fetch', part });
    return promise;
  }

  /**
   * Has the worker create the newest run, unless it is still creating another:
   * then only the last one asked for by the time it is ready is created.
   */
  #build() {
    if (!this.#isPrepared || this.#isPosted || this.#building !== null) return;
    this.#building = this.#runId;
    this.#isPosted = true;
    const {
      keepGradients = null,
      keepActivations = null,
      weightSpeeds = false,
      measuring = Infinity,
      kept,
    } = this.#extras;
    const gradients = keepGradients !== null;
    const activations = keepActivations !== null;
    const extras = {
      ...{ gradients, weightSpeeds, activations, measuring },
      ...(kept && { snapshot: kept.snapshot, fromEpoch: kept.epoch }),
    };
    this.#post('configure', { spec: this.#spec, ...extras });
  }

  /** Starts training; a worker that is still making the run does not hear it. */
  #go() {
    if (!this.#isPosted || this.#toEpoch === null) return;
    const pace = this.#isStepping || this.#isHurried ? 0 : this.#pace;
    const reportMs = this.#reportMs;
    this.#post('run', { toEpoch: this.#toEpoch, reportMs, pace });
  }

  /** @param {import('./protocol.js').ToWorker['type']} type @param {object} [fields] - of the message */
  #post(type, fields = {}) {
    this.#connection?.send({ type, runId: this.#runId, ...fields });
  }

  /** @param {FromWorker} message */
  #receive(message) {
    switch (message.type) {
      case 'loaded':
      case 'fetching':
      case 'stopped':
        return this.#hearOfDigits(message);
      case 'failed':
        if (message.part !== undefined) return this.#hearOfDigits(message);
        break;
      default:
    }
    // Without a run id it is about the newest.
    const { runId = null } = message;
    const isBuilt = runId !== null && runId === this.#building;
    if (isBuilt) this.#building = null;
    if (runId === null || runId === this.#runId) this.#hear(message);
    if (isBuilt) this.#build();
  }

  /** @param {Loaded | FileFetching | Stopped | Failed} message */
  #hearOfDigits(message) {
    const part = /** @type {DigitsPart | undefined} */ (message.part);
    if (part === undefined) {
      this.#isUnread = false;
      return;
    }
    if (message.type === 'fetching') {
      this.#received.set(part, message.received);
      return this.#tell('fetching');
    }
    const fetching = this.#fetching;
    this.#fetching = null;
    this.#isStopping = false;
    if (message.type === 'loaded') {
      this.#loaded.add(part);
      this.#tell('fetching');
      fetching?.resolve(true);
    } else if (message.type === 'failed') {
      fetching?.reject(new CoreError(message.code, message.message));
    } else fetching?.resolve(false);
  }

  /** @param {Exclude<FromWorker, Loaded | FileFetching | Stopped>} message - about the newest run */
  #hear(message) {
    switch (message.type) {
      case 'configured':
        return this.#configured(message);
      case 'progress':
        return this.#progressed(message);
      case 'paused':
      case 'done': {
        const { type, epoch } = message;
        // Answers a pause that was followed by play or step.
        if (type === 'paused' && epoch < (this.#toEpoch ?? 0)) return;
        this.#toEpoch = null;
        this.phase = type === 'done' ? 'done' : 'resting';
        this.ending = (type === 'done' && message.ending) || null;
        return this.#tell('settled');
      }
      case 'checked':
        return this.#checked(message, 'check', message.check);
      case 'parameters':
        return this.#answer(message, 'weights');
      case 'answered':
        return this.#answer(message, 'read');
      case 'saved':
        return this.#answer(message, 'snapshot');
      case 'tried':
        return this.#checked(message, 'try', message);
      case 'probed':
        return this.#checked(
          message,
          'probe',
          message.images > 0 ? message : null,
        );
      case 'failed': {
        if (message.code === 'data' && this.#isUnread) {
          this.#isUnread = false;
          this.#given = null;
          forgetDigits();
        }
        return this.#fail(message);
      }
      default:
    }
  }

  /** @param {{ problem?: { code: string, message: string } | undefined }} message @param {Question} type - of what was asked @param {unknown} answer */
  #checked({ problem }, type, answer) {
    if (!problem) return this.#answer(answer ?? null, type);
    const error = new CoreError(problem.code, problem.message);
    this.#asked = this.#asked.filter((one) => {
      if (one.type === type) one.reject(error);
      return one.type !== type;
    });
  }

  /** @param {Configured} message */
  #configured(message) {
    const { layers, constantCost, constantAccuracy } = message;
    this.#gradientStride = message.gradientStride;
    this.#activationStride = message.activationStride ?? 0;
    this.constants = { constantCost, constantAccuracy };
    this.phase = this.isPlaying ? 'playing' : 'resting';
    this.#begin(layers);
    if (this.#extras.kept) this.#takeUp(this.#extras.kept);
    this.#go();
  }

  /** @param {KeptRun} kept - that goes on */
  #takeUp({ epoch, rows, gradients, activations, plateauEnd }) {
    this.history?.append(rows.epochs, rows.values, rows.weightSpeeds);
    if (gradients) this.gradients?.append(gradients);
    if (activations) this.activations?.append(activations);
    this.#epoch = epoch;
    this.plateauEnd = plateauEnd;
    // A reset begins another.
    this.#extras = { ...this.#extras, kept: undefined };
    this.#tell('measured');
  }

  /** @param {Progress} message */
  #progressed(message) {
    const { epochs, values, rowLength, gradients, weightSpeeds, activations } =
      message;
    if (!this.history || (epochs[0] ?? 0) <= this.history.epoch) {
      this.#begin(rowLength - 3);
    }
    this.history?.append(epochs, values, weightSpeeds);
    if (gradients) this.gradients?.append(gradients);
    if (activations) this.activations?.append(activations);
    this.#epoch = epochs.at(-1) ?? this.#epoch;
    this.imagesPerSecond = message.imagesPerSecond;
    this.plateauEnd = message.plateauEnd;
    this.#tell('measured');
  }

  /** @param {number} layers - hidden layers of the run that begins */
  #begin(layers) {
    const stride = this.#gradientStride;
    const widths = this.#spec?.hidden ?? [];
    const keep = stride > 0 ? this.#extras.keepGradients : null;
    this.history = new RunHistory(layers);
    this.gradients = keep?.(widths, stride) ?? null;
    const { keepActivations } = this.#extras;
    this.activations =
      keepActivations?.(layers, this.#activationStride) ?? null;
    this.plateauEnd = -1;
    this.imagesPerSecond = 0;
    this.#tell('started', layers);
  }

  /** @param {Failed} failure - of the newest run */
  #fail(failure) {
    const error = new CoreError(failure.code, failure.message);
    for (const { reject } of this.#asked.splice(0)) reject(error);
    if (this.#isPosted && this.#toEpoch !== null) this.#post('pause');
    this.brokenOff = this.goal;
    this.#toEpoch = null;
    this.#forget();
    this.phase = 'failed';
    this.#tell('failed', failure);
  }

  /** @param {unknown} answer @param {Question} [type] - of the question; all if left out */
  #answer(answer, type) {
    const waiting = this.#asked;
    this.#asked = [];
    for (const one of waiting) {
      if (type === undefined || one.type === type) one.resolve(answer);
      else this.#asked.push(one);
    }
  }
}

/** @returns {Fetching} */
function withResolvers() {
  /** @type {any} */
  const fetching = {};
  fetching.promise = new Promise((resolve, reject) => {
    Object.assign(fetching, { resolve, reject });
  });
  return fetching;
}

/** @returns {number} milliseconds between two reports */
function usualReportMs() {
  const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
  return calm?.matches ? CALM_REPORT_MS : REPORT_MS;
}

/** @typedef {'idle' | 'starting' | 'resting' | 'playing' | 'stopping' | 'done' | 'failed'} Phase */
/**
 * What is to come of a file that the worker fetches.
 *
 * @typedef {{ promise: Promise<boolean>, resolve: (isThere: boolean) => void,
 *   reject: (error: Error) => void }} Fetching
 */
/**
 * The phase has changed; more of the digits has come; a run with this many hidden layers starts and has no
 * rows yet; there are more rows; it has stopped; it cannot continue.
 *
 * @typedef {['changed'] | ['fetching'] | ['started', number] | ['measured'] | ['settled']
 *   | ['failed', Failed]} SessionEvent
 */
/** @typedef {(...event: SessionEvent) => void} Tell */
/**
 * What a run plays to.
 *
 * @typedef {object} Goal
 * @property {number} epoch - to stop at; the last at the latest
 * @property {boolean} isHurried - whether as fast as it can, instead of at the pace
 */
/** @typedef {'check' | 'weights' | 'read' | 'probe' | 'snapshot' | 'try'} Question - what a worker is asked about its run */
/**
 * Makes a store for the gradients of every neuron. Passed in, so that only the
 * figures that need it load its code.
 *
 * @typedef {(widths: readonly number[], stride: number) => GradientHistory} KeepGradients
 */
/**
 * Likewise for the activations of so many hidden layers.
 *
 * @typedef {(layers: number, stride: number) => ActivationHistory} KeepActivations
 */
/**
 * A run to go on with: as bytes of the core, and all that was measured before.
 *
 * @typedef {object} KeptRun
 * @property {Uint8Array} snapshot - of `Saved`
 * @property {number} epoch - of the last row
 * @property {number} plateauEnd - as of `Progress`
 * @property {{ epochs: Uint32Array, values: Float64Array, weightSpeeds: Float64Array }} rows -
 *   as `RunHistory.append` takes them
 * @property {Float64Array | null} gradients - as `KeptRows.append` does; null if not kept
 * @property {Float64Array | null} activations - likewise
 */
/**
 * What to do besides training; no result depends on it.
 *
 * @typedef {object} RunExtras
 * @property {KeepGradients | null} [keepGradients] - keeps the gradients of every
 *   neuron
 * @property {KeepActivations | null} [keepActivations] - keeps the activations of
 *   the hidden layers
 * @property {boolean} [weightSpeeds] - see `Configure`
 * @property {number} [measuring] - likewise
 * @property {KeptRun | undefined} [kept] - a run to go on with
 * @property {boolean} [keepWeights] - whether a `RunPool` keeps the weights at the end
 * @property {string} [kind] - tells it from other runs of its settings, where it is kept safe
 */
