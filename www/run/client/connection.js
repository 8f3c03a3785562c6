import { CoreError, codeOf, wordsOf } from '../../core/core-error.js';
import { FROM_WORKER, MessageHandler } from '../protocol/messages.js';

/** @typedef {import('../protocol/message-types.js').ToWorker} ToWorker */
/** @typedef {import('../protocol/message-types.js').FromWorker} FromWorker */
/** @typedef {import('../protocol/message-types.js').Failed} Failed */
/** @typedef {import('./digits.js').DigitsPart} DigitsPart */
/** @typedef {import('./transport.js').Ladder} Ladder */
/** @typedef {import('./transport.js').Transport} Transport */

/**
 * Seconds a worker may leave a pause unanswered. They are counted one by one:
 * after the machine slept, a single long timer could fire before the answer
 * that was waiting beside it.
 */
const PATIENCE_SECONDS = 3;

/**
 * What a worker says to a pause; `failed`, where it has not come to make the
 * run that is to pause.
 *
 * @type {ReadonlySet<FromWorker['type']>}
 */
const ANSWERS_TO_PAUSE = new Set(['pausing', 'paused', 'done', 'failed']);

/** @returns {Promise<Uint8Array>} never: nobody is to ask */
async function noDigits() {
  throw new CoreError('data', 'digits: expected none to be needed');
}

/** One worker's life: started, given its digits, listened to, ended. */
export class Connection {
  /** @type {Promise<Transport>} */
  #opening;
  /** @type {Transport | null} */
  #transport = null;
  /** @type {MessageHandler<ToWorker, FromWorker> | null} */
  #worker = null;
  #life = new AbortController();
  #receive;
  #broken;
  #loadDigits;

  /** @type {Map<DigitsPart, Promise<void>>} */
  #posted = new Map();
  /** @type {Array<{ resolve: () => void, reject: (error: Error) => void }>} */
  #answers = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;

  /**
   * @param {object} options - whom to connect
   * @param {Pick<Ladder, 'open'>} options.ladder - starts the worker
   * @param {import('../../core/core.js').CorePart} options.part - of the core, which
   *   the worker opens
   * @param {(part: DigitsPart) => Promise<Uint8Array>} [options.loadDigits] -
   *   fetches a digits file, for whoever needs one
   * @param {(message: FromWorker) => void} options.receive - gets the messages
   *   about runs and jobs
   * @param {(failure: Failed) => void} options.broken - called when the worker
   *   is of no more use, once, after it was ended
   */
  constructor({ ladder, part, loadDigits = noDigits, receive, broken }) {
    this.#receive = receive;
    this.#broken = broken;
    this.#loadDigits = loadDigits;
    this.#opening = this.#open(ladder, part);
    this.#opening.catch((error) => {
      this.#end(codeOf(error) ?? 'worker-failed', wordsOf(error));
    });
    // Every run needs it: it comes while the worker starts.
    loadDigits('first').catch(() => {});
  }

  /** @returns {Transport | null} null while it opens */
  get transport() {
    return this.#transport;
  }

  /**
   * Waits until the worker listens and has these digits; none is sent twice.
   *
   * @param {DigitsPart[]} parts - files, in order
   * @throws {CoreError} what kept the worker or a file from coming
   */
  async prepare(parts) {
    await this.#opening;
    for (const part of parts) {
      const known = this.#posted.get(part);
      if (known !== undefined) {
        await known;
        continue;
      }
      const posting = this.#post(part);
      this.#posted.set(part, posting);
      posting.catch(() => this.#posted.delete(part));
      await posting;
    }
  }

  /** @param {ToWorker} message - dropped before the worker listens */
  send(message) {
    this.#worker?.send(message);
  }

  /** Takes the worker for dead when it leaves a pause unanswered. */
  watchPause() {
    // On the page's own thread a timer proves nothing: the host has no other.
    if (this.#transport?.kind === 'page' || this.#watch !== undefined) return;
    let seconds = 0;
    const tick = () => {
      seconds += 1;
      if (seconds < PATIENCE_SECONDS) {
        this.#watch = setTimeout(tick, 1000);
        return;
      }
      this.#end(
        'worker-silent',
        `worker: expected an answer to pause within ${PATIENCE_SECONDS} s, got none`,
      );
    };
    this.#watch = setTimeout(tick, 1000);
  }

  /** Ends the worker at once; nothing is heard from it any more. */
  close() {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#unwatch();
    this.#worker?.close();
    this.#transport?.terminate();
    const closed = new CoreError('closed', 'worker: ended by the page');
    for (const { reject } of this.#answers.splice(0)) reject(closed);
  }

  /**
   * @param {Pick<Ladder, 'open'>} ladder
   * @param {import('../../core/core.js').CorePart} part
   * @returns {Promise<Transport>}
   */
  async #open(ladder, part) {
    const { signal } = this.#life;
    const transport = await ladder.open(part, signal);
    if (signal.aborted) {
      transport.terminate();
      throw signal.reason;
    }
    this.#transport = transport;
    this.#worker = new MessageHandler(transport.port, {
      known: FROM_WORKER,
      receive: (message) => this.#hear(message),
      refuse: (fault) => this.#end('protocol', `worker: ${fault}`),
    });
    transport.port.addEventListener(
      'error',
      (event) => {
        const words = event.message ?? 'no reason given';
        this.#end(
          'worker-failed',
          `worker: expected it to live, got an error (${words})`,
        );
      },
      { signal },
    );
    return transport;
  }

  /** @param {DigitsPart} part */
  async #post(part) {
    const bytes = await this.#loadDigits(part);
    await new Promise((resolve, reject) => {
      this.#life.signal.throwIfAborted();
      this.#answers.push({ resolve: () => resolve(null), reject });
      // Copied, not transferred: other workers need the same bytes.
      this.send({ type: 'data', bytes });
    });
  }

  /** @param {FromWorker} message */
  #hear(message) {
    const { type } = message;
    if (ANSWERS_TO_PAUSE.has(type)) this.#unwatch();
    if (type === 'loaded') {
      this.#answers.shift()?.resolve();
    } else if (type === 'failed' && message.fatal) {
      this.#end(message.code, message.message, message.runId);
    } else if (
      type === 'failed' &&
      message.code === 'data' &&
      message.runId === null
    ) {
      const { code, message: words } = message;
      this.#answers.shift()?.reject(new CoreError(code, words));
    } else {
      this.#receive(message);
    }
  }

  #unwatch() {
    clearTimeout(this.#watch);
    this.#watch = undefined;
  }

  /**
   * @param {string} code
   * @param {string} message
   * @param {number | null} [runId]
   */
  #end(code, message, runId = null) {
    if (this.#life.signal.aborted) return;
    this.close();
    this.#broken({ type: 'failed', runId, code, message, fatal: true });
  }
}
