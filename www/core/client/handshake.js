import { CoreError } from '../core-error.js';
import {
  FROM_ANY_WORKER,
  PROTOCOL,
  faultOf,
  listen,
} from '../worker/messages.js';

/** @typedef {import('../worker/messages.js').Hello} Hello */
/** @typedef {import('../worker/messages.js').Ready} Ready */
/** @typedef {import('../worker/messages.js').Failed} Failed */
/** @typedef {Omit<Hello, 'type' | 'protocol'>} Greeting */

/**
 * Sends `hello`, and waits for the `ready` of a worker of the same version. A
 * worker that cannot start is silent or fires `error`, depending on the browser and
 * on the reason.
 *
 * @param {import('../worker/messages.js').Port} port - to the worker
 * @param {Promise<Greeting>} coming - the page's build and core, which may load
 *   while the worker starts
 * @param {{ timeLimitMs: number, signal: AbortSignal }} limits - of waiting for an
 *   answer to `hello`
 * @returns {Promise<Ready>} the worker's answer
 * @throws {CoreError} the worker's failure, `version-mismatch`,
 *   `worker-failed` or `worker-silent`; or whatever `signal` was aborted with
 */
export function shakeHands(port, coming, { timeLimitMs, signal }) {
  signal.throwIfAborted();
  const over = new AbortController();
  /** @type {Promise<Ready>} */
  const ready = new Promise((resolve, reject) => {
    /** @type {Greeting | null} */
    let page = null;
    let sharesModule = false;
    /** @param {string} code @param {string} words */
    const refuse = (code, words) => reject(new CoreError(code, words));

    /** @param {Greeting} greeting @param {boolean} withModule - some workers cannot receive one */
    const sayHello = ({ module, ...greeting }, withModule) => {
      sharesModule = withModule;
      const hello = { type: 'hello', protocol: PROTOCOL, ...greeting };
      port.postMessage(withModule ? { ...hello, module } : hello, []);
    };

    listen(port, over.signal, (data) => {
      const fault = faultOf(data, FROM_ANY_WORKER);
      if (fault !== null) return refuse('protocol', `worker: ${fault}`);
      const message = /** @type {Ready | Failed} */ (data);
      if (message.type === 'ready') {
        if (page === null) return;
        const { protocol, build } = message;
        if (protocol === PROTOCOL && build === page.build) resolve(message);
        const words = `this page is older than the site’s files now are, reload it (worker: expected protocol ${PROTOCOL} and build ${page.build}, got ${protocol} and ${build})`;
        refuse('version-mismatch', words);
      } else if (message.code === 'protocol' && page !== null && sharesModule) {
        sayHello(page, false);
      } else {
        refuse(message.code, message.message);
      }
    });
    port.addEventListener(
      'error',
      (event) => {
        // Not an error of the page, which has fallbacks.
        event.preventDefault();
        const words = event.message ?? 'no reason given';
        refuse(
          'worker-failed',
          `worker: expected it to start, got an error (${words})`,
        );
      },
      { signal: over.signal },
    );
    signal.addEventListener('abort', () => reject(signal.reason), {
      signal: over.signal,
    });

    coming.then((greeting) => {
      if (over.signal.aborted) return;
      page = greeting;
      const words = `worker: expected an answer within ${timeLimitMs} ms, got none`;
      const timer = setTimeout(
        () => refuse('worker-silent', words),
        timeLimitMs,
      );
      over.signal.addEventListener('abort', () => clearTimeout(timer));
      try {
        sayHello(greeting, greeting.module !== undefined);
      } catch {
        sayHello(greeting, false);
      }
    }, reject);
  });
  return ready.finally(() => over.abort());
}
