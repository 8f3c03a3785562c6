/**
 * Where a host lives when no module worker can be had: a classic worker made
 * from a blob, or the page's own thread.
 */
import { LoopbackPort } from '../worker/loopback.js';

/** @import { Entry, Link } from './transports.js' */

/** Shorter than a worker's: the page has frames to draw between slices. */
const PAGE_SLICE_MS = 8;

/**
 * In an opaque origin a worker's script cannot be named by URL, and a blob
 * cannot be a module script; a classic script may still import one.
 *
 * @param {Entry} entry - what is to run
 * @returns {Link} to a worker that imports it
 */
export function startBlobWorker(entry) {
  const script = new Blob([classicScript(addressOf(entry))], {
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
 * Only a literal `new Worker(new URL(…))` is seen by the bundler, so the address
 * is known to nobody but that constructor.
 *
 * @param {Entry} entry - what is to run
 * @returns {string} the absolute address of its script
 */
function addressOf(entry) {
  let address = '';
  entry.start(
    class {
      /** @param {URL} url - of the script */
      constructor(url) {
        address = url.href;
      }
    },
  );
  return address;
}

/**
 * Keeps the messages that come before the module listens, and turns a failed
 * import, which fires no `error`, into a message.
 *
 * @param {string} address - absolute: a blob has no place of its own
 * @returns {string} a classic worker's script
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
 * After a trap the next host shares the instance: a realm has only one. The
 * trapped host leaves its own objects alone, so nothing borrowed is touched.
 *
 * @param {Entry} entry - what is to run
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
