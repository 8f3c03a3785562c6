import { JobClient } from '../../core/client/job-client.js';
import { loadDigits } from '../../core/digits.js';
import { takeQuantiles } from './numbers.js';

/** Pixels of an image, across and down. */
export const SIDE = 28;

/** Digits over which the factor of a seed is measured. */
const IMAGES = 100;

/** Multiplications in one job: few enough for results to keep coming. */
const WORK_PER_JOB = 2e8;

/**
 * Has a worker measure what the figure's state asks for: first the matrices,
 * then seed after seed. A newer state replaces what an older one asked for.
 */
export class Measurer {
  #core;
  #listener;
  #jobs;
  /** @type {Digits | undefined} */
  #digits;
  /** @type {State | undefined} */
  #wanted;
  /** @type {State | undefined} Measured, or given up. */
  #settled;
  #isAtWork = false;
  #isClosed = false;
  #matricesOf = '';
  #spreadOf = '';
  /** @type {number[]} */
  #rows = [];
  /** @type {import('./numbers.js').SeedFactors['meanField'] | undefined} */
  #meanField;

  /**
   * @param {Core} core - loaded
   * @param {MeasurerListener} listener - told what was found
   * @param {Pick<JobClient, 'run' | 'close'>} [jobs] - does the work
   */
  constructor(core, listener, jobs = new JobClient({ part: 'jacobians' })) {
    this.#core = core;
    this.#listener = listener;
    this.#jobs = jobs;
  }

  /** @param {State} state - to be measured */
  want(state) {
    this.#wanted = state;
    if (!this.#isAtWork) void this.#work();
  }

  /** Ends it, and its worker. */
  close() {
    this.#isClosed = true;
    this.#jobs.close();
    this.#digits?.free();
    this.#digits = undefined;
  }

  async #work() {
    this.#isAtWork = true;
    for (;;) {
      const state = this.#wanted;
      if (!state || state === this.#settled || this.#isClosed) break;
      try {
        const digits = (this.#digits ??= await this.#read());
        if (!this.#isClosed && (await this.#measure(state, digits))) {
          this.#settled = state;
          this.#listener.failed(null);
        }
      } catch (error) {
        this.#settled = state;
        if (!this.#isClosed) this.#listener.failed(error);
      }
    }
    this.#isAtWork = false;
  }

  /**
   * Takes one step.
   *
   * @param {State} state - to be measured @param {Digits} digits
   * @returns {Promise<boolean>} whether nothing is left to do
   */
  async #measure(state, digits) {
    const { seed, digit, seeds, ...network } = state;
    const { depth, width } = network;
    const matricesOf = JSON.stringify([network, seed, digit]);
    if (matricesOf !== this.#matricesOf) {
      const label = digits.trainingLabel(digit);
      const pixels = digits.trainingPixels(digit, SIDE);
      /** @type {import('./numbers.js').Jacobians} */
      const found = await this.#jobs.run('layer-jacobians', {
        ...network,
        seed,
        pixels,
        labels: Uint8Array.of(label),
      });
      // What is shown must belong to the state that the controls show.
      if (state !== this.#wanted) return false;
      this.#matricesOf = matricesOf;
      this.#listener.matrices({ ...found, label }, pixels);
      return false;
    }
    const spreadOf = JSON.stringify(network);
    if (spreadOf !== this.#spreadOf) {
      this.#spreadOf = spreadOf;
      this.#rows = [];
    }
    const done = this.#rows.length / depth;
    if (done >= seeds) {
      this.#tellSpread(state, this.#rows.slice(0, seeds * depth));
      return true;
    }
    const cost = IMAGES * width * (2 * SIDE ** 2 + 2 * depth * width);
    const batch = Math.max(1, Math.floor(WORK_PER_JOB / cost));
    /** @type {import('./numbers.js').SeedFactors} */
    const { meanField, rows } = await this.#jobs.run('seed-factors', {
      ...network,
      seed: done + 1,
      seeds: Math.min(batch, seeds - done),
      ...examples(digits),
    });
    this.#meanField = meanField;
    this.#rows.push(...rows);
    if (state === this.#wanted) this.#tellSpread(state, this.#rows);
    return false;
  }

  /**
   * @param {State} state - that the rows belong to
   * @param {readonly number[]} rows - the factors of each seed
   */
  #tellSpread({ depth }, rows) {
    if (!this.#meanField) return;
    const flat = this.#core.quantilesOfColumns(Float64Array.from(rows), depth);
    this.#listener.spread({
      seeds: rows.length / depth,
      images: IMAGES,
      meanField: this.#meanField,
      ...takeQuantiles(depth, flat),
    });
  }

  /** @returns {Promise<Digits>} the first digits */
  async #read() {
    const bytes = await loadDigits('first');
    const digits = new this.#core.RawDigits();
    digits.appendPart(bytes);
    return digits;
  }
}

/**
 * @param {Digits} digits - loaded
 * @returns {{ pixels: Float32Array, labels: Uint8Array }} the first of them
 */
function examples(digits) {
  const pixels = new Float32Array(IMAGES * SIDE ** 2);
  const labels = new Uint8Array(IMAGES);
  for (let index = 0; index < IMAGES; index += 1) {
    pixels.set(digits.trainingPixels(index, SIDE), index * SIDE ** 2);
    labels[index] = digits.trainingLabel(index);
  }
  return { pixels, labels };
}

/** @typedef {import('./numbers.js').Core} Core */
/** @typedef {InstanceType<Core['RawDigits']>} Digits */
/** @typedef {import('./state.js').LayerJacobiansState} State */

/**
 * @typedef {object} MeasurerListener
 * @property {(found: import('./numbers.js').Jacobians & { label: number }, pixels: Float32Array) => void} matrices -
 *   those of the state last asked for, and the image that they belong to
 * @property {(spread: import('./numbers.js').Spread) => void} spread - the seeds
 *   so far
 * @property {(error: unknown) => void} failed - null when all is well again
 */
