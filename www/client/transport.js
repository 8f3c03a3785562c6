/**
 * Where the host of a run can live, best place first: a module worker; a
 * classic worker made from a blob, for frames of an opaque origin; the page's
 * own thread.
 */
import { BUILD_ID, openCore } from '../core/core.js';
import { CoreError, codeOf, wordsOf } from '../core/core-error.js';
import { LoopbackPort } from '../protocol/loopback.js';
import { shakeHands } from './handshake.js';

/** @typedef {import('../core/core.js').CorePart} CorePart */
/** @typedef {import('../core/load.js').Compiled} Compiled */
/** @typedef {'worker' | 'blob' | 'page'} TransportKind */
/**
 * @typedef {object} Link
 * @property {import('../protocol/port.js').Port} port - the host listens at
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

/** Shorter than a worker's: the page has frames to draw between slices. */
const PAGE_SLICE_MS = 8;

/** @type {Rung[]} */
const RUNGS = [
  { kind: 'worker', start: startModuleWorker },
  { kind: 'blob', start: startBlobWorker },
  { kind: 'page', start: startOnPage },
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
  return linkTo(new Worker(WORKER, { type: 'module' }));
}

/**
 * In an opaque origin a worker's script cannot be named by URL, and a blob
 * cannot be a module script; a classic script may still import one.
 *
 * @returns {Link}
 */
function startBlobWorker() {
  const script = new Blob([classicScript(WORKER.href)], {
    type: 'text/javascript',
  });
  const url = URL.createObjectURL(script);
  return {
    ...linkTo(new Worker(url)),
    started: () => URL.revokeObjectURL(url),
  };
}

/**
 * Keeps the messages that come before the module listens, and turns a failed
 * import, which fires no `error`, into a message.
 *
 * @param {string} workerUrl - absolute: a blob has no place of its own
 * @returns {string} a classic worker's script
 */
function classicScript(workerUrl) {
  return `
    const early = [];
    onmessage = (event) => early.push(event.data);
    import(${JSON.stringify(workerUrl)}).then(
      () => {
        onmessage = null;
        for (const data of early) {
          dispatchEvent(new MessageEvent('message', { data }));
        }
      },
      (error) =>
        postMessage({
          type: 'failed',
          runId: null,
          code: 'load-failed',
          message: String(error),
          fatal: true,
        }),
    );
  `;
}

/** @returns {Promise<Link>} */
async function startOnPage() {
  // Loaded only where it is needed: elsewhere the worker has its own copy.
  const { TrainingHost } = await import('../worker/host.js');
  const [port, hostPort] = LoopbackPort.pair();
  // After a trap its successor shares the instance: a realm has only one. The
  // trapped host leaves its own objects alone, so nothing borrowed is touched.
  const door = { BUILD_ID, openCore };
  const host = new TrainingHost(hostPort, { door, sliceMs: PAGE_SLICE_MS });
  return {
    port,
    terminate() {
      host.close();
      port.close();
    },
  };
}

/**
 * @param {Worker} worker
 * @returns {Link}
 */
function linkTo(worker) {
  return { port: worker, terminate: () => worker.terminate() };
}
