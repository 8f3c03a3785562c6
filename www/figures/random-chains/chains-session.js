import { JobClient } from '../../run/client/job-client.js';
import { readSummaries } from './summaries.js';

/**
 * The newest settings whose chains are drawn, one draw at a time: settings that
 * come meanwhile wait, and of several the last.
 */
export class ChainsSession {
  #client = new JobClient({ part: 'random-chains' });
  #isClosed = false;
  #isBusy = false;
  /** @type {State | null} */
  #next = null;
  #listener;

  /** @param {SessionListener} listener - told what happens */
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
      const { chains, weightSpread, biasSpread, input, activation, seed } =
        state;
      const spec = {
        chains,
        weightSpread,
        biasSpread,
        input,
        activation,
        seed,
      };
      const start = performance.now();
      try {
        const values = await this.#client.run('random-chains', spec);
        if (this.#isClosed) break;
        const seconds = (performance.now() - start) / 1000;
        this.#isBusy = this.#next !== null;
        this.#listener.drawn(readSummaries(values, chains), state, seconds);
      } catch (error) {
        if (!this.#isClosed) this.#listener.failed(error);
      }
    }
    this.#isBusy = false;
  }
}

/** @typedef {import('./state.js').RandomChainsState} State */

/**
 * @typedef {object} SessionListener
 * @property {(summaries: import('./summaries.js').DepthSummary[], state: State,
 *   seconds: number) => void} drawn - what came of which settings
 * @property {(error: unknown) => void} failed - why nothing came
 */
