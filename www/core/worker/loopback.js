/**
 * Two connected ports in one thread. Messages are cloned and buffers transferred
 * as between threads, so that no object is shared by accident. They arrive in a
 * microtask: after the sender has finished, before the next event.
 */
export class LoopbackPort extends EventTarget {
  /** @type {LoopbackPort | null} */
  #other = null;

  /** @returns {[LoopbackPort, LoopbackPort]} the two ends */
  static pair() {
    const [one, other] = [new LoopbackPort(), new LoopbackPort()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  /**
   * @param {unknown} message - to be cloned
   * @param {Transferable[]} [transfer] - buffers to transfer
   * @throws {DOMException} `DataCloneError` if it cannot be cloned
   */
  postMessage(message, transfer = []) {
    const other = this.#other;
    if (other === null) return;
    const data = structuredClone(message, { transfer });
    queueMicrotask(() => {
      // Like a terminated worker, a closed port receives nothing.
      if (other.#other !== null) {
        other.dispatchEvent(new MessageEvent('message', { data }));
      }
    });
  }

  /** Disconnects the two ends; pending messages are lost. */
  close() {
    const other = this.#other;
    this.#other = null;
    if (other !== null) other.#other = null;
  }
}
