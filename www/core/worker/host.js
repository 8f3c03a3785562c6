import { BUILD_ID, openCore } from '../core.js';
import { CoreError, codeOf, wordsOf } from '../core-error.js';
import { PROTOCOL, faultOf, listen } from './messages.js';
import { taskQueue } from './slices.js';

/** @typedef {import('./messages.js').Failed} Failed */
/** @typedef {import('./messages.js').Known} Known */
/** @typedef {{ runId?: number, jobId?: number, part?: string }} About - what a message is about */
/**
 * The environment of a host; replaced only in tests.
 *
 * @typedef {object} Realm
 * @property {() => number} [now] - a clock, in milliseconds
 * @property {(task: () => void) => void} [nextTask] - calls back after pending
 *   messages
 * @property {number} [sliceMs] - how long a slice may last
 * @property {typeof openCore | ((part: any, options: object) =>
 *   Promise<{ core: any, build: 'simd' | 'scalar' }>)} [open] - opens a part of
 *   the core
 */

/**
 * Runs the compiled core for one page, in short slices, between which it handles
 * the page's messages. It runs in a worker as well as on the page's own thread.
 * Subclasses define the work.
 *
 * @abstract
 * @template {{ type: string }} Outgoing - further messages that it sends
 */
export class CoreHost {
  now;
  sliceMs;
  #nextTask;
  #open;
  #port;
  #known;
  #listening = new AbortController();
  /** @type {any} The exports of the open part. */
  #core = null;
  /** @type {import('../load.js').CoreBuild | undefined} */
  #build;
  #isScheduled = false;
  /** Set by a trap or `close`: it does nothing more. */
  #isOver = false;

  /**
   * @param {import('./messages.js').Port} port - to the page
   * @param {Known} known - the messages that the page may send
   * @param {Realm} [realm] - for tests
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
   * Handles a message.
   *
   * @abstract
   * @param {any} _message - from the page, except `hello`
   * @param {any} _core - the exports of the open part
   */
  obey(_message, _core) {}

  /** Works for one slice. */
  slice() {}

  /** Frees all memory. */
  free() {}

  /**
   * Opens another part of the core besides its own, in the same build.
   *
   * @template {import('../core.js').CorePart} Part
   * @param {Part} part
   * @returns {Promise<import('../core.js').CoreParts[Part]>} its exports
   */
  async openPart(part) {
    return (await this.#open(part, { build: this.#build })).core;
  }

  /** Schedules a slice after pending messages. */
  schedule() {
    if (this.#isScheduled || this.#isOver) return;
    this.#isScheduled = true;
    this.#nextTask(() => {
      this.#isScheduled = false;
      if (!this.#isOver) this.slice();
    });
  }

  /**
   * @param {Outgoing | import('./messages.js').Ready | import('./messages.js').Pong | Failed} message - to the page
   * @param {Transferable[]} [transfer] - buffers to transfer
   */
  send(message, transfer = []) {
    this.#port.postMessage(message, transfer);
  }

  /**
   * Reports an error to the page.
   *
   * @param {unknown} error - anything thrown
   * @param {About} [about] - what has failed
   */
  fail(error, { runId, jobId, part } = {}) {
    const code = codeOf(error);
    // An error without a code is a trap: the instance may hold a borrow for ever,
    // so it is not touched again, not even to free memory.
    if (code === null) this.#isOver = true;
    this.send({
      type: 'failed',
      code: code ?? 'crash',
      message: wordsOf(error),
      fatal: code === null || this.#core === null,
      ...(runId !== undefined && { runId }),
      ...(jobId !== undefined && { jobId }),
      ...(part !== undefined && { part }),
    });
  }

  /** Stops at once and frees all memory. */
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
    } else if (message.type === 'ping') {
      this.send({ type: 'pong' });
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
        const words = `this page is older than the site’s files now are, reload it (worker: expected a page of protocol ${PROTOCOL} and build ${BUILD_ID}, got ${protocol} and ${build})`;
        throw new CoreError('version-mismatch', words);
      }
      const name = /** @type {import('../core.js').CorePart} */ (part);
      const opened = await this.#open(name, { module, build: core });
      if (this.#isOver) return;
      this.#core ??= opened.core;
      this.#build = opened.build;
      this.send({ type: 'ready', protocol, build, core: opened.build });
    } catch (error) {
      this.fail(error);
    }
  }

  /** @param {string} message - why a message is ignored */
  #refuse(message) {
    this.send({ type: 'failed', code: 'protocol', message, fatal: false });
  }
}

/**
 * @template Exported
 * @param {Exported | undefined} exported - an export of the open part
 * @param {string} what - its name for the message
 * @returns {Exported} the export
 * @throws {CoreError} `protocol`, if the part does not have it
 */
export function needed(exported, what) {
  if (exported !== undefined) return exported;
  const words = `worker: expected a part of the core with ${what}, got one without`;
  throw new CoreError('protocol', words);
}
