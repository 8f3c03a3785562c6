import { CoreError } from '../../core/core-error.js';
import { Connection } from './connection.js';
import { Answer } from './run.js';
import { ladder as ladderOfPage } from './transport.js';

/**
 * Has a worker of its own do jobs; it starts with the first one, by the same
 * ladder as any other.
 */
export class JobClient {
  #ladder;
  #part;
  #lastJobId = 0;
  /** @type {Connection | null} */
  #connection = null;
  /** @type {Map<number, Answer<any>>} */
  #answers = new Map();

  /**
   * @param {object} options - all but the part optional
   * @param {import('../../core/core.js').CorePart} options.part - of the core, that
   *   does the jobs
   * @param {Pick<import('./transport.js').Ladder, 'open'>} [options.ladder] -
   *   starts the worker
   */
  constructor({ part, ladder = ladderOfPage }) {
    this.#part = part;
    this.#ladder = ladder;
  }

  /** @returns {'worker' | 'blob' | 'page' | null} null before one answered */
  get transport() {
    return this.#connection?.transport?.kind ?? null;
  }

  /**
   * @param {string} name - of the job, see `www/run/worker/jobs.js`
   * @param {object} spec - what it is about; cloned
   * @returns {Promise<any>} its answer; rejects with a `CoreError`,
   *   after which another job may be tried
   */
  run(name, spec) {
    this.#lastJobId += 1;
    const jobId = this.#lastJobId;
    /** @type {Answer<any>} */
    const answer = new Answer();
    this.#answers.set(jobId, answer);
    this.#connection ??= new Connection({
      ladder: this.#ladder,
      part: this.#part,
      receive: (message) => this.#receive(message),
      broken: ({ code, message }) => this.#drop(new CoreError(code, message)),
    });
    const connection = this.#connection;
    connection.prepare([]).then(
      () => connection.send({ type: 'job', jobId, name, spec }),
      // What keeps the worker from coming is told by `broken`.
      () => {},
    );
    return answer.promise;
  }

  /** Ends the worker; what it was working on is rejected. */
  close() {
    this.#connection?.close();
    this.#drop(new CoreError('closed', 'worker: ended by the page'));
  }

  /** @param {import('../protocol/message-types.js').FromWorker} message */
  #receive(message) {
    if (message.type === 'answer') {
      this.#take(message.jobId)?.resolve(message.result);
    } else if (message.type === 'refused') {
      const { jobId, code, message: words } = message;
      this.#take(jobId)?.reject(new CoreError(code, words));
    }
  }

  /** @param {number} jobId - of the answer, which is taken from the list */
  #take(jobId) {
    const answer = this.#answers.get(jobId);
    this.#answers.delete(jobId);
    return answer;
  }

  /** @param {CoreError} error - why nothing comes any more */
  #drop(error) {
    this.#connection = null;
    const lost = [...this.#answers.values()];
    this.#answers.clear();
    for (const { reject } of lost) reject(error);
  }
}
