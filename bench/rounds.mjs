/**
 * Interleaved rounds: everybody once, then everybody again, so that a change of
 * the machine's speed meets all alike. Each time stands between two runs of a
 * reference, whose own time says how fast the machine was just then.
 */

import { quantile } from './quantities.mjs';

/** @import { Worker } from './stage.mjs' */

/**
 * @typedef {object} Racer
 * @property {string} key
 * @property {'f32' | 'f64'} precision
 * @property {Worker} worker
 * @property {string} text - the case
 * @property {'peak' | 'reference'} [reference] - what its worker calls its own
 *
 * @typedef {object} Result
 * @property {number} best - microseconds an image, the least of the rounds
 * @property {number} median
 * @property {number} ratio - of the best to the first racer's
 */

/** How long a run of the reference shall take, at least. */
const REFERENCE_MS = 6;

/** How often everybody runs, at least. */
const FEWEST_TIMES = 5;

/** A time that lasts so many times as long as it shall is taken in fewer rounds. */
const LONG = 10;

/** One racer, warm, with as many epochs a time as its speed asks for. */
class Lane {
  /** @type {number[]} */
  times = [];
  /** @type {number[]} */
  #references = [];
  #epochs = 1;
  #rounds = 2000;

  /** How many rounds there are to each of its times. */
  every = 1;

  /** @param {Racer} racer */
  constructor(racer) {
    this.racer = racer;
  }

  get images() {
    return Number(this.racer.text.split(' ')[3]);
  }

  /**
   * @param {'prepare' | 'train' | 'reference' | 'peak'} command
   * @param {number} number
   */
  async #ask(command, number) {
    const { worker, precision, text } = this.racer;
    const answer = await worker.ask({ command, precision, number, text });
    return answer.milliseconds;
  }

  /**
   * @param {number} milliseconds - that a time shall last
   * @param {number} rounds - that there will be
   */
  async warm(milliseconds, rounds) {
    await this.#ask('prepare', 0);
    let spent = await this.#ask('train', 1);
    // Compilers in the browser look again after a while.
    while (spent < milliseconds / 2 && this.#epochs < 4096) {
      this.#epochs *= 2;
      spent = await this.#ask('train', this.#epochs);
    }
    this.#epochs = Math.max(
      1,
      Math.round((this.#epochs * milliseconds) / spent),
    );
    spent = await this.#ask('train', this.#epochs);
    this.every = Math.min(
      Math.max(1, Math.floor(rounds / FEWEST_TIMES)),
      Math.ceil(spent / milliseconds / LONG),
    );
    let reference = await this.#reference();
    while (reference < REFERENCE_MS) {
      this.#rounds *= 2;
      reference = await this.#reference();
    }
  }

  #reference() {
    return this.#ask(this.racer.reference ?? 'reference', this.#rounds);
  }

  /** Takes one time. */
  async run() {
    const before = await this.#reference();
    const spent = await this.#ask('train', this.#epochs);
    const after = await this.#reference();
    this.#references.push((before + after) / 2);
    this.times.push((1000 * spent) / this.#epochs / this.images);
  }

  /** The times as they were had the machine been equally fast throughout. */
  get evened() {
    const usual = quantile(this.#references);
    return this.times.map(
      (time, round) => (time * usual) / (this.#references[round] ?? usual),
    );
  }
}

/**
 * @param {readonly Racer[]} racers - the first one is what the others are
 *   compared with
 * @param {{ rounds: number, milliseconds: number }} options - how often, and
 *   how long each time
 * @returns {Promise<Map<string, Result>>} by the racers' keys
 */
export async function race(racers, { rounds, milliseconds }) {
  const lanes = racers.map((racer) => new Lane(racer));
  for (const lane of lanes) await lane.warm(milliseconds, rounds);
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % lanes.length;
    for (const lane of [...lanes.slice(turn), ...lanes.slice(0, turn)]) {
      if (round % lane.every === 0) await lane.run();
    }
  }
  const least = Math.min(...(lanes[0]?.times ?? []));
  return new Map(
    lanes.map(({ racer: { key }, times, evened }) => {
      const best = Math.min(...times);
      return [key, { best, median: quantile(evened), ratio: best / least }];
    }),
  );
}

/**
 * @param {Worker} worker
 * @param {'f32' | 'f64'} precision
 * @returns {Promise<number>} the most operations in a nanosecond, of ten tries
 */
export async function peakOf(worker, precision) {
  let best = 0;
  let number = 1000;
  for (let tries = 0; tries < 10;) {
    const { value, milliseconds } = await worker.ask({
      ...{ command: 'peak', precision, number, text: '-' },
    });
    if (milliseconds < 20) {
      number *= 2;
    } else {
      best = Math.max(best, value / milliseconds / 1e6);
      tries += 1;
    }
  }
  return best;
}
