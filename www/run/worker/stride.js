/** What a busy machine may make up for, in seconds. */
const MOST_BEHIND = 0.1;

/** Longer, in seconds, no slice takes that is part of a run at its pace. */
const LONGEST_GAP = 1;

/**
 * How far a run may have come: t seconds after epoch 0 to a·t² epochs, where a is
 * its pace. A run that was paused, or that is slower than its pace, goes on from
 * where it is.
 */
export class Stride {
  #pace;
  #now;
  #seconds;

  /**
   * @param {number} pace - a, in epochs
   * @param {number} now - in milliseconds
   * @param {number} done - epochs trained so far
   */
  constructor(pace, now, done) {
    this.#pace = pace;
    this.#now = now;
    this.#seconds = this.#secondsTo(done);
  }

  /**
   * @param {number} now - in milliseconds
   * @param {number} done - epochs trained so far
   * @returns {number} how many may be by now
   */
  reach(now, done) {
    const most = this.#secondsTo(done) + MOST_BEHIND;
    // A tab that was frozen for an hour, or left and come back to, goes on from there.
    const passed = Math.min((now - this.#now) / 1000, LONGEST_GAP);
    this.#seconds = Math.min(this.#seconds, most) + passed;
    this.#now = now;
    return this.#pace * this.#seconds ** 2;
  }

  /** @param {number} epochs */
  #secondsTo(epochs) {
    return Math.sqrt(epochs / this.#pace);
  }
}
