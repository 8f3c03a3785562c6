/**
 * Where the host of the core can live, best place first: a module worker; a
 * classic worker made from a blob, for frames of an opaque origin; the page's
 * own thread.
 */
import { BUILD_ID, openCore } from '../core.js';
import { CoreError, codeOf, wordsOf } from '../core-error.js';
import { shakeHands } from './handshake.js';

/** @typedef {import('../core.js').CorePart} CorePart */
/** @typedef {import('../load.js').Compiled} Compiled */
/** @typedef {'worker' | 'blob' | 'page'} TransportKind */
/**
 * What runs at the other end.
 *
 * @typedef {object} Entry
 * @property {(Worker?: any) => Worker} start - makes a module worker of it,
 *   by this constructor in place of the real one
 * @property {() => Promise<new (port: import('../worker/messages.js').Port,
 *   realm: import('../worker/host.js').Realm) => { close: () => void }>} load -
 *   loads its host for the page's own thread
 */
/**
 * @typedef {object} Link
 * @property {import('../worker/messages.js').Port} port - the host listens at
 *   its other end
 * @property {() => void} terminate - ends the host at once
 * @property {() => void} [started] - called when the host has answered
 */
/**
 * One way to have a host.
 *
 * @typedef {object} Way
 * @property {TransportKind} kind - the name it is reported by
 * @property {() => Link | Promise<Link>} start - may throw
 */
/**
 * A link whose host has answered.
 *
 * @typedef {Link & { kind: TransportKind, core: 'simd' | 'scalar' }} Transport
 */

/**
 * A first load on a slow line must fit: the worker's modules are small, and
 * the core comes with the hello.
 */
const TIME_LIMIT_MS = 10_000;

/**
 * @param {Entry} entry - what is to run
 * @returns {Way[]} best first
 */
function waysOf(entry) {
  // Their code comes where a module worker does not start.
  const fallbacks = () => import('./fallbacks.js');
  return [
    {
      kind: 'worker',
      start() {
        const worker = entry.start();
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

/** Finds the best way to have a host, once for all who ask. */
export class Transports {
  #ways;
  #buildId;
  #openCore;
  #timeLimitMs;
  #first = 0;

  /**
   * @param {Entry | Way[]} entry - what is to run, or the ways to have it
   * @param {object} [options] - other than the real ones, for tests
   * @param {string} [options.buildId] - the page's
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
   * @returns {Promise<Transport>} of the first way that answered; the next
   *   call begins with that one
   * @throws {CoreError} `no-webassembly` or `core-missing`, where the page cannot
   *   load the core; `version-mismatch`, or what went wrong on the last way
   */
  async open(part, signal) {
    // The worker starts while the core is on its way.
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
        // What the page cannot load, no host can.
        await opening;
        // An old copy of the worker would be as old everywhere.
        if (codeOf(error) === 'version-mismatch') throw error;
        reason = error;
      }
    }
    throw reason;
  }

  /**
   * @param {CorePart} part
   * @returns {Promise<Compiled>}
   */
  async #open(part) {
    try {
      return await this.#openCore(part);
    } catch (cause) {
      if (codeOf(cause) === 'no-webassembly') throw cause;
      // Not to be taken for a file of digits that is missing.
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
