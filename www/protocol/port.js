import { faultOf } from './messages.js';

/**
 * What a `Worker`, a worker's global scope, a `MessagePort` and an end of the
 * loop-back have in common.
 *
 * @typedef {object} Port
 * @property {(message: unknown, transfer: Transferable[]) => void} postMessage
 *   - sends; the buffers in `transfer` change hands
 * @property {(type: string, listener: (event: any) => void,
 *   options?: { signal?: AbortSignal }) => void} addEventListener - hears
 *   `message` and `messageerror`
 * @property {() => void} [start] - begins delivery, where that is needed
 */

/**
 * One end of a conversation: sends messages of one closed union and passes on
 * those of another, checked.
 *
 * @template Outgoing
 * @template Incoming
 */
export class MessageHandler {
  /** @type {Port} */
  #port;
  #listening = new AbortController();

  /**
   * @param {Port} port - the other end is whoever listens to it
   * @param {object} options - what to do with what arrives
   * @param {{ [type: string]: import('./messages.js').Fields }} options.known -
   *   the fields of each message of `Incoming`
   * @param {(message: Incoming) => void} options.receive - gets each of them
   * @param {(fault: string) => void} options.refuse - gets what is wrong with
   *   anything else
   */
  constructor(port, { known, receive, refuse }) {
    this.#port = port;
    const { signal } = this.#listening;
    port.addEventListener(
      'message',
      ({ data }) => {
        const fault = faultOf(data, known);
        if (fault === null) receive(data);
        else refuse(fault);
      },
      { signal },
    );
    port.addEventListener(
      'messageerror',
      () => refuse('message: expected one that this realm can read, got none'),
      { signal },
    );
    port.start?.();
  }

  /**
   * @param {Outgoing} message - what to say
   * @param {Transferable[]} [transfer] - buffers that change hands
   */
  send(message, transfer = []) {
    this.#port.postMessage(message, transfer);
  }

  /** Hears nothing from now on. */
  close() {
    this.#listening.abort();
  }
}
