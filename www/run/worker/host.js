import { take } from '../../core/plain.js';
import { CoreHost, needed } from '../../core/worker/host.js';
import { TO_TRAINING_WORKER, unreachable } from '../protocol.js';
import { TrainingRun } from './training-run.js';

/** @typedef {import('../../core/core.js').CoreParts['training']} Core */
/** @import { Configure, ToWorker } from '../protocol.js' */

/** At most 30 reports a second, however many the page asks for. */
const LEAST_REPORT_MS = 1000 / 30;

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
  #reportedAt = -Infinity;

  /**
   * @param {import('../../core/worker/messages.js').Port} port - to the page
   * @param {import('../../core/worker/host.js').Realm} [realm] - for tests
   */
  constructor(port, realm) {
    super(port, TO_TRAINING_WORKER, realm);
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
      case 'configure':
        if (run === null || message.runId > run.runId) {
          this.#configure(message, core);
        }
        return;
      case 'run':
        if (run?.runId !== message.runId) return;
        run.reportMs = message.reportMs;
        run.runTo(message.toEpoch);
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
      case 'check': {
        const { runId } = message;
        if (run?.runId !== runId) return;
        const checks = take(run.trainer.gradientCheck());
        return this.send({ type: 'checked', runId, checks });
      }
      case 'weights':
        if (run?.runId !== message.runId) return;
        run.isAskedForParameters = true;
        return this.schedule();
      default:
        unreachable(message);
    }
  }

  /**
   * Trains for one slice, and reports to the page when it is time.
   *
   * @override
   */
  slice() {
    const run = this.#run;
    if (run === null) return;
    try {
      if (run.hasWork) {
        const start = this.now();
        run.trainer.advance(run.pace.units);
        run.worked(this.now() - start);
      }
      const sinceReport = this.now() - this.#reportedAt;
      const isDue = sinceReport >= Math.max(run.reportMs, LEAST_REPORT_MS);
      if (isDue || !run.hasWork) this.#report(run);
      const settlement = run.takeSettlement();
      if (settlement !== null) this.send(settlement);
      const parameters = run.takeParameters();
      if (parameters !== null) this.send(parameters);
      if (run.hasWork) this.schedule();
    } catch (error) {
      this.fail(error, run);
    }
  }

  /** @override */
  free() {
    this.#run?.trainer.free();
    this.#run = null;
    this.#digits?.free();
    this.#digits = null;
  }

  /** @param {Core} core */
  #digitsOf({ RawDigits }) {
    this.#digits ??= new (needed(RawDigits, 'digits'))();
    return this.#digits;
  }

  /**
   * @param {Configure} message
   * @param {Core} core
   */
  #configure({ runId, spec, gradients, measuring }, core) {
    const Trainer = needed(core.RawTrainer, 'runs');
    // If this throws, nothing has changed and the old run still exists.
    const trainer = new Trainer(spec, this.#digitsOf(core), measuring);
    if (gradients) trainer.recordGradients();
    this.#run?.trainer.free();
    this.#run = new TrainingRun(runId, spec, trainer, this.sliceMs);
    this.send(this.#run.description);
    this.schedule();
  }

  /** @param {TrainingRun} run */
  #report(run) {
    const progress = run.takeProgress();
    if (progress === null) return;
    this.#reportedAt = this.now();
    const { epochs, values, gradients } = progress;
    const arrays = gradients ? [epochs, values, gradients] : [epochs, values];
    this.send(
      progress,
      arrays.map(({ buffer }) => buffer),
    );
  }
}
