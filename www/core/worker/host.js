import { BUILD_ID, openCore } from '../core.js';
import { CoreError, codeOf, wordsOf } from '../core-error.js';
import { PROTOCOL, faultOf, listen } from './messages.js';
import { taskQueue } from './slices.js';

/** @typedef {import('./messages.js').Failed} Failed */
/** @typedef {import('./messages.js').Known} Known */
/**
 * What a message is about.
 *
 * @typedef {{ runId?: number, jobId?: number }} About
 */
/**
 * The realm that a host works in, other than the real one only in tests.
 *
 * @typedef {object} Realm
 * @property {() => number} [now] - a clock, in milliseconds
 * @property {(task: () => void) => void} [nextTask] - calls back after the
 *   messages that wait now
 * @property {number} [sliceMs] - how long a slice may last
 * @property {typeof openCore | ((part: any, options: object) =>
 *   Promise<{ core: any, build: 'simd' | 'scalar' }>)} [open] - opens a part of
 *   the core
 */

/**
 * Answers one page with the compiled core, and works in short slices, between
 * which it hears the page's messages. It knows nothing of the realm it lives
 * in, a worker or the page itself. What it works at is its subclass's.
 *
 * @abstract
 * @template {{ type: string }} Outgoing - the messages that it sends besides
 */
export class CoreHost {
  now;
  sliceMs;
  #nextTask;
  #open;
  #port;
  #known;
  #listening = new AbortController();
  /** @type {any} The exports of the part that is open. */
  #core = null;
  #isScheduled = false;
  /** After a trap or `close`: nothing is heard or done any more. */
  #isOver = false;

  /**
   * @param {import('./messages.js').Port} port - the page is at its other end
   * @param {Known} known - the messages that the page may send
   * @param {Realm} [realm] - other than the real one
   */
  constructor(port, known, realm = {}) {
    this.now = realm.now ?? (() => performance.now());
    this.sliceMs = realm.sliceMs ?? 12;
    this.#nextTask = realm.nextTask ?? taskQueue();
    this.#open = realm.open ?? openCore;
    this.#port = port;
    this.#known = known;
    listen(port, this.#listening.signal, (data) => this.#receive(data));
  }

  /**
   * Does what the page asks.
   *
   * @abstract
   * @param {any} _message - of those that the page may send, but no `hello`
   * @param {any} _core - the exports of the part that is open
   */
  obey(_message, _core) {}

  /**
   * Works for one slice.
   *
   * @abstract
   */
  slice() {}

  /**
   * Gives all memory back.
   *
   * @abstract
   */
  free() {}

  /** Asks for a slice, after the messages that wait now. */
  schedule() {
    if (this.#isScheduled || this.#isOver) return;
    this.#isScheduled = true;
    this.#nextTask(() => {
      this.#isScheduled = false;
      if (!this.#isOver) this.slice();
    });
  }

  /**
   * @param {Outgoing | import('./messages.js').Ready | Failed} message - what to say
   * @param {Transferable[]} [transfer] - buffers that change hands
   */
  send(message, transfer = []) {
    this.#port.postMessage(message, transfer);
  }

  /**
   * Tells the page what went wrong.
   *
   * @param {unknown} error - what was thrown
   * @param {About} [about] - what it was about
   */
  fail(error, { runId, jobId } = {}) {
    const code = codeOf(error);
    // What has no code is a trap: the instance may hold a borrow for ever, so
    // nothing of it is touched again, not even to free it.
    if (code === null) this.#isOver = true;
    this.send({
      type: 'failed',
      code: code ?? 'crash',
      message: wordsOf(error),
      fatal: code === null || this.#core === null,
      ...(runId !== undefined && { runId }),
      ...(jobId !== undefined && { jobId }),
    });
  }

  /** Stops at once and gives all memory back. */
  close() {
    this.#listening.abort();
    if (!this.#isOver) this.free();
    this.#isOver = true;
  }

  /** @param {unknown} data - what arrived */
  #receive(data) {
    if (this.#isOver) return;
    const fault = faultOf(data, this.#known);
    if (fault !== null) return this.#refuse(fault);
    const message = /** @type {{ type: string } & About} */ (data);
    if (message.type === 'hello') {
      void this.#greet(/** @type {import('./messages.js').Hello} */ (message));
    } else if (this.#core === null) {
      this.#refuse(`${message.type}: expected a hello first, got none`);
    } else {
      try {
        this.obey(message, this.#core);
      } catch (error) {
        this.fail(error, message);
      }
    }
  }

  /** @param {import('./messages.js').Hello} hello */
  async #greet({ protocol, build, part, module, core }) {
    try {
      if (protocol !== PROTOCOL || build !== BUILD_ID) {
        const words = `worker: expected a page of protocol ${PROTOCOL} and build ${BUILD_ID}, got ${protocol} and ${build}`;
        throw new CoreError('version-mismatch', words);
      }
      const name = /** @type {import('../core.js').CorePart} */ (part);
      const opened = await this.#open(name, { module, build: core });
      if (this.#isOver) return;
      this.#core ??= opened.core;
      this.send({ type: 'ready', protocol, build, core: opened.build });
    } catch (error) {
      this.fail(error);
    }
  }

  /** @param {string} message - what is wrong with a message, which is ignored */
  #refuse(message) {
    this.send({ type: 'failed', code: 'protocol', message, fatal: false });
  }
}

/**
 * @template Exported
 * @param {Exported | undefined} exported - what is asked of the open part
 * @param {string} what - it is
 * @returns {Exported} it
 * @throws {CoreError} `protocol`, where the part has none
 */
export function needed(exported, what) {
  if (exported !== undefined) return exported;
  const words = `worker: expected a part of the core with ${what}, got one without`;
  throw new CoreError('protocol', words);
}
