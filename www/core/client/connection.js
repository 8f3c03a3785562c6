import { codeOf, wordsOf } from '../core-error.js';
import { faultOf, listen } from '../worker/messages.js';

/** @typedef {import('../core.js').CorePart} CorePart */
/** @typedef {import('../worker/messages.js').Failed} Failed */
/** @typedef {import('./transports.js').Transport} Transport */
/** @typedef {import('./transports.js').Transports} Transports */

/**
 * Seconds that a worker may take to answer a watched message. They are counted
 * one by one: after the machine has slept, a single long timer could fire before
 * an answer that had already arrived.
 */
const PATIENCE_SECONDS = 3;

/**
 * Starts a worker, receives its messages, and ends it.
 *
 * @template {{ type: string }} Incoming - the messages that it sends
 */
export class Connection {
  /** Resolves when the worker is ready. */
  opened;
  /** @type {Transport | null} Null until it is ready. */
  transport = null;
  #life = new AbortController();
  #options;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;

  /**
   * @param {object} options - about the worker
   * @param {Pick<Transports, 'open'>} options.transports - starts it
   * @param {CorePart} options.part - of the core, which it opens
   * @param {import('../worker/messages.js').Known} options.known - the messages
   *   that it may send
   * @param {(message: Incoming | Failed) => void} options.receive - gets them
   * @param {(failure: Failed) => void} options.broken - called once, after the
   *   worker was ended because of a failure
   */
  constructor(options) {
    this.#options = options;
    this.opened = this.#open();
    this.opened.catch((error) => {
      this.#end(codeOf(error) ?? 'worker-failed', wordsOf(error));
    });
  }

  /**
   * @param {object} message - dropped unless the worker is ready
   * @param {Transferable[]} [transfer] - of it; all else is copied, since other workers
   *   may need the same bytes
   */
  send(message, transfer = []) {
    this.transport?.port.postMessage(message, transfer);
  }

  /**
   * Ends the worker as dead unless `unwatch` is called in time.
   *
   * @param {string} what - the message that it has to answer
   */
  watch(what) {
    // A host on the page's own thread blocks the timer as well.
    if (this.transport?.kind === 'page' || this.#watch !== undefined) return;
    let seconds = 0;
    const tick = () => {
      seconds += 1;
      if (seconds < PATIENCE_SECONDS) {
        this.#watch = setTimeout(tick, 1000);
        return;
      }
      const words = `worker: expected an answer to ${what} within ${PATIENCE_SECONDS} s, got none`;
      this.#end('worker-silent', words);
    };
    this.#watch = setTimeout(tick, 1000);
  }

  /** The worker has answered. */
  unwatch() {
    clearTimeout(this.#watch);
    this.#watch = undefined;
  }

  /** Ends the worker at once; its messages are ignored from now on. */
  close() {
    this.#life.abort();
    this.unwatch();
    this.transport?.terminate();
    this.transport = null;
  }

  async #open() {
    const { transports, part } = this.#options;
    const { signal } = this.#life;
    const transport = await transports.open(part, signal);
    if (signal.aborted) {
      transport.terminate();
      throw signal.reason;
    }
    this.transport = transport;
    listen(transport.port, signal, (data) => this.#receive(data));
    transport.port.addEventListener(
      'error',
      (event) => {
        const words = event.message ?? 'no reason given';
        this.#end(
          'worker-failed',
          `worker: expected it to live, got an error (${words})`,
        );
      },
      { signal },
    );
  }

  /** @param {unknown} data - what arrived */
  #receive(data) {
    const fault = faultOf(data, this.#options.known);
    if (fault !== null) return this.#end('protocol', `worker: ${fault}`);
    const message = /** @type {Incoming | Failed} */ (data);
    if ('fatal' in message && message.fatal) this.#break(message);
    else this.#options.receive(message);
  }

  /** @param {string} code @param {string} message */
  #end(code, message) {
    this.#break({ type: 'failed', code, message, fatal: true });
  }

  /** @param {Failed} failure */
  #break(failure) {
    if (this.#life.signal.aborted) return;
    this.close();
    this.#options.broken(failure);
  }
}
