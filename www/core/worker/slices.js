/** How a host shares its thread: the slices, and what comes between them. */

/**
 * How much work fits into one slice, learnt from the slices before.
 *
 * The work of an image differs a thousandfold between the smallest and the
 * largest network, so no fixed number would keep every slice short.
 */
export class Pace {
  /**
   * A slice aims at this part of its limit: measuring costs other than
   * training, and a slice may hold more of the dearer than the last one did.
   */
  static #AIM = 2 / 3;

  /** Units for the next slice. */
  units;
  #least;
  #aimMs;

  /**
   * @param {number} least - units of the smallest slice
   * @param {number} limitMs - how long a slice may last
   */
  constructor(least, limitMs) {
    this.units = least;
    this.#least = least;
    this.#aimMs = limitMs * Pace.#AIM;
  }

  /** @param {number} ms - how long the last slice took; 0 on a coarse clock */
  worked(ms) {
    // Never more than twice the last: a single cheap slice proves little.
    const growth = ms > 0 ? Math.min(2, this.#aimMs / ms) : 2;
    this.units = Math.max(this.#least, Math.floor(this.units * growth));
  }
}

/**
 * A queue behind the messages that already wait. A timer would be slowed down
 * to four milliseconds, and to a second in a hidden tab.
 *
 * @returns {(task: () => void) => void} calls back in a later task
 */
export function taskQueue() {
  const { port1, port2 } = new MessageChannel();
  /** @type {Array<() => void>} */
  const tasks = [];
  port1.onmessage = () => tasks.shift()?.();
  return (task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}
