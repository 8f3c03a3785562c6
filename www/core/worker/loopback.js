/**
 * Two ports in one thread, each hearing what the other sends.
 *
 * Messages are cloned and buffers transferred just as between threads, so code
 * that works here does not share an object by accident. They arrive in a
 * microtask: after the sender has finished, before the next event.
 */
export class LoopbackPort extends EventTarget {
  /** @type {LoopbackPort | null} */
  #other = null;

  /**
   * @returns {[LoopbackPort, LoopbackPort]} the two ends
   */
  static pair() {
    const [one, other] = [new LoopbackPort(), new LoopbackPort()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  /**
   * @param {unknown} message - anything that can be cloned
   * @param {Transferable[]} [transfer] - buffers that change hands
   * @throws {DOMException} `DataCloneError` for what cannot be cloned
   */
  postMessage(message, transfer = []) {
    const other = this.#other;
    if (other === null) return;
    const data = structuredClone(message, { transfer });
    queueMicrotask(() => {
      // Closed meanwhile: a terminated worker hears nothing either.
      if (other.#other !== null) {
        other.dispatchEvent(new MessageEvent('message', { data }));
      }
    });
  }

  /** Parts the two ends: what is on its way no longer arrives. */
  close() {
    const other = this.#other;
    this.#other = null;
    if (other !== null) other.#other = null;
  }
}
