import { loadDigits } from '../../run/client/digits.js';
import { JobClient } from '../../run/client/job-client.js';
import { takeApart, takeFactors, takeQuantiles } from './jacobian-numbers.js';

/** Digits over which the factor of a seed is measured. */
const IMAGES = 100;

/** Multiplications that a worker does while nobody gets impatient. */
const PATIENCE = 2e8;

/**
 * Has a worker measure what the figure's state asks for: first the matrices,
 * then seed after seed. A newer state ends what an older one asked for.
 */
export class Measurer {
  #core;
  #listener;
  #jobs = new JobClient({ part: 'jacobians' });
  /** @type {InstanceType<Core['RawDigits']> | undefined} */
  #digits;
  /** @type {State | undefined} */
  #wanted;
  /** @type {State | undefined} */
  #settled;
  #isAtWork = false;
  #isClosed = false;
  #matricesOf = '';
  #spreadOf = '';
  /** @type {number[]} */
  #rows = [];
  /** @type {import('./jacobian-numbers.js').MeanField | undefined} */
  #meanField;

  /**
   * @param {Core} core - loaded
   * @param {MeasurerListener} listener - told what was found
   */
  constructor(core, listener) {
    this.#core = core;
    this.#listener = listener;
  }

  /** @param {State} state - to be measured */
  want(state) {
    this.#wanted = state;
    if (!this.#isAtWork) void this.#work();
  }

  /**
   * @param {number} index - of a training image
   * @returns {Float32Array | null} its 784 pixels, once the digits are there
   */
  pixels(index) {
    return this.#digits?.trainingPixels(index, 28) ?? null;
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
    try {
      this.#digits ??= await this.#read();
      while (await this.#next());
      this.#listener.failed(null);
    } catch (error) {
      this.#settled = this.#wanted;
      if (!this.#isClosed) this.#listener.failed(error);
    }
    this.#isAtWork = false;
    // What was asked for while the last answer was on its way.
    if (this.#wanted !== this.#settled && !this.#isClosed) void this.#work();
  }

  /** @returns {Promise<boolean>} whether there was something left to do */
  async #next() {
    const state = this.#wanted;
    const digits = this.#digits;
    if (!state || !digits || this.#isClosed) return false;
    this.#settled = undefined;
    const { depth, width, activation, initialisation } = state;
    const network = { depth, width, activation, initialisation };
    const { seed, digit, seeds } = state;
    const matricesOf = JSON.stringify([network, seed, digit]);
    if (matricesOf !== this.#matricesOf) {
      const label = digits.trainingLabel(digit);
      const flat = await this.#jobs.run('layer-jacobians', {
        ...network,
        seed,
        pixels: digits.trainingPixels(digit, 28),
        labels: Uint8Array.of(label),
      });
      this.#matricesOf = matricesOf;
      // What is shown must belong to the controls beside it.
      if (state === this.#wanted) {
        this.#listener.matrices({ ...takeApart(state, flat), label });
      }
      return true;
    }
    const spreadOf = JSON.stringify([network]);
    if (spreadOf !== this.#spreadOf) {
      this.#spreadOf = spreadOf;
      this.#rows = [];
    }
    const done = this.#rows.length / depth;
    if (done >= seeds) {
      this.#tellSpread(state, this.#rows.slice(0, seeds * depth));
      this.#settled = state;
      return false;
    }
    const cost = IMAGES * width * (2 * 784 + 2 * depth * width);
    const batch = Math.max(1, Math.floor(PATIENCE / cost));
    const flat = await this.#jobs.run('seed-factors', {
      ...network,
      seed: done + 1,
      seeds: Math.min(batch, seeds - done),
      ...this.#examples(digits),
    });
    const { meanField, rows } = takeFactors(depth, flat);
    this.#meanField = meanField;
    this.#rows.push(...rows);
    if (state === this.#wanted) this.#tellSpread(state, this.#rows);
    return true;
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

  /** @param {InstanceType<Core['RawDigits']>} digits - loaded */
  #examples(digits) {
    const pixels = new Float32Array(IMAGES * 784);
    const labels = new Uint8Array(IMAGES);
    for (let index = 0; index < IMAGES; index += 1) {
      pixels.set(digits.trainingPixels(index, 28), index * 784);
      labels[index] = digits.trainingLabel(index);
    }
    return { pixels, labels };
  }

  /** @returns {Promise<InstanceType<Core['RawDigits']>>} the first digits */
  async #read() {
    const bytes = await loadDigits('first');
    const digits = new this.#core.RawDigits();
    digits.appendPart(bytes);
    return digits;
  }
}

/** @typedef {import('../../core/core.js').CoreParts['jacobians']} Core */
/** @typedef {import('./state.js').LayerJacobiansState} State */

/**
 * @typedef {object} MeasurerListener
 * @property {(found: import('./jacobian-numbers.js').Jacobians & { label: number }) => void} matrices
 *   - the matrices of the state last asked for
 * @property {(spread: import('./jacobian-numbers.js').Spread) => void} spread -
 *   the seeds so far
 * @property {(error: unknown) => void} failed - null when all is well again
 */
