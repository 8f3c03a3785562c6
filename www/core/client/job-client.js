import { CoreError } from '../core-error.js';
import { FROM_JOB_WORKER } from '../worker/messages.js';
import { Connection } from './connection.js';
import { Transports } from './transports.js';

/** @typedef {import('../worker/messages.js').Answer} Answer */
/** @typedef {import('../worker/messages.js').Failed} Failed */

/** How this page starts workers for jobs. */
const jobTransports = new Transports({
  // Bundlers look for just this expression, of the global constructor.
  start: () =>
    new Worker(new URL('../worker/job-worker.js', import.meta.url), {
      type: 'module',
    }),
  // The same file as the worker's script: a host by itself would be another.
  load: async () => (await import('../worker/job-worker.js')).JobHost,
});

/** What a worker dies of that another may survive. */
const DEATHS = new Set(['worker-failed', 'worker-silent']);

/**
 * Does jobs in a worker of its own, which starts with the first job. What a worker leaves
 * undone that dies or falls silent another begins anew, once: a job depends on its input
 * alone.
 */
export class JobClient {
  #transports;
  #part;
  #lastJobId = 0;
  /** @type {Connection<Answer> | null} */
  #connection = null;
  /** @type {Map<number, Job>} */
  #waiting = new Map();
  #isClosed = false;

  /**
   * @param {object} options - about the worker
   * @param {import('../core.js').CorePart} options.part - of the core, with the jobs
   * @param {Pick<Transports, 'open'>} [options.transports] - starts the worker
   */
  constructor({ part, transports = jobTransports }) {
    this.#part = part;
    this.#transports = transports;
  }

  /** @returns {'worker' | 'blob' | 'page' | null} null before it has started */
  get transport() {
    return this.#connection?.transport?.kind ?? null;
  }

  /**
   * @param {string} name - of the job, see `www/core/worker/job-host.js`
   * @param {object} spec - its input; cloned
   * @returns {Promise<any>} its result as plain objects; rejects with a `CoreError`,
   *   after which other jobs can be run, unless it is closed
   */
  run(name, spec) {
    // Another worker would outlive whoever has closed it.
    if (this.#isClosed) return Promise.reject(closed());
    this.#lastJobId += 1;
    const jobId = this.#lastJobId;
    return new Promise((resolve, reject) => {
      const job = { name, spec, resolve, reject, isSecond: false };
      this.#waiting.set(jobId, job);
      this.#send(jobId, job);
    });
  }

  /** @param {number} jobId @param {Job} job */
  #send(jobId, { name, spec }) {
    const connection = (this.#connection ??= this.#connect());
    connection.opened.then(
      () => connection.send({ type: 'job', jobId, name, spec }),
      // If the worker does not start, `broken` is called.
      () => {},
    );
  }

  /** Ends the worker for good; unfinished jobs and later ones are rejected. */
  close() {
    this.#isClosed = true;
    this.#connection?.close();
    this.#drop(closed());
  }

  /** @returns {Connection<Answer>} */
  #connect() {
    let hasLived = false;
    /** @type {Connection<Answer>} */
    const connection = new Connection({
      transports: this.#transports,
      part: this.#part,
      known: FROM_JOB_WORKER,
      receive: (message) => this.#receive(message),
      broken: ({ code, message }) => {
        this.#connection = null;
        // A trap would come again.
        if (hasLived && DEATHS.has(code)) this.#beginAnew(code, message);
        else this.#drop(new CoreError(code, message));
      },
    });
    connection.opened.then(
      () => {
        hasLived = true;
      },
      () => {},
    );
    return connection;
  }

  /** @param {string} code @param {string} message - why the worker is no more */
  #beginAnew(code, message) {
    for (const [jobId, job] of [...this.#waiting]) {
      if (job.isSecond) {
        this.#waiting.delete(jobId);
        job.reject(new CoreError(code, message));
      } else {
        job.isSecond = true;
        this.#send(jobId, job);
      }
    }
  }

  /** @param {Answer | Failed} message */
  #receive(message) {
    const { jobId = 0 } = message;
    const waiting = this.#waiting.get(jobId);
    this.#waiting.delete(jobId);
    if (message.type === 'answer') waiting?.resolve(message.result);
    else waiting?.reject(new CoreError(message.code, message.message));
  }

  /** @param {CoreError} error - why no answers will come */
  #drop(error) {
    this.#connection = null;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(error);
  }
}

/** @returns {CoreError} why a closed client does nothing */
function closed() {
  return new CoreError('closed', 'worker: ended by the page');
}

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {object} spec - its input
 * @property {(result: any) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {boolean} isSecond - whether a worker has died of it, or with it, before
 */
