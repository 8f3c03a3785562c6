import { CoreError } from '../../core/core-error.js';
import { FROM_WORKER, PROTOCOL, MessageHandler } from '../protocol/messages.js';

/** @typedef {import('../protocol/message-types.js').Hello} Hello */
/** @typedef {import('../protocol/message-types.js').Ready} Ready */
/** @typedef {Omit<Hello, 'type' | 'protocol'>} Greeting */
/** @typedef {import('../protocol/message-types.js').FromWorker} FromWorker */

/**
 * Says hello, and waits for the ready that proves that somebody of the same
 * version listens. A worker that cannot start says nothing or fires `error`,
 * depending on the browser and on why.
 *
 * @param {import('../protocol/messages.js').Port} port - where the worker would be
 * @param {Promise<Greeting>} coming - the page's build and core, which may come
 *   while the worker starts
 * @param {{ timeLimitMs: number, signal: AbortSignal }} limits - until when
 *   to wait, from when there is something to say
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

    /** @type {MessageHandler<Hello, FromWorker>} */
    const handler = new MessageHandler(port, {
      known: FROM_WORKER,
      receive(message) {
        if (message.type === 'ready' && page !== null) {
          const fault = mismatchOf(message, page.build);
          if (fault === null) resolve(message);
          else reject(fault);
        } else if (message.type === 'failed') {
          if (message.code === 'protocol' && page !== null && sharesModule) {
            sayHello(page, false);
          } else reject(new CoreError(message.code, message.message));
        }
      },
      refuse: (fault) => reject(new CoreError('protocol', `worker: ${fault}`)),
    });

    /**
     * @param {Greeting} greeting - what there is to say
     * @param {boolean} withModule - some realms cannot receive one
     */
    const sayHello = (greeting, withModule) => {
      sharesModule = withModule;
      const { module, ...rest } = greeting;
      const hello = { type: /** @type {const} */ ('hello'), ...rest };
      handler.send({
        ...hello,
        protocol: PROTOCOL,
        ...(withModule && module !== undefined ? { module } : {}),
      });
    };

    port.addEventListener(
      'error',
      (event) => {
        // The ladder has a next rung: this is no error of the page.
        event.preventDefault();
        const words = event.message ?? 'no reason given';
        reject(
          new CoreError(
            'worker-failed',
            `worker: expected it to start, got an error (${words})`,
          ),
        );
      },
      { signal: over.signal },
    );
    signal.addEventListener('abort', () => reject(signal.reason), {
      signal: over.signal,
    });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      handler.close();
    });

    coming.then((greeting) => {
      if (over.signal.aborted) return;
      page = greeting;
      const words = `worker: expected an answer within ${timeLimitMs} ms, got none`;
      timer = setTimeout(
        () => reject(new CoreError('worker-silent', words)),
        timeLimitMs,
      );
      try {
        sayHello(greeting, greeting.module !== undefined);
      } catch {
        sayHello(greeting, false);
      }
    }, reject);
  });
  return ready.finally(() => over.abort());
}

/**
 * @param {Ready} ready
 * @param {string} build - the page's
 * @returns {CoreError | null}
 */
function mismatchOf(ready, build) {
  if (ready.protocol === PROTOCOL && ready.build === build) return null;
  return new CoreError(
    'version-mismatch',
    `worker: expected protocol ${PROTOCOL} and build ${build}, got ${ready.protocol} and ${ready.build}`,
  );
}
