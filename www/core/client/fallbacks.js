/**
 * Hosts for pages that cannot start a module worker: in a classic worker made from
 * a blob, or on the page's own thread.
 */
import { LoopbackPort } from '../worker/loopback.js';
import { scriptOf, trustedScript } from './trusted-script.js';

/** @import { Entry, Link } from './transports.js' */

/** Shorter than in a worker: the page has to draw frames between slices. */
const PAGE_SLICE_MS = 8;

/**
 * In an opaque origin a worker cannot be started from a URL, nor from a blob with a
 * module script; but a classic script in a blob may import a module.
 *
 * @param {Entry} entry - the worker's script
 * @returns {Link} to a worker that imports it
 */
export function startBlobWorker(entry) {
  const script = new Blob([classicScript(scriptOf(entry).address)], {
    type: 'text/javascript',
  });
  const url = URL.createObjectURL(script);
  const worker = new Worker(trustedScript(url));
  return {
    port: worker,
    terminate: () => worker.terminate(),
    started: () => URL.revokeObjectURL(url),
  };
}

/**
 * Keeps messages until the module is loaded, and reports a failed import, which
 * fires no `error` event.
 *
 * @param {string} address - absolute, because a blob has no base URL
 * @returns {string} the script of a classic worker
 */
function classicScript(address) {
  return `
    const early = [];
    onmessage = (event) => early.push(event.data);
    import(${JSON.stringify(address)}).then(
      () => {
        onmessage = null;
        for (const data of early) {
          dispatchEvent(new MessageEvent('message', { data }));
        }
      },
      (error) =>
        postMessage({
          type: 'failed',
          code: 'load-failed',
          message: String(error),
          fatal: true,
        }),
    );
  `;
}

/**
 * After a trap the next host has another instance of the core. Whatever else the page
 * had of the old one is lost: its other hosts fail as well, and are started again.
 *
 * @param {Entry} entry - the worker's script
 * @returns {Promise<Link>} to its host on the page's own thread
 */
export async function startOnPage(entry) {
  const Host = await entry.load();
  const [port, hostPort] = LoopbackPort.pair();
  const host = new Host(hostPort, { sliceMs: PAGE_SLICE_MS });
  return {
    port,
    terminate() {
      host.close();
      port.close();
    },
  };
}
