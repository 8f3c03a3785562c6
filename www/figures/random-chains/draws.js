import { JobClient } from '../../core/client/job-client.js';

/**
 * Draws chains in a worker, one request at a time: of the settings that arrive
 * meanwhile, only the last are drawn.
 */
export class Draws {
  #client = new JobClient({ part: 'random-chains' });
  #isClosed = false;
  #isBusy = false;
  /** @type {State | null} */
  #next = null;
  #listener;

  /** @param {DrawsListener} listener - told what happens */
  constructor(listener) {
    this.#listener = listener;
  }

  /** @returns {boolean} whether an answer is on its way */
  get isBusy() {
    return this.#isBusy;
  }

  /** @param {State} state - how the chains are to be drawn */
  ask(state) {
    this.#next = state;
    if (!this.#isBusy) void this.#work();
  }

  /** Ends the worker for good. */
  close() {
    this.#isClosed = true;
    this.#next = null;
    this.#client.close();
  }

  async #work() {
    this.#isBusy = true;
    while (this.#next !== null) {
      const state = this.#next;
      this.#next = null;
      // All depths are drawn at once; the core need not know which one is shown.
      const { depth: _depth, ...spec } = state;
      const start = performance.now();
      try {
        /** @type {import('./readings.js').DepthSummary[]} */
        const summaries = await this.#client.run('random-chains', spec);
        if (this.#isClosed) break;
        const seconds = (performance.now() - start) / 1000;
        this.#isBusy = this.#next !== null;
        this.#listener.drawn({ summaries, state, seconds });
      } catch (error) {
        if (!this.#isClosed) this.#listener.failed(error);
      }
    }
    this.#isBusy = false;
  }
}

/** @typedef {import('./state.js').RandomChainsState} State */

/**
 * @typedef {object} Drawn
 * @property {import('./readings.js').DepthSummary[]} summaries - of every depth
 * @property {State} state - what they were drawn by
 * @property {number} seconds - how long that took
 */

/**
 * @typedef {object} DrawsListener
 * @property {(drawn: Drawn) => void} drawn - what came of which settings
 * @property {(error: unknown) => void} failed - why nothing came
 */
