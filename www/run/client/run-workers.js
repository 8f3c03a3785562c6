import { Connection } from './connection.js';

/** @typedef {import('../protocol/message-types.js').Failed} Failed */
/** @typedef {ConstructorParameters<typeof Connection>[0]} ConnectionOptions */
/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./transport.js').Transport} Transport */

/** Training images beyond which the second digits file is needed. */
const IMAGES_OF_FIRST_PART = 1000;

/** The worker of a client, which starts with the first run. */
export class RunWorkers {
  #options;
  #lost;
  /** @type {Connection | null} */
  #worker = null;

  /**
   * @param {Omit<ConnectionOptions, 'part' | 'broken'> & {
   *   lost: (worker: Connection, failure: Failed) => void }} options - what
   *   each is made with; `lost` is told of one that is of no more use
   */
  constructor({ lost, ...options }) {
    this.#options = options;
    this.#lost = lost;
  }

  /** @returns {Transport | null} null before a worker answered */
  get transport() {
    return this.#worker?.transport ?? null;
  }

  /**
   * Gives a run its worker, which starts if there is none, and that one the
   * digits.
   *
   * @param {Run} run - may be made in `run.worker` from then on
   * @throws {import('../../core/core-error.js').CoreError} what kept the worker or a file from coming
   */
  async prepare(run) {
    run.worker = this.#worker ??= this.#open();
    const needsAll = run.spec.images > IMAGES_OF_FIRST_PART;
    await run.worker.prepare(needsAll ? ['first', 'rest'] : ['first']);
    run.isPrepared = true;
  }

  /** Ends the worker. */
  close() {
    this.#worker?.close();
    this.#worker = null;
  }

  /** @returns {Connection} to a new worker */
  #open() {
    const worker = new Connection({
      ...this.#options,
      part: 'training',
      broken: (failure) => {
        if (this.#worker === worker) this.#worker = null;
        this.#lost(worker, failure);
      },
    });
    return worker;
  }
}
