import { codeOf, wordsOf } from '../core-error.js';
import { faultOf, listen } from '../worker/messages.js';

/** @typedef {import('../core.js').CorePart} CorePart */
/** @typedef {import('../worker/messages.js').Failed} Failed */
/** @typedef {import('./transports.js').Transport} Transport */
/** @typedef {import('./transports.js').Transports} Transports */

/**
 * Every worker is asked for a sign of life when nothing was heard of it for one beat,
 * and ended when it stays silent for five more: three seconds at most after it died.
 * Beats are counted, not time: after the machine has slept, a single long timer could
 * fire before an answer that had already arrived.
 */
const BEAT_MS = 500;
const MOST_SILENT = 5;

/** For work that cannot be cut into slices: all images of MNIST, a gradient check. */
const MOST_SILENT_AT_WORK = 60;

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
  #beat;
  #beatAt = 0;
  /** Beats since anything was heard. */
  #silent = 0;

  /**
   * @param {object} options - about the worker
   * @param {Pick<Transports, 'open'>} options.transports - starts it
   * @param {CorePart} options.part - of the core, which it opens
   * @param {import('../worker/messages.js').Known} options.known - the messages
   *   that it may send
   * @param {(message: Incoming | Failed) => void} options.receive - gets them
   * @param {() => boolean} [options.isAtWork] - whether it may be doing what cannot be
   *   cut into slices, and be silent for longer
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

  /** Ends the worker at once; its messages are ignored from now on. */
  close() {
    this.#life.abort();
    clearTimeout(this.#beat);
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
    // A host on the page's own thread blocks the timer as well.
    if (transport.kind !== 'page') this.#listenForLife();
  }

  /** Sets the next beat, and sees what was heard at this one. */
  #listenForLife() {
    this.#beatAt = performance.now();
    this.#beat = setTimeout(() => {
      const late = performance.now() - this.#beatAt - BEAT_MS;
      const isHidden = isPageHidden();
      if (isHidden) this.#silent = 0;
      // Where the page itself stood still, so may the worker have. A page that is often
      // late would never hear if it began to count again.
      else if (late <= BEAT_MS) this.#silent += 1;
      const most = this.#options.isAtWork?.()
        ? MOST_SILENT_AT_WORK
        : MOST_SILENT;
      if (this.#silent > most) {
        const seconds = (this.#silent * BEAT_MS) / 1000;
        const words = `worker: expected a sign of life within ${seconds} s, got none`;
        return this.#end('worker-silent', words);
      }
      // A worker that is at work would find them all when it is done.
      if (this.#silent === 1) this.send({ type: 'ping' });
      this.#listenForLife();
    }, BEAT_MS);
    // Node would not end before its last worker.
    /** @type {any} */ (this.#beat).unref?.();
  }

  /** @param {unknown} data - what arrived */
  #receive(data) {
    this.#silent = 0;
    const fault = faultOf(data, this.#options.known);
    if (fault !== null) return this.#end('protocol', `worker: ${fault}`);
    const message = /** @type {Incoming | Failed} */ (data);
    if (message.type === 'pong') return;
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

/** @returns {boolean} whether there is a page, and nobody sees it */
function isPageHidden() {
  /** @type {{ visibilityState: string } | undefined} */
  const page = Reflect.get(globalThis, 'document');
  return page?.visibilityState === 'hidden';
}
