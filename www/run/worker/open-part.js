import { lacking } from './failures.js';

/** @typedef {import('./core-types.js').Core} Core */
/** @typedef {import('./core-types.js').Digits} Digits */
/** @typedef {import('./core-types.js').Trainer} Trainer */

/** The part of the core that a host has open, and the digits in it. */
export class OpenPart {
  /** @type {Digits | null} */
  #digits = null;

  /** @param {Core} core - the part's exports */
  constructor(core) {
    this.core = core;
  }

  /** @returns {Digits} those that came so far */
  get digits() {
    const { RawDigits } = this.core;
    if (RawDigits === undefined) throw lacking('digits');
    this.#digits ??= new RawDigits();
    return this.#digits;
  }

  /**
   * @param {import('../protocol/message-types.js').TrainingSpec} spec - of a run
   * @param {number | undefined} measuring - its share, see `configure`
   * @returns {Trainer} that trains on the digits
   */
  trainer(spec, measuring) {
    const { RawTrainer } = this.core;
    if (RawTrainer === undefined) throw lacking('runs');
    return new RawTrainer(spec, this.digits, measuring);
  }

  /** Gives the memory back. */
  free() {
    this.#digits?.free();
    this.#digits = null;
  }
}
