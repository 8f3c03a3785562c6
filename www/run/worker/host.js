import { codeOf, wordsOf } from '../../core/core-error.js';
import { take } from '../../core/plain.js';
import { CoreHost, needed } from '../../core/worker/host.js';
import { TO_TRAINING_WORKER, unreachable } from '../protocol.js';
import { TrainingRun } from './training-run.js';

/** @typedef {import('../../core/core.js').CoreParts['training']} Core */
/** @import { Configure, DigitsPart, ToWorker, Try } from '../protocol.js' */

/** @typedef {typeof import('../../core/fetch-digits.js').fetchDigits} FetchDigits */

/** How a file comes is said after so many milliseconds, or so many bytes. */
const FETCH_REPORT_MS = 100;
const FETCH_REPORT_BYTES = 2 ** 17;

/** With more images a run is freed before, not after, the next is made. */
const MOST_IMAGES_TWICE = 8000;

/** A slice of making a run ends after this share of it: the last piece may take the rest. */
const MAKING = 1 / 2;

/** A run that is ahead of its pace waits for so long, less than a frame. */
const WAIT_MS = 10;

/** At most 30 reports a second, however many the page asks for. */
const LEAST_REPORT_MS = 1000 / 30;

/** What was probed where that failed, or the run has gone on meanwhile. */
const NOTHING = {
  epoch: 0,
  images: 0,
  validationImages: 0,
  classes: 0,
  accuracies: new Float64Array(),
};

/**
 * Trains for one page, one run at a time.
 *
 * @augments {CoreHost<import('../protocol.js').FromWorker>}
 */
export class TrainingHost extends CoreHost {
  /** @type {InstanceType<Core['RawDigits']> | null} The digits received so far. */
  #digits = null;
  /** @type {TrainingRun | null} */
  #run = null;
  /** @type {Making[]} What is being made, in the order in which it was asked for. */
  #makings = [];
  #reportedAt = -Infinity;
  #isWaiting = false;
  #later;
  #fetchDigits;
  /** @type {AbortController | null} Of the file that is being fetched. */
  #stopping = null;

  /**
   * @param {import('../../core/worker/messages.js').Port} port - to the page
   * @param {import('../../core/worker/host.js').Realm & { fetchDigits?: FetchDigits,
   *   later?: (task: () => void, ms: number) => void }} [realm] - for tests
   */
  constructor(port, realm = {}) {
    super(port, TO_TRAINING_WORKER, realm);
    this.#fetchDigits = realm.fetchDigits;
    this.#later = realm.later ?? ((task, ms) => void setTimeout(task, ms));
  }

  /**
   * @override
   * @param {ToWorker} message - from the page
   * @param {Core} core - the exports of the part that is open
   */
  obey(message, core) {
    const run = this.#run;
    switch (message.type) {
      case 'data': {
        const digits = this.#digitsOf(core);
        digits.appendPart(message.bytes);
        const { trainingCount, validationCount } = digits;
        return this.send({ type: 'loaded', trainingCount, validationCount });
      }
      case 'own':
        return this.#adopt(message, core);
      case 'fetch':
        return void this.#fetch(message.part, core);
      case 'stop':
        return this.#stopping?.abort();
      case 'configure': {
        const known = [run, ...this.#makings];
        const isNew = known.every((one) => message.runId > (one?.runId ?? -1));
        if (isNew) this.#configure(message, core);
        return;
      }
      case 'run':
        if (run?.runId !== message.runId) return;
        run.reportMs = message.reportMs;
        run.runTo(message.toEpoch);
        run.keepPace(message.pace ?? 0, this.now());
        return this.schedule();
      case 'pause':
        if (run?.runId !== message.runId) return;
        this.#report(run);
        this.send(run.pause());
        return this.schedule();
      case 'reset':
        if (run === null || message.runId <= run.runId) return;
        run.reset(message.runId);
        return this.schedule();
      case 'check':
        if (run?.runId === message.runId) void this.#check(run);
        return;
      case 'weights':
        if (run?.runId !== message.runId) return;
        run.isAskedForParameters = true;
        return this.schedule();
      case 'read':
        if (run?.runId === message.runId) this.send(run.read(message.bytes));
        return;
      case 'probe':
        if (run?.runId === message.runId) void this.#probe(run);
        return;
      case 'snapshot': {
        if (run?.runId !== message.runId) return;
        // What the page has of the run and what the bytes go on from must fit together.
        this.#report(run);
        const saved = run.saved();
        return this.send(saved, [saved.bytes.buffer]);
      }
      case 'try':
        return this.#try(message, core);
      default:
        unreachable(message);
    }
  }

  /**
   * Makes a run or trains for one slice, and reports to the page when it is time.
   *
   * @override
   */
  slice() {
    if (this.#makings.length > 0) return this.#makeOn();
    const run = this.#run;
    if (run === null) return;
    try {
      const start = this.now();
      const room = run.hasWork ? run.room(start) : 0;
      if (room > 0) {
        const units = Math.min(run.pace.units, room);
        run.trainer.advance(units);
        run.worked(this.now() - start, units);
      }
      const sinceReport = this.now() - this.#reportedAt;
      const isDue = sinceReport >= Math.max(run.reportMs, LEAST_REPORT_MS);
      if (isDue || !run.hasWork) this.#report(run);
      const settlement = run.takeSettlement();
      if (settlement !== null) this.send(settlement);
      const parameters = run.takeParameters();
      if (parameters !== null) this.send(parameters);
      if (run.hasWork) this.#goOn(room <= 0);
    } catch (error) {
      this.fail(error, run);
    }
  }

  /** @param {boolean} isAhead - of its pace: the next slice has time */
  #goOn(isAhead) {
    if (!isAhead) return this.schedule();
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#later(() => {
      this.#isWaiting = false;
      this.schedule();
    }, WAIT_MS);
  }

  /** @override */
  free() {
    this.#stopping?.abort();
    this.#stopping = null;
    for (const { beginning } of this.#makings.splice(0)) beginning.free();
    this.#dropRun();
    this.#digits?.free();
    this.#digits = null;
  }

  #dropRun() {
    this.#run?.trainer.free();
    this.#run = null;
  }

  /** @param {Core} core */
  #digitsOf({ RawDigits }) {
    this.#digits ??= new (needed(RawDigits, 'digits'))();
    return this.#digits;
  }

  /**
   * @param {import('../protocol.js').Own} own - images, in the place of the site's
   * @param {Core} core
   */
  #adopt(own, core) {
    const { classes, images, labels, validationImages, validationLabels } = own;
    this.#digits?.free();
    this.#digits = null;
    const digits = this.#digitsOf(core);
    digits.takeSet(false, classes, images, labels);
    digits.takeSet(true, classes, validationImages, validationLabels);
    const { trainingCount, validationCount } = digits;
    this.send({ type: 'loaded', trainingCount, validationCount });
  }

  /**
   * Fetches a digits file here, where its digits are needed: nobody else then
   * holds it.
   *
   * @param {DigitsPart} part
   * @param {Core} core
   */
  async #fetch(part, core) {
    const { signal } = (this.#stopping = new AbortController());
    let toldAt = -Infinity;
    let told = 0;
    /** @param {number} received */
    const progress = (received) => {
      const isDue =
        this.now() - toldAt >= FETCH_REPORT_MS ||
        Math.abs(received - told) >= FETCH_REPORT_BYTES;
      if (signal.aborted || !isDue) return;
      toldAt = this.now();
      told = received;
      this.send({ type: 'fetching', part, received });
    };
    /** @param {Uint8Array} bytes */
    const accept = (bytes) => {
      // Freed meanwhile. A file that was stopped at its last byte is welcome.
      if (this.#stopping === null) signal.throwIfAborted();
      this.#digitsOf(core).appendPart(bytes);
    };
    try {
      const fetchDigits =
        this.#fetchDigits ??
        (await import('../../core/fetch-digits.js')).fetchDigits;
      await fetchDigits(part, accept, { signal, progress });
      const { trainingCount, validationCount } = this.#digitsOf(core);
      this.send({ type: 'loaded', trainingCount, validationCount, part });
    } catch (error) {
      if (signal.aborted) this.send({ type: 'stopped', part });
      else this.fail(error, { part });
    }
  }

  /**
   * @param {Configure} message
   * @param {Core} core
   */
  #configure(message, core) {
    const { runId, spec, gradients, weightSpeeds, activations } = message;
    const { snapshot, fromEpoch = 0 } = message;
    // Two copies of all images would take twice the memory.
    if (spec.images > MOST_IMAGES_TWICE) this.#dropRun();
    this.#make(message, core, {
      refused: (error) => this.fail(error, { runId }),
      // Before, nothing else has changed.
      made: (trainer) => {
        if (!snapshot) {
          if (gradients) trainer.recordGradients();
          if (weightSpeeds) trainer.recordWeightSpeeds();
          if (activations) trainer.recordActivations();
        }
        this.#dropRun();
        this.#run = new TrainingRun(runId, spec, trainer, this.sliceMs);
        this.#run.hasWeightSpeeds = weightSpeeds === true;
        if (snapshot) this.#run.goOnFrom(fromEpoch);
        this.send(this.#run.description);
      },
    });
  }

  /**
   * Begins to make a run: most are made within this call.
   *
   * @param {Pick<Configure, 'runId' | 'spec' | 'measuring' | 'snapshot'>} message
   * @param {Core} core
   * @param {Pick<Making, 'made' | 'refused'>} then
   */
  #make({ runId, spec, measuring, snapshot }, core, then) {
    const Beginning = needed(core.RawBeginning, 'runs');
    const digits = this.#digitsOf(core);
    let beginning;
    try {
      beginning = new Beginning(spec, digits, measuring, snapshot);
    } catch (error) {
      return then.refused(error);
    }
    this.#makings.push({ runId, beginning, ...then });
    // What is copied of a saved run has taken its time already.
    if (snapshot) this.schedule();
    else this.#makeOn();
  }

  /** Goes on making for one slice. */
  #makeOn() {
    const [making] = this.#makings;
    if (making === undefined) return;
    const { beginning } = making;
    const start = this.now();
    try {
      let isMade = false;
      while (!isMade && this.now() - start < this.sliceMs * MAKING) {
        isMade = beginning.advance();
      }
      if (isMade) {
        this.#makings.shift();
        making.made(beginning.trainer());
      }
    } catch (error) {
      if (this.#makings[0] === making) {
        this.#makings.shift();
        // A trap may hold a borrow for ever.
        if (codeOf(error) !== null) beginning.free();
      }
      making.refused(error);
    }
    this.schedule();
  }

  /**
   * @param {Try} message
   * @param {Core} core
   */
  #try(message, core) {
    const { runId } = message;
    const type = /** @type {const} */ ('tried');
    this.#make(message, core, {
      refused: (error) => {
        const code = codeOf(error);
        // The instance itself has failed.
        if (code === null) return this.fail(error, { runId });
        this.send({ type, runId, problem: { code, message: wordsOf(error) } });
      },
      made: (trainer) => {
        trainer.free();
        this.send({ type, runId });
      },
    });
  }

  /**
   * Checks the gradient. The code is fetched with the first check: few readers ask
   * for one, and it is a part of the core of its own.
   *
   * @param {TrainingRun} run
   */
  async #check(run) {
    const { runId, spec, trainer } = run;
    const type = /** @type {const} */ ('checked');
    let part;
    try {
      part = await this.openPart('gradient-check');
    } catch (error) {
      // The run itself is none the worse.
      const code = codeOf(error) ?? 'load-failed';
      const problem = { code, message: wordsOf(error) };
      if (this.#run === run) this.send({ type, runId, problem });
      return;
    }
    if (this.#run !== run || run.runId !== runId) return;
    try {
      const parameters = trainer.presentParameters();
      const check = new part.RawGradientCheck(spec, parameters);
      const { images } = check;
      check.takeGradient(trainer.gradient(images));
      for (let image = 0; image < images; image += 1) {
        check.add(trainer.pixels(image), trainer.label(image));
      }
      this.send({ type, runId, check: take(check) });
    } catch (error) {
      this.fail(error, { runId });
    }
  }

  /**
   * Finds out what linear readers recover, with a part of the core of its own.
   *
   * @param {TrainingRun} run
   */
  async #probe(run) {
    const { runId } = run;
    const type = /** @type {const} */ ('probed');
    const isThere = () => this.#run === run && run.runId === runId;
    let code;
    try {
      code = await Promise.all([
        import('./probe.js'),
        this.openPart('linear-reader'),
      ]);
    } catch (error) {
      // The run itself is none the worse.
      const problem = {
        code: codeOf(error) ?? 'load-failed',
        message: wordsOf(error),
      };
      if (isThere()) this.send({ type, runId, ...NOTHING, problem });
      return;
    }
    if (!isThere()) return;
    const [{ probe }, part] = code;
    try {
      const found = await probe(run, part, isThere, this.#later);
      if (isThere()) this.send({ type, runId, ...(found ?? NOTHING) });
    } catch (error) {
      this.fail(error, { runId });
    }
  }

  /** @param {TrainingRun} run */
  #report(run) {
    const progress = run.takeProgress();
    if (progress === null) return;
    this.#reportedAt = this.now();
    const { epochs, values, gradients, weightSpeeds, activations } = progress;
    const arrays = [epochs, values, gradients, weightSpeeds, activations];
    this.send(
      progress,
      arrays.flatMap((array) => array?.buffer ?? []),
    );
  }
}

/**
 * A run that is being made.
 *
 * @typedef {object} Making
 * @property {number} runId - of the message that asked for it
 * @property {InstanceType<Core['RawBeginning']>} beginning - freed unless it is made
 * @property {(trainer: InstanceType<Core['RawTrainer']>) => void} made - takes what came of it
 * @property {(error: unknown) => void} refused - hears why nothing did
 */
