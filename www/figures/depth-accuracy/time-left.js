/** How long what is under way will take, from how it went so far. */

/** Before this share of the work there is nothing to go by. */
const LEAST = 0.02;

/** Estimates the time left of work whose share done is known. */
export class TimeLeft {
  #now;
  /** Milliseconds of work, up to the last time it was seen to move. */
  #worked = 0;
  #last = NaN;
  #from = 0;
  #share = 0;

  /** @param {() => number} [now] - milliseconds; monotonic */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /**
   * @param {number} share - done, 0 to 1
   * @param {boolean} isMoving - whether it is worked on
   * @returns {string} “12 s” or “3 min”; '' where it cannot be told
   */
  of(share, isMoving) {
    const now = this.#now();
    if (share < this.#share) {
      this.#worked = 0;
      this.#from = share;
    }
    if (isMoving && Number.isFinite(this.#last)) {
      this.#worked += now - this.#last;
    }
    if (this.#worked === 0) this.#from = share;
    this.#last = isMoving ? now : NaN;
    this.#share = share;
    const done = share - this.#from;
    if (!isMoving || done < LEAST) return '';
    const seconds = Math.ceil((this.#worked * (1 - share)) / done / 1000);
    return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  }
}
