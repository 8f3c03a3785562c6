import { CoreError, codeOf } from '../core-error.js';
import { take } from '../plain.js';
import { CoreHost, needed } from './host.js';
import { TO_JOB_WORKER } from './messages.js';
import { Pace } from './slices.js';

/** @typedef {import('./messages.js').Job} Job */
/**
 * A computation of the core in slices.
 *
 * @typedef {object} Work
 * @property {boolean} isDone - whether there is a result
 * @property {(units: number) => void} advance - computes so many units, whatever
 *   they are
 * @property {() => object} answer - the result, once it is done
 * @property {() => void} free - frees its memory
 */

/**
 * The jobs by name.
 *
 * @type {ReadonlyMap<string, (core: any) => (new (spec: any) => Work) | undefined>}
 */
const JOBS = new Map([
  ['random-chains', (core) => core.RawRandomChains],
  ['layer-jacobians', (core) => core.RawLayerJacobians],
  ['seed-factors', (core) => core.RawSeedFactors],
  ['gradient-through-time', (core) => core.RawGradientThroughTime],
  ['memory-run', (core) => core.RawMemoryRun],
]);

/** Units of the first slice. */
const FIRST_UNITS = 64;

/**
 * Does jobs, one after the other.
 *
 * @augments {CoreHost<import('./messages.js').Answer>}
 */
export class JobHost extends CoreHost {
  /** @type {{ jobId: number, work: Work, pace: Pace }[]} */
  #waiting = [];

  /**
   * @param {import('./messages.js').Port} port - to the page
   * @param {import('./host.js').Realm} [realm] - for tests
   */
  constructor(port, realm) {
    super(port, TO_JOB_WORKER, realm);
  }

  /**
   * @override
   * @param {Job} job - to be queued
   * @param {any} core - the exports of the open part
   */
  obey({ jobId, name, spec }, core) {
    const choose = JOBS.get(name);
    if (choose === undefined) {
      const known = [...JOBS.keys()].join(', ');
      const words = `job.name: expected one of ${known}, got ${name}`;
      throw new CoreError('protocol', words);
    }
    const Work = needed(choose(core), `the job ${name}`);
    const work = new Work(spec);
    const pace = new Pace(FIRST_UNITS, this.sliceMs);
    this.#waiting.push({ jobId, work, pace });
    this.schedule();
  }

  /** @override */
  slice() {
    const [job] = this.#waiting;
    if (job === undefined) return;
    const { jobId, work, pace } = job;
    try {
      const start = this.now();
      // A job may end with a few slow units after many fast ones.
      do {
        const before = this.now();
        work.advance(pace.units);
        pace.worked(this.now() - before);
      } while (!work.isDone && this.now() - start < this.sliceMs / 2);
      if (work.isDone) {
        this.send({ type: 'answer', jobId, result: take(work.answer()) });
        this.#drop(job);
      }
    } catch (error) {
      if (codeOf(error) !== null) this.#drop(job);
      this.fail(error, { jobId });
    }
    if (this.#waiting.length > 0) this.schedule();
  }

  /** @override */
  free() {
    for (const { work } of this.#waiting.splice(0)) work.free();
  }

  /** @param {{ work: Work }} job - done or failed */
  #drop(job) {
    this.#waiting = this.#waiting.filter((other) => other !== job);
    job.work.free();
  }
}
