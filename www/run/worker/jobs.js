import { CoreError, codeOf, wordsOf } from '../../core/core-error.js';
import { take } from '../../core/plain.js';
import { lacking } from './failures.js';
import { Pace } from './pace.js';

/** @typedef {import('./core-types.js').Core} Core */
/** @typedef {import('./core-types.js').Work} Work */
/** @typedef {import('../protocol/message-types.js').Job} Job */
/** @typedef {import('../protocol/message-types.js').Answer | import('../protocol/message-types.js').Refused} Reply */

/**
 * What can be asked for, by name. Another job is another line.
 *
 * @type {ReadonlyMap<string, (core: Core) => (new (spec: any) => Work) | undefined>}
 */
const JOBS = new Map([
  ['random-chains', (core) => core.RawRandomChains],
  ['layer-jacobians', (core) => core.RawLayerJacobians],
  ['seed-factors', (core) => core.RawSeedFactors],
]);

/** Units of the first slice. */
const FIRST_UNITS = 64;

/** Works on what was asked for, one job after the other, in slices. */
export class Jobs {
  #core;
  #timing;
  #nextTask;
  #reply;
  #trapped;

  /** @type {{ jobId: number, work: Work, pace: Pace }[]} */
  #waiting = [];
  #isScheduled = false;

  /**
   * @param {object} options - the realm it works in
   * @param {Core} options.core - the part that is open
   * @param {{ now: () => number, sliceMs: number }} options.timing - the clock,
   *   and how long a slice may last
   * @param {(task: () => void) => void} options.nextTask - calls back after the
   *   messages that wait now were heard
   * @param {(reply: Reply) => void} options.reply -
   *   sends a reply
   * @param {(error: unknown) => void} options.trapped - told what has no code:
   *   the core is of no more use
   */
  constructor({ core, timing, nextTask, reply, trapped }) {
    this.#core = core;
    this.#timing = timing;
    this.#nextTask = nextTask;
    this.#reply = reply;
    this.#trapped = trapped;
  }

  /** @param {Job} job - to be done after those that wait */
  add({ jobId, name, spec }) {
    this.#guard(jobId, () => {
      const choose = JOBS.get(name);
      if (choose === undefined) {
        const known = [...JOBS.keys()].join(', ');
        const words = `job.name: expected one of ${known}, got ${name}`;
        throw new CoreError('protocol', words);
      }
      const Work = choose(this.#core);
      if (Work === undefined) throw lacking(`the job ${name}`);
      const work = new Work(spec);
      const pace = new Pace(FIRST_UNITS, this.#timing.sliceMs);
      this.#waiting.push({ jobId, work, pace });
      this.#schedule();
    });
  }

  /**
   * Drops all jobs.
   *
   * @param {boolean} [isTrapped] - their memory is not to be touched
   */
  close(isTrapped = false) {
    const dropped = this.#waiting.splice(0);
    if (!isTrapped) for (const { work } of dropped) work.free();
  }

  #schedule() {
    if (this.#isScheduled || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    this.#nextTask(() => {
      this.#isScheduled = false;
      const [first] = this.#waiting;
      if (first !== undefined) {
        this.#guard(first.jobId, () => this.#work(first));
      }
      this.#schedule();
    });
  }

  /** @param {{ jobId: number, work: Work, pace: Pace }} job - gets a slice */
  #work({ jobId, work, pace }) {
    const { now, sliceMs } = this.#timing;
    const start = now();
    // What comes after the many units may be few slow ones, each short.
    do {
      const before = now();
      const units = pace.images;
      work.advance(units);
      pace.worked(units, now() - before);
    } while (!work.isDone && now() - start < sliceMs / 2);
    if (!work.isDone) return;
    const result = take(work.answer());
    this.#waiting.shift();
    work.free();
    this.#reply({ type: 'answer', jobId, result });
  }

  /**
   * @param {number} jobId - whose work it is
   * @param {() => void} act - may throw
   */
  #guard(jobId, act) {
    try {
      act();
    } catch (error) {
      const code = codeOf(error);
      if (code === null) {
        this.#trapped(error);
      } else {
        this.#waiting = this.#waiting.filter((job) => job.jobId !== jobId);
        const message = wordsOf(error);
        this.#reply({ type: 'refused', jobId, code, message });
      }
    }
  }
}
