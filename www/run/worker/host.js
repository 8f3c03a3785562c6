/**
 * The host of a run: hears the page's messages and trains in short slices
 * between them. It knows nothing of the realm it lives in, a worker or the
 * page itself.
 */
import { codeOf } from '../../core/core-error.js';
import {
  MessageHandler,
  TO_WORKER,
  unreachable,
} from '../protocol/messages.js';
import { buffersOf } from './buffers.js';
import { failure, mismatch, refusal } from './failures.js';
import { OpenPart } from './open-part.js';
import { taskQueue } from './pace.js';
import { TrainingRun } from './training-run.js';

/** @typedef {import('../protocol/message-types.js').ToWorker} ToWorker */
/** @typedef {import('../protocol/message-types.js').FromWorker} FromWorker */

/** At most 30 reports a second, whatever the page asks for. */
const LEAST_REPORT_MS = 1000 / 30;

/** Answers one page: at most one run at a time, and jobs beside it. */
export class TrainingHost {
  /** @type {MessageHandler<FromWorker, ToWorker>} */
  #page;
  #door;
  #timing;
  #nextTask;

  /** @type {OpenPart | null} */
  #part = null;
  /** @type {Promise<import('./jobs.js').Jobs | null> | null} Once asked for. */
  #jobs = null;
  /** @type {TrainingRun | null} */
  #run = null;
  #isScheduled = false;
  /** After a trap or `close`: nothing is heard or done any more. */
  #isOver = false;
  #reportedAt = -Infinity;

  /**
   * @param {import('../protocol/messages.js').Port} port - the page is at its
   *   other end
   * @param {object} options - the realm it works in
   * @param {import('./core-types.js').Door} options.door - to the compiled core
   * @param {() => number} [options.now] - a clock, in milliseconds
   * @param {(task: () => void) => void} [options.nextTask] - calls back
   *   after the messages that wait now
   * @param {number} [options.sliceMs] - how long a slice may last
   */
  constructor(
    port,
    {
      door,
      now = () => performance.now(),
      nextTask = taskQueue(),
      sliceMs = 12,
    },
  ) {
    this.#door = door;
    this.#timing = { now, sliceMs };
    this.#nextTask = nextTask;
    this.#page = new MessageHandler(port, {
      known: TO_WORKER,
      receive: (message) => this.#receive(message),
      refuse: (fault) => this.#page.send(refusal(fault)),
    });
  }

  /** Stops at once and gives all memory back. */
  close() {
    this.#isOver = true;
    this.#page.close();
    void this.#jobs?.then((jobs) => jobs?.close());
    this.#run?.free();
    this.#part?.free();
    this.#run = null;
  }

  /** @param {ToWorker} message */
  #receive(message) {
    if (this.#isOver) return;
    if (message.type === 'hello') return void this.#greet(message);
    if (this.#part === null) {
      const fault = `${message.type}: expected a hello first, got none`;
      return this.#page.send(refusal(fault));
    }
    try {
      this.#obey(message, this.#part);
    } catch (error) {
      this.#fail('runId' in message ? message.runId : null, error);
    }
  }

  /** @param {import('../protocol/message-types.js').Hello} hello */
  async #greet({ protocol, build, part, module, core }) {
    const { BUILD_ID, openCore } = this.#door;
    const fault = mismatch(BUILD_ID, { protocol, build });
    if (fault) return this.#page.send(fault);
    try {
      const opened = await openCore(part, { module, build: core });
      if (this.#isOver) return;
      this.#part ??= new OpenPart(opened.core);
      this.#page.send({ type: 'ready', protocol, build, core: opened.build });
    } catch (error) {
      this.#fail(null, error);
    }
  }

  /**
   * @param {Exclude<ToWorker, { type: 'hello' }>} message
   * @param {OpenPart} part
   */
  #obey(message, part) {
    const run = this.#run;
    switch (message.type) {
      case 'data': {
        const { digits } = part;
        digits.appendPart(message.bytes);
        const { trainingCount, validationCount } = digits;
        this.#page.send({ type: 'loaded', trainingCount, validationCount });
        return;
      }
      case 'configure':
        if (run === null || message.runId > run.runId) {
          this.#configure(message, part);
        }
        return;
      case 'run':
        if (run?.runId !== message.runId) return;
        run.reportMs = message.reportMs;
        run.runTo(message.toEpoch);
        this.#schedule();
        return;
      case 'pause':
        if (run?.runId !== message.runId) return;
        this.#report(run);
        this.#page.send(run.pause());
        if (run.hasWork) this.#schedule();
        return;
      case 'reset':
        if (run === null || message.runId <= run.runId) return;
        run.reset(message.runId);
        this.#schedule();
        return;
      case 'check': {
        const { runId } = message;
        if (run?.runId !== runId) return;
        const checks = run.gradientCheck();
        this.#page.send({ type: 'checked', runId, checks });
        return;
      }
      case 'job':
        this.#jobs ??= this.#openJobs(part);
        void this.#jobs.then((jobs) => jobs?.add(message));
        return;
      default:
        unreachable(message);
    }
  }

  /**
   * @param {import('../protocol/message-types.js').Configure} message
   * @param {OpenPart} part
   */
  #configure({ runId, spec, gradients, measuring }, part) {
    const old = this.#run;
    // Throws before anything changed: the old run is then still there.
    const trainer = part.trainer(spec, measuring);
    if (gradients) trainer.recordGradients();
    try {
      this.#run = new TrainingRun(runId, spec, trainer, this.#timing);
    } finally {
      old?.free();
    }
    this.#page.send(this.#run.description);
    this.#schedule();
  }

  /** @param {OpenPart} part - for jobs, whose code no run needs */
  async #openJobs({ core }) {
    try {
      const { Jobs } = await import('./jobs.js');
      return new Jobs({
        core,
        timing: this.#timing,
        nextTask: this.#nextTask,
        reply: this.#page.send.bind(this.#page),
        trapped: (error) => this.#fail(null, error),
      });
    } catch (error) {
      // A worker that cannot fetch its own code is of no use.
      this.#fail(null, error);
      return null;
    }
  }

  #schedule() {
    if (this.#isScheduled || this.#isOver) return;
    this.#isScheduled = true;
    this.#nextTask(() => {
      this.#isScheduled = false;
      this.#work();
    });
  }

  /** One slice, and what there is to say after it. */
  #work() {
    const run = this.#run;
    if (run === null || this.#isOver) return;
    try {
      if (run.hasWork) run.advance();
      const sinceReport = this.#timing.now() - this.#reportedAt;
      const isDue = sinceReport >= Math.max(run.reportMs, LEAST_REPORT_MS);
      if (isDue || !run.hasWork) this.#report(run);
      const settlement = run.takeSettlement();
      if (settlement !== null) this.#page.send(settlement);
      if (run.hasWork) this.#schedule();
    } catch (error) {
      this.#fail(run.runId, error);
    }
  }

  /** @param {TrainingRun} run */
  #report(run) {
    const progress = run.takeProgress();
    if (!progress) return;
    this.#reportedAt = this.#timing.now();
    this.#page.send(progress, buffersOf(progress));
  }

  /**
   * @param {number | null} runId
   * @param {unknown} error
   */
  #fail(runId, error) {
    // What has no code is a trap: the instance may hold a borrow for ever, so
    // nothing of it is touched again, not even to free it.
    const isTrap = codeOf(error) === null;
    if (isTrap) {
      this.#isOver = true;
      void this.#jobs?.then((jobs) => jobs?.close(true));
      this.#run = null;
    }
    this.#page.send(failure(runId, error, isTrap || this.#part === null));
  }
}
