/** A job of the core that works out nothing but counts everything. */

/** @import { Work } from '../../www/run/worker/core-types.js' */
/** @import { Ledger } from './fake-core.js' */

/** The seed with which it traps, the fake trainer on its third slice. */
export const SEED_OF_TRAP = 666;

/**
 * @param {string} code
 * @param {string} message
 */
export function coreError(code, message) {
  return Object.assign(new Error(message), { name: 'CoreError', code });
}

/**
 * Each unit takes as long as an image; the answer repeats what was asked.
 *
 * @implements {Work}
 */
export class FakeWork {
  #left;
  #spec;
  #ledger;

  /**
   * @param {{ units: number, seed: number }} spec
   * @param {Ledger} ledger
   */
  constructor(spec, ledger) {
    if (!(spec.units > 0)) {
      throw coreError('setting', 'units: expected above 0');
    }
    this.#spec = spec;
    this.#left = spec.units;
    this.#ledger = ledger;
    ledger.trainers += 1;
  }

  get isDone() {
    return this.#left <= 0;
  }

  /** @param {number} units */
  advance(units) {
    if (this.#spec.seed === SEED_OF_TRAP) {
      throw new WebAssembly.RuntimeError('unreachable');
    }
    this.#left -= units;
    this.#ledger.time += units * this.#ledger.msPerImage;
  }

  answer() {
    const { units, seed } = this.#spec;
    return { units, seed };
  }

  free() {
    this.#ledger.trainers -= 1;
  }
}
