import { JobClient } from '../../core/client/job-client.js';
import { forgetDigits, loadDigits } from '../../core/digits.js';
import { passageOf } from './numbers.js';
import { DIGITS } from './state.js';

/** Pixels of an image, across and down. */
export const SIDE = 28;

/**
 * Digits over which the factors of a seed are measured: the chapter’s thousand,
 * since the averaged gradient depends on how many it is averaged over.
 */
const IMAGES = DIGITS;

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
  /** @type {ReturnType<typeof examples> | undefined} */
  #examples;
  /** @type {Record<'single' | 'averaged', number[]>} Of each seed, by measure. */
  #rows = { single: [], averaged: [] };
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

  /** Measures once more what has failed. */
  again() {
    this.#settled = undefined;
    if (this.#wanted) this.want(this.#wanted);
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
        const digits = this.#digits ?? (await this.#read());
        if (this.#isClosed) {
          digits.free();
          break;
        }
        this.#digits = digits;
        if (await this.#measure(state, digits)) {
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
      this.#rows = { single: [], averaged: [] };
    }
    const done = this.#rows.single.length / (depth + 1);
    if (done >= seeds) {
      this.#tellSpread(state, seeds);
      return true;
    }
    const cost = IMAGES * width * (2 * SIDE ** 2 + 2 * depth * width);
    const batch = Math.max(1, Math.floor(WORK_PER_JOB / cost));
    /** @type {import('./numbers.js').SeedFactors} */
    const { meanField, single, averaged } = await this.#jobs.run(
      'seed-factors',
      {
        ...network,
        seed: done + 1,
        seeds: Math.min(batch, seeds - done),
        ...(this.#examples ??= examples(digits)),
      },
    );
    this.#meanField = meanField;
    this.#rows.single.push(...single);
    this.#rows.averaged.push(...averaged);
    if (state === this.#wanted) this.#tellSpread(state, seeds);
    return false;
  }

  /**
   * @param {State} state - that the rows belong to
   * @param {number} most - of the seeds measured, so many are told
   */
  #tellSpread({ depth }, most) {
    if (!this.#meanField) return;
    const end = most * (depth + 1);
    const single = this.#rows.single.slice(0, end);
    const averaged = this.#rows.averaged.slice(0, end);
    this.#listener.spread({
      seeds: single.length / (depth + 1),
      images: IMAGES,
      meanField: this.#meanField,
      ...passageOf(this.#core, depth, single),
      averaged: passageOf(this.#core, depth, averaged),
    });
  }

  /** @returns {Promise<Digits>} the first digits */
  async #read() {
    const bytes = await loadDigits('first');
    const digits = new this.#core.RawDigits();
    try {
      digits.appendPart(bytes);
    } catch (error) {
      forgetDigits();
      throw error;
    }
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
