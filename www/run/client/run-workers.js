import { Connection } from './connection.js';

/** @typedef {import('../../core/core.js').CorePart} CorePart */
/** @typedef {import('../protocol/message-types.js').Failed} Failed */
/** @typedef {import('../protocol/message-types.js').TrainingSpec} TrainingSpec */
/** @typedef {ConstructorParameters<typeof Connection>[0]} ConnectionOptions */
/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./transport.js').Transport} Transport */

/** Training images beyond which the second digits file is needed. */
const IMAGES_OF_FIRST_PART = 1000;

/**
 * @param {TrainingSpec} spec - the settings of a run
 * @returns {CorePart} the part of the core that has its precision
 */
function partOf({ precision }) {
  // A name that is none is the core's to refuse, in its own words.
  return precision === 'f64' ? 'training-double' : 'training';
}

/**
 * The workers of a client: one, or two while a run of another precision takes
 * the place of the one before. A worker opens one part of the core.
 */
export class RunWorkers {
  #options;
  #lost;
  /** @type {Map<CorePart, Connection>} */
  #workers = new Map();

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
    const workers = [...this.#workers.values()];
    return workers.find((worker) => worker.transport)?.transport ?? null;
  }

  /**
   * Gives a run its worker, which starts if there is none for it, and that one
   * the digits.
   *
   * @param {Run} run - may be made in `run.worker` from then on
   * @throws {import('../../core/core-error.js').CoreError} what kept the worker or a file from coming
   */
  async prepare(run) {
    const part = partOf(run.spec);
    run.worker = this.#workers.get(part) ?? this.#open(part);
    const needsAll = run.spec.images > IMAGES_OF_FIRST_PART;
    await run.worker.prepare(needsAll ? ['first', 'rest'] : ['first']);
    run.isPrepared = true;
  }

  /**
   * Ends the workers that none of these runs is in.
   *
   * @param {Array<Run | null>} runs - all that there are
   */
  keepFor(runs) {
    for (const [part, worker] of this.#workers) {
      if (runs.some((run) => run?.worker === worker)) continue;
      worker.close();
      this.#workers.delete(part);
    }
  }

  /**
   * @param {CorePart} part - of the core
   * @returns {Connection} to a new worker
   */
  #open(part) {
    const worker = new Connection({
      ...this.#options,
      part,
      broken: (failure) => {
        if (this.#workers.get(part) === worker) this.#workers.delete(part);
        this.#lost(worker, failure);
      },
    });
    this.#workers.set(part, worker);
    return worker;
  }
}
