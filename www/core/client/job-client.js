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

/** Does jobs in a worker of its own, which starts with the first job. */
export class JobClient {
  #transports;
  #part;
  #lastJobId = 0;
  /** @type {Connection<Answer> | null} */
  #connection = null;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

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
   *   after which other jobs can be run
   */
  run(name, spec) {
    this.#lastJobId += 1;
    const jobId = this.#lastJobId;
    const connection = (this.#connection ??= this.#connect());
    connection.opened.then(
      () => connection.send({ type: 'job', jobId, name, spec }),
      // If the worker does not start, `broken` is called.
      () => {},
    );
    return new Promise((resolve, reject) => {
      this.#waiting.set(jobId, { resolve, reject });
    });
  }

  /** Ends the worker; unfinished jobs are rejected. */
  close() {
    this.#connection?.close();
    this.#drop(new CoreError('closed', 'worker: ended by the page'));
  }

  /** @returns {Connection<Answer>} */
  #connect() {
    return new Connection({
      transports: this.#transports,
      part: this.#part,
      known: FROM_JOB_WORKER,
      receive: (message) => this.#receive(message),
      broken: ({ code, message }) => this.#drop(new CoreError(code, message)),
    });
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
