import { digitsSizes } from '../core/digits.js';

/** @import { DigitsPart } from '../core/digits.js' */
/** @import { RunSession } from './run-session.js' */

/** The largest file is fetched only after a reader of the page has agreed, once for all figures. */
export const agreement = { isGiven: false };

/**
 * What a run still needs of the digits, from the question to the last byte:
 *
 *     asking → fetching ⇄ stopped
 *
 * A failure leads from `fetching` to `failed`, and `fetch` back.
 */
export class DigitsWish {
  /** @type {'asking' | 'fetching' | 'stopped' | 'failed'} */
  phase = 'asking';
  /** @type {Error | null} Why it failed, if it has. */
  error = null;
  /** @type {'' | 'play' | 'step'} What the run is to do once it is there. */
  next = '';
  images;
  /** The files that it needs. */
  parts;
  #session;
  #listener;
  #isDropped = false;

  /**
   * @param {Pick<RunSession, 'missing' | 'received' | 'bring' | 'stopFetching'>} session -
   *   whose worker fetches
   * @param {number} images - training images of the run
   * @param {{ changed: () => void, arrived: () => void }} listener
   */
  constructor(session, images, listener) {
    this.#session = session;
    this.#listener = listener;
    this.images = images;
    this.parts = session.missing(images);
  }

  /** @returns {boolean} whether it may be fetched without a question */
  get isAgreed() {
    return agreement.isGiven || !this.parts.includes('all');
  }

  /** @returns {number} bytes in all */
  get total() {
    return sizeOf(this.parts);
  }

  /** @returns {number} bytes so far */
  get received() {
    return this.#session.received(this.parts);
  }

  /** Fetches it, or what is missing of it. */
  async fetch() {
    if (this.phase === 'fetching') return;
    this.#become('fetching');
    try {
      const isThere = await this.#session.bring(this.images);
      if (this.#isDropped) return;
      if (isThere) this.#listener.arrived();
      else this.#become('stopped');
    } catch (error) {
      if (this.#isDropped) return;
      this.error = /** @type {Error} */ (error);
      this.#become('failed');
    }
  }

  /** Stops fetching; what has come is kept. */
  stop() {
    this.#session.stopFetching();
  }

  /** It is not wanted any more. */
  drop() {
    this.#isDropped = true;
    this.stop();
  }

  /** @param {DigitsWish['phase']} phase */
  #become(phase) {
    this.phase = phase;
    this.#listener.changed();
  }
}

/** @param {readonly DigitsPart[]} parts @returns {number} their bytes */
export function sizeOf(parts) {
  return parts.reduce((sum, part) => sum + digitsSizes[part], 0);
}
