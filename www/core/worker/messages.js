/**
 * The messages that all workers share (handshake and failures), those of jobs, and
 * the check of incoming messages.
 */

/** Incremented when a message changes its meaning or its fields. */
export const PROTOCOL = 7;

/**
 * The first message: the `part` of the core to open, its `module` as the page
 * compiled it, and `core`, which build that is.
 *
 * @typedef {{ type: 'hello', protocol: number, build: string, part: string,
 *   module?: WebAssembly.Module, core?: 'simd' | 'scalar' }} Hello
 */
/** @typedef {{ type: 'ready', protocol: number, build: string, core: 'simd' | 'scalar' }} Ready */
/** @typedef {{ type: 'ping' }} Ping - asks for a sign of life */
/** @typedef {{ type: 'pong' }} Pong - is one; other messages are as good */
/**
 * After a fatal failure the worker cannot be used any more. `runId` or `jobId` says
 * which run or job has failed, if it was one, `part` which file of digits.
 *
 * @typedef {{ type: 'failed', code: string, message: string, fatal: boolean,
 *   runId?: number, jobId?: number, part?: string }} Failed
 */
/**
 * A computation that is not a training run: `name` is one of those in
 * `job-host.js`, `spec` its input; the answer has the same `jobId`.
 *
 * @typedef {{ type: 'job', jobId: number, name: string, spec: object }} Job
 */
/** @typedef {{ type: 'answer', jobId: number, result: object }} Answer */
/** @typedef {{ [field: string]: (value: unknown) => boolean }} Fields */
/** @typedef {{ [type: string]: Fields }} Known - the fields of each message of a closed union */

/** The types of the fields. */
export const kinds = Object.freeze({
  number: (/** @type {unknown} */ value) => typeof value === 'number',
  count: (/** @type {unknown} */ value) =>
    Number.isInteger(value) && Number(value) >= 0,
  text: (/** @type {unknown} */ value) => typeof value === 'string',
  flag: (/** @type {unknown} */ value) => typeof value === 'boolean',
  record: (/** @type {unknown} */ value) =>
    typeof value === 'object' && value !== null,
  bytes: (/** @type {unknown} */ value) => value instanceof Uint8Array,
  doubles: (/** @type {unknown} */ value) => value instanceof Float64Array,
  wholes: (/** @type {unknown} */ value) => value instanceof Uint32Array,
  optional:
    (/** @type {(value: unknown) => boolean} */ kind) =>
    (/** @type {unknown} */ value) =>
      value === undefined || kind(value),
});

const { number, count, text, flag, record, optional } = kinds;

/** @satisfies {Known} */
export const TO_ANY_WORKER = {
  hello: { protocol: number, build: text, part: text },
  ping: {},
};

/** @satisfies {Known} */
export const FROM_ANY_WORKER = {
  ready: { protocol: number, build: text, core: text },
  pong: {},
  failed: {
    code: text,
    message: text,
    fatal: flag,
    runId: optional(count),
    jobId: optional(count),
    part: optional(text),
  },
};

/** @satisfies {Known} */
export const TO_JOB_WORKER = {
  ...TO_ANY_WORKER,
  job: { jobId: count, name: text, spec: record },
};

/** @satisfies {Known} */
export const FROM_JOB_WORKER = {
  ...FROM_ANY_WORKER,
  answer: { jobId: count, result: record },
};

/**
 * Checks a message: a worker from a cache may have another version than the page.
 *
 * @param {unknown} message - as received
 * @param {Known} known - the messages that are possible
 * @returns {string | null} what is wrong with it; null if it is valid
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
 * What a `Worker`, a worker's global scope, a `MessagePort` and a `LoopbackPort`
 * have in common.
 *
 * @typedef {object} Port
 * @property {(message: unknown, transfer: Transferable[]) => void} postMessage
 *   - sends a message and transfers buffers
 * @property {(type: string, listener: (event: any) => void,
 *   options?: { signal?: AbortSignal }) => void} addEventListener - for
 *   `message` and `messageerror`
 */

/**
 * Listens to a port.
 *
 * @param {Port} port - that receives messages
 * @param {AbortSignal} signal - stops listening
 * @param {(data: unknown) => void} hear - gets each message; `undefined`, which is
 *   never valid, for one that cannot be deserialised
 */
export function listen(port, signal, hear) {
  port.addEventListener('message', ({ data }) => hear(data), { signal });
  port.addEventListener('messageerror', () => hear(undefined), { signal });
}
