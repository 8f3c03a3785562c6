import { CoreError } from '../core-error.js';
import { FROM_JOB_WORKER } from '../worker/messages.js';
import { Connection } from './connection.js';
import { Transports } from './transports.js';

/** @typedef {import('../worker/messages.js').Answer} Answer */
/** @typedef {import('../worker/messages.js').Failed} Failed */

/** How workers for jobs are had on this page. */
const jobTransports = new Transports({
  // Vite looks for these very words; a caller may put another constructor in.
  start: (Worker = globalThis.Worker) =>
    new Worker(new URL('../worker/job-worker.js', import.meta.url), {
      type: 'module',
    }),
  // The same file as the worker's script: a host by itself would be another.
  load: async () => (await import('../worker/job-worker.js')).JobHost,
});

/** Has a worker of its own do jobs; it starts with the first one. */
export class JobClient {
  #transports;
  #part;
  #lastJobId = 0;
  /** @type {Connection<Answer> | null} */
  #connection = null;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

  /**
   * @param {object} options - all but the part optional
   * @param {import('../core.js').CorePart} options.part - of the core, that
   *   does the jobs
   * @param {Pick<Transports, 'open'>} [options.transports] - starts the worker
   */
  constructor({ part, transports = jobTransports }) {
    this.#part = part;
    this.#transports = transports;
  }

  /** @returns {'worker' | 'blob' | 'page' | null} null before one answered */
  get transport() {
    return this.#connection?.transport?.kind ?? null;
  }

  /**
   * @param {string} name - of the job, see `www/core/worker/job-host.js`
   * @param {object} spec - what it is about; cloned
   * @returns {Promise<any>} what came of it, as plain objects; rejects with a `CoreError`, after which another
   *   job may be tried
   */
  run(name, spec) {
    this.#lastJobId += 1;
    const jobId = this.#lastJobId;
    const connection = (this.#connection ??= this.#connect());
    connection.opened.then(
      () => connection.send({ type: 'job', jobId, name, spec }),
      // What keeps the worker from coming is told by `broken`.
      () => {},
    );
    return new Promise((resolve, reject) => {
      this.#waiting.set(jobId, { resolve, reject });
    });
  }

  /** Ends the worker; what it was working on is rejected. */
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

  /** @param {CoreError} error - why nothing comes any more */
  #drop(error) {
    this.#connection = null;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(error);
  }
}
