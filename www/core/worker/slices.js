/**
 * Chooses how much work to do in one slice from how long the last one took. The
 * work of an image differs a thousandfold between the smallest and the largest
 * network, so no fixed number would keep every slice short.
 */
export class Pace {
  /**
   * A slice aims at this fraction of its limit, because it may contain more of
   * the costlier kind of work, measuring or training, than the last one did.
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
    // At most twice the last: a single fast slice proves little.
    const growth = ms > 0 ? Math.min(2, this.#aimMs / ms) : 2;
    this.units = Math.max(this.#least, Math.floor(this.units * growth));
  }
}

/**
 * Runs tasks after pending messages. Timers would be throttled to four
 * milliseconds, and to a second in a hidden tab.
 *
 * @returns {(task: () => void) => void} queues a task
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
