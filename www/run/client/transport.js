/**
 * Where the host of a run can live, best place first: a module worker; a
 * classic worker made from a blob, for frames of an opaque origin; the page's
 * own thread.
 */
import { BUILD_ID, openCore } from '../../core/core.js';
import { CoreError, codeOf, wordsOf } from '../../core/core-error.js';
import { shakeHands } from './handshake.js';

/** @typedef {import('../../core/core.js').CorePart} CorePart */
/** @typedef {import('../../core/load.js').Compiled} Compiled */
/** @typedef {'worker' | 'blob' | 'page'} TransportKind */
/**
 * @typedef {object} Link
 * @property {import('../protocol/messages.js').Port} port - the host listens at
 *   its other end
 * @property {() => void} terminate - ends the host at once
 * @property {() => void} [started] - called when the host has answered
 */
/**
 * @typedef {object} Rung
 * @property {TransportKind} kind - the name it is reported by
 * @property {() => Link | Promise<Link>} start - may throw
 */
/**
 * A link whose host has answered.
 *
 * @typedef {Link & { kind: TransportKind, core: 'simd' | 'scalar' }} Transport
 */

const WORKER = new URL('../worker/worker.js', import.meta.url);

/**
 * A first load on a slow line must fit: the worker's modules are small, and
 * the core comes with the hello.
 */
const TIME_LIMIT_MS = 10_000;

/** Their code comes where the first one does not hold. */
const lower = () => import('./lower-rungs.js');

/** @type {Rung[]} */
const RUNGS = [
  { kind: 'worker', start: startModuleWorker },
  { kind: 'blob', start: async () => (await lower()).startBlobWorker(WORKER) },
  { kind: 'page', start: async () => (await lower()).startOnPage() },
];

/** Finds the highest rung that holds, once for all who ask it. */
export class Ladder {
  #rungs;
  #door;
  #timeLimitMs;
  #first = 0;

  /**
   * @param {object} [options] - other than the real ones, for tests
   * @param {Rung[]} [options.rungs] - best first
   * @param {{ BUILD_ID: string, openCore: (part: CorePart) =>
   *   Promise<Compiled> }} [options.door] - to the page's core
   * @param {number} [options.timeLimitMs] - for each rung to answer
   */
  constructor(options = {}) {
    this.#rungs = options.rungs ?? RUNGS;
    this.#door = options.door ?? { BUILD_ID, openCore };
    this.#timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  }

  /**
   * Starts a host; each call starts another.
   *
   * @param {CorePart} part - of the core, which the host opens
   * @param {AbortSignal} signal - stops trying
   * @returns {Promise<Transport>} of the highest rung that answered; the next
   *   call begins with that rung
   * @throws {CoreError} `no-webassembly` or `core-missing`, where the page cannot
   *   load the core; `version-mismatch`, or what went wrong on the last rung
   */
  async open(part, signal) {
    // The worker starts while the core is on its way.
    const opening = this.#openCore(part);
    const greeting = opening.then(({ module, build }) => ({
      build: this.#door.BUILD_ID,
      part,
      module,
      core: build,
    }));
    greeting.catch(() => {});
    /** @type {unknown} */
    let reason = new RangeError('rungs: expected one at least, got none');
    for (const [index, rung] of this.#rungs.entries()) {
      if (index < this.#first) continue;
      signal.throwIfAborted();
      try {
        const transport = await this.#try(rung, greeting, signal);
        this.#first = index;
        return transport;
      } catch (error) {
        signal.throwIfAborted();
        // What the page cannot load, no rung can.
        await opening;
        // An old copy of the worker would be old on every rung.
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
  async #openCore(part) {
    try {
      return await this.#door.openCore(part);
    } catch (cause) {
      if (codeOf(cause) === 'no-webassembly') throw cause;
      // Not to be taken for a file of digits that is missing.
      throw new CoreError('core-missing', wordsOf(cause), { cause });
    }
  }

  /**
   * @param {Rung} rung
   * @param {Promise<import('./handshake.js').Greeting>} greeting
   * @param {AbortSignal} signal
   * @returns {Promise<Transport>}
   */
  async #try(rung, greeting, signal) {
    const link = await rung.start();
    try {
      const ready = await shakeHands(link.port, greeting, {
        timeLimitMs: this.#timeLimitMs,
        signal,
      });
      return { ...link, kind: rung.kind, core: ready.core };
    } catch (error) {
      link.terminate();
      throw error;
    } finally {
      link.started?.();
    }
  }
}

/** The ladder of this page. */
export const ladder = new Ladder();

/** @returns {Link} */
function startModuleWorker() {
  const worker = new Worker(WORKER, { type: 'module' });
  return { port: worker, terminate: () => worker.terminate() };
}
