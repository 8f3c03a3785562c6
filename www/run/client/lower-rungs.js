/**
 * Where the host of a run lives when no module worker can be had: a classic
 * worker made from a blob, or the page's own thread.
 */
import { BUILD_ID, openCore } from '../../core/core.js';

/** @import { Link } from './transport.js' */

/** Shorter than a worker's: the page has frames to draw between slices. */
const PAGE_SLICE_MS = 8;

/**
 * In an opaque origin a worker's script cannot be named by URL, and a blob
 * cannot be a module script; a classic script may still import one.
 *
 * @param {URL} address - of the worker's script
 * @returns {Link} to a worker that imports it
 */
export function startBlobWorker(address) {
  const script = new Blob([classicScript(address.href)], {
    type: 'text/javascript',
  });
  const url = URL.createObjectURL(script);
  const worker = new Worker(url);
  return {
    port: worker,
    terminate: () => worker.terminate(),
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

/** @returns {Promise<Link>} to a host on the page's own thread */
export async function startOnPage() {
  // Loaded only where it is needed: elsewhere the worker has its own copy.
  const [{ LoopbackPort }, { TrainingHost }] = await Promise.all([
    import('../protocol/loopback.js'),
    import('../worker/host.js'),
  ]);
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
