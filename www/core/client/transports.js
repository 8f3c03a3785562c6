/**
 * Starts a host of the core, in the best place that works: a module worker; a
 * classic worker made from a blob, for frames of an opaque origin; the page's own
 * thread.
 */
import { BUILD_ID, openCore } from '../core.js';
import { CoreError, codeOf, wordsOf } from '../core-error.js';
import { shakeHands } from './handshake.js';
import { startWorker } from './trusted-script.js';

/** @typedef {import('../core.js').CorePart} CorePart */
/** @typedef {import('../load.js').Compiled} Compiled */
/** @typedef {'worker' | 'blob' | 'page'} TransportKind */
/**
 * The script of a worker.
 *
 * @typedef {object} Entry
 * @property {() => Worker} start - makes a module worker of it
 * @property {() => Promise<new (port: import('../worker/messages.js').Port,
 *   realm: import('../worker/host.js').Realm) => { close: () => void }>} load -
 *   loads its host, for the page's own thread
 */
/**
 * @typedef {object} Link
 * @property {import('../worker/messages.js').Port} port - to the host
 * @property {() => void} terminate - ends the host at once
 * @property {() => void} [started] - called when the host has answered or failed
 */
/**
 * One way to start a host.
 *
 * @typedef {object} Way
 * @property {TransportKind} kind - its name
 * @property {() => Link | Promise<Link>} start - may throw
 */
/** @typedef {Link & { kind: TransportKind, core: 'simd' | 'scalar' }} Transport - to a host that is ready */

/**
 * Long enough for a first load on a slow connection: the worker's modules are
 * small, and it gets the core with `hello`.
 */
const TIME_LIMIT_MS = 10_000;

/** @param {Entry} entry @returns {Way[]} best first */
function waysOf(entry) {
  // Loaded only if a module worker does not start.
  const fallbacks = () => import('./fallbacks.js');
  return [
    {
      kind: 'worker',
      start() {
        const worker = startWorker(entry);
        return { port: worker, terminate: () => worker.terminate() };
      },
    },
    {
      kind: 'blob',
      start: async () => (await fallbacks()).startBlobWorker(entry),
    },
    { kind: 'page', start: async () => (await fallbacks()).startOnPage(entry) },
  ];
}

/** Starts hosts, and remembers the best way that works. */
export class Transports {
  #ways;
  #buildId;
  #openCore;
  #timeLimitMs;
  #first = 0;

  /**
   * @param {Entry | Way[]} entry - the worker's script, or the ways to start it
   * @param {object} [options] - for tests
   * @param {string} [options.buildId] - of the page
   * @param {(part: CorePart) => Promise<Compiled>} [options.openCore] - opens
   *   a part of the page's core
   * @param {number} [options.timeLimitMs] - for each way to answer
   */
  constructor(entry, options = {}) {
    this.#ways = Array.isArray(entry) ? entry : waysOf(entry);
    this.#buildId = options.buildId ?? BUILD_ID;
    this.#openCore = options.openCore ?? openCore;
    this.#timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  }

  /**
   * Starts a host; each call starts another.
   *
   * @param {CorePart} part - of the core, which the host opens
   * @param {AbortSignal} signal - stops trying
   * @returns {Promise<Transport>} of the first way that works; the next call
   *   begins with that one
   * @throws {CoreError} `no-webassembly` or `core-missing` if the page cannot load
   *   the core; `version-mismatch`; otherwise the error of the last way
   */
  async open(part, signal) {
    // The worker starts while the core is loading.
    const opening = this.#open(part);
    const greeting = opening.then(({ module, build: core }) => ({
      build: this.#buildId,
      part,
      module,
      core,
    }));
    greeting.catch(() => {});
    /** @type {unknown} */
    let reason = new RangeError('ways: expected one at least, got none');
    for (const [index, way] of this.#ways.entries()) {
      if (index < this.#first) continue;
      signal.throwIfAborted();
      try {
        const transport = await this.#try(way, greeting, signal);
        this.#first = index;
        return transport;
      } catch (error) {
        signal.throwIfAborted();
        // If the page cannot load the core, no host can.
        await opening;
        // Every way would start the same outdated script.
        if (codeOf(error) === 'version-mismatch') throw error;
        reason = error;
      }
    }
    // A module that a new deployment has taken away; asking again would not help.
    throw codeOf(reason) === null && /\bimport/i.test(wordsOf(reason))
      ? new CoreError(
          'outdated',
          `a file of this page is not to be had any more, reload it (${wordsOf(reason)})`,
        )
      : reason;
  }

  /** @param {CorePart} part @returns {Promise<Compiled>} */
  async #open(part) {
    try {
      return await this.#openCore(part);
    } catch (cause) {
      if (codeOf(cause) === 'no-webassembly') throw cause;
      // Tells it apart from a missing file of digits.
      throw new CoreError('core-missing', wordsOf(cause), { cause });
    }
  }

  /**
   * @param {Way} way
   * @param {Promise<import('./handshake.js').Greeting>} greeting
   * @param {AbortSignal} signal
   * @returns {Promise<Transport>}
   */
  async #try(way, greeting, signal) {
    const link = await way.start();
    try {
      const limits = { timeLimitMs: this.#timeLimitMs, signal };
      const { core } = await shakeHands(link.port, greeting, limits);
      return { ...link, kind: way.kind, core };
    } catch (error) {
      link.terminate();
      throw error;
    } finally {
      link.started?.();
    }
  }
}
