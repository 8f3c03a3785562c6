/**
 * What a page and its worker say to each other: two closed unions, which
 * `message-types.js` describes; the check that what arrives belongs to them; and
 * an end of the conversation.
 * Every message about a run has a `runId`, which grows with each `configure`
 * and each `reset`; who hears a message of an older run drops it.
 */

/** Grows when a message changes its meaning or its fields. */
export const PROTOCOL = 3;

/** @import { FromWorker, ToWorker } from './message-types.js' */

/** @typedef {(value: unknown) => boolean} Kind */
/** @typedef {{ [field: string]: Kind }} Fields */

/** @type {Kind} */
const number = (value) => typeof value === 'number';
/** @type {Kind} */
const count = (value) => Number.isInteger(value) && Number(value) >= 0;
/** @type {Kind} */
const text = (value) => typeof value === 'string';
/** @type {Kind} */
const flag = (value) => typeof value === 'boolean';
/** @type {Kind} */
const record = (value) => typeof value === 'object' && value !== null;
/** @type {Kind} */
const doubles = (value) => value instanceof Float64Array;
/** @type {Kind} */
const wholes = (value) => value instanceof Uint32Array;
/** @type {(kind: Kind) => Kind} */
const optional = (kind) => (value) => value === undefined || kind(value);

/**
 * The fields of each message to the worker.
 *
 * @satisfies {{ [Type in ToWorker['type']]: Fields }}
 */
export const TO_WORKER = {
  hello: { protocol: number, build: text, part: optional(text) },
  data: { bytes: (value) => value instanceof Uint8Array },
  configure: {
    runId: count,
    spec: record,
    gradients: optional(flag),
    measuring: optional(number),
  },
  run: { runId: count, toEpoch: count, reportMs: number },
  pause: { runId: count },
  reset: { runId: count },
  check: { runId: count },
  job: { jobId: count, name: text, spec: record },
};

/**
 * The fields of each message from the worker.
 *
 * @satisfies {{ [Type in FromWorker['type']]: Fields }}
 */
export const FROM_WORKER = {
  ready: { protocol: number, build: text, core: text },
  loaded: { trainingCount: count, validationCount: count },
  configured: {
    runId: count,
    layers: count,
    constantCost: number,
    constantAccuracy: number,
    gradientStride: count,
  },
  progress: {
    runId: count,
    epochs: wholes,
    rowLength: count,
    values: doubles,
    gradients: optional(doubles),
    imagesPerSecond: number,
    plateauEnd: number,
  },
  pausing: { runId: count },
  paused: { runId: count, epoch: count },
  done: { runId: count, epoch: count },
  checked: { runId: count, checks: Array.isArray },
  answer: { jobId: count, result: record },
  refused: { jobId: count, code: text, message: text },
  failed: {
    runId: (value) => value === null || count(value),
    code: text,
    message: text,
    fatal: flag,
  },
};

/**
 * Says what is wrong with a message, so that nothing is trusted unread: a
 * worker kept in a cache may be of another version than the page.
 *
 * @param {unknown} message - what arrived
 * @param {{ [type: string]: Fields }} known - `TO_WORKER` or `FROM_WORKER`
 * @returns {string | null} null when nothing is wrong
 */
export function faultOf(message, known) {
  if (typeof message !== 'object' || message === null) {
    return `message: expected an object, got ${typeof message}`;
  }
  const fields = new Map(Object.entries(message));
  const type = String(fields.get('type'));
  const wanted = Object.hasOwn(known, type) ? known[type] : undefined;
  if (wanted === undefined) {
    return `type: expected one of ${Object.keys(known).join(', ')}, got ${type}`;
  }
  for (const [name, isRight] of Object.entries(wanted)) {
    if (!isRight(fields.get(name))) {
      return `${type}.${name}: expected another kind of value, got ${typeof fields.get(name)}`;
    }
  }
  return null;
}

/**
 * The last case of a `switch` over a closed union: a case that is missing
 * above it does not compile.
 *
 * @param {never} message - what no case took
 * @returns {never} it throws
 */
export function unreachable(message) {
  throw new TypeError(`no case for ${JSON.stringify(message)}`);
}

/**
 * What a `Worker`, a worker's global scope, a `MessagePort` and an end of the
 * loop-back have in common.
 *
 * @typedef {object} Port
 * @property {(message: unknown, transfer: Transferable[]) => void} postMessage
 *   - sends; the buffers in `transfer` change hands
 * @property {(type: string, listener: (event: any) => void,
 *   options?: { signal?: AbortSignal }) => void} addEventListener - hears
 *   `message` and `messageerror`
 * @property {() => void} [start] - begins delivery, where that is needed
 */

/**
 * One end of a conversation: sends messages of one closed union and passes on
 * those of another, checked.
 *
 * @template Outgoing
 * @template Incoming
 */
export class MessageHandler {
  /** @type {Port} */
  #port;
  #listening = new AbortController();

  /**
   * @param {Port} port - the other end is whoever listens to it
   * @param {object} options - what to do with what arrives
   * @param {{ [type: string]: Fields }} options.known -
   *   the fields of each message of `Incoming`
   * @param {(message: Incoming) => void} options.receive - gets each of them
   * @param {(fault: string) => void} options.refuse - gets what is wrong with
   *   anything else
   */
  constructor(port, { known, receive, refuse }) {
    this.#port = port;
    const { signal } = this.#listening;
    port.addEventListener(
      'message',
      ({ data }) => {
        const fault = faultOf(data, known);
        if (fault === null) receive(data);
        else refuse(fault);
      },
      { signal },
    );
    port.addEventListener(
      'messageerror',
      () => refuse('message: expected one that this realm can read, got none'),
      { signal },
    );
    port.start?.();
  }

  /**
   * @param {Outgoing} message - what to say
   * @param {Transferable[]} [transfer] - buffers that change hands
   */
  send(message, transfer = []) {
    this.#port.postMessage(message, transfer);
  }

  /** Hears nothing from now on. */
  close() {
    this.#listening.abort();
  }
}
