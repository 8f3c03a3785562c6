/**
 * Gathers what is due and does it once, in the next frame.
 *
 * @template {string} Due
 */
export class FigureSchedule {
  /** @type {Set<Due>} */
  #due = new Set();
  #isAwaited = false;
  /** @type {(due: ReadonlySet<Due>) => void} */
  #settle;

  /** @param {(due: ReadonlySet<Due>) => void} settle - does what is due */
  constructor(settle) {
    this.#settle = settle;
  }

  /** @param {...Due} due - what to do in the next frame */
  add(...due) {
    for (const one of due) this.#due.add(one);
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame(() => {
      const settled = this.#due;
      // Emptied first: what falls due while settling waits for the next frame.
      this.#due = new Set();
      this.#isAwaited = false;
      this.#settle(settled);
    });
  }
}
