import { networkOf } from './state.js';

/** Of so many seeds at a time, so that a change of the settings is soon heard. */
const STAGES = [1, 20, Infinity];

/**
 * Has a worker measure the gradient of untrained networks: first of one seed, then
 * of more. Of the settings that arrive meanwhile only the last are measured.
 */
export class Study {
  #jobs;
  #listener;
  /** @type {State | undefined} */
  #wanted;
  #isAtWork = false;
  #isClosed = false;

  /**
   * @param {Jobs} jobs - do the work
   * @param {StudyListener} listener - told what was found
   */
  constructor(jobs, listener) {
    this.#jobs = jobs;
    this.#listener = listener;
  }

  /** @param {State} state - to be measured */
  want(state) {
    const before = this.#wanted;
    const isSame =
      before?.seeds === state.seeds &&
      networkOf(before, before.cell) === networkOf(state, state.cell);
    if (isSame) return;
    this.#wanted = state;
    if (!this.#isAtWork) void this.#work();
  }

  /** Measures once more what has failed. */
  again() {
    if (!this.#isAtWork) void this.#work();
  }

  /** Measures nothing more. */
  close() {
    this.#isClosed = true;
  }

  async #work() {
    this.#isAtWork = true;
    /** @type {State | undefined} */
    let done;
    while (this.#wanted && this.#wanted !== done && !this.#isClosed) {
      done = this.#wanted;
      try {
        await this.#measure(done);
      } catch (error) {
        if (!this.#isClosed) this.#listener.failed(error);
      }
    }
    this.#isAtWork = false;
  }

  /** @param {State} state */
  async #measure(state) {
    let measured = 0;
    for (const most of STAGES) {
      const seeds = Math.min(most, state.seeds);
      if (seeds === measured) return;
      measured = seeds;
      /** @type {Gradients} */
      const found = await this.#jobs.run('gradient-through-time', {
        ...state,
        seeds,
      });
      // Newer settings have a measurement of their own.
      if (this.#isClosed || this.#wanted !== state) return;
      this.#listener.found({ ...found, state, seeds });
    }
  }
}

/** @typedef {import('./state.js').State} State */
/** @typedef {Pick<import('../../core/client/job-client.js').JobClient, 'run'>} Jobs */
/** @typedef {import('../../core/plain.js').Plain<import('../../core/recurrent.js').GradientThroughTime>} Gradients */
/** @typedef {Gradients & { state: State, seeds: number }} Found */

/**
 * @typedef {object} StudyListener
 * @property {(found: Found) => void} found - of the seeds so far
 * @property {(error: unknown) => void} failed - why nothing came
 */
