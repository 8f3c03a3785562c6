/**
 * The part of what a page and its worker say to each other that every worker
 * shares: a handshake, failures, and the check that what arrives belongs to
 * the conversation.
 */

/** Grows when a message changes its meaning or its fields. */
export const PROTOCOL = 4;

/**
 * The first message: the `part` of the core to open, its `module` as the page
 * compiled it, and `core`, which build that is.
 *
 * @typedef {{ type: 'hello', protocol: number, build: string, part: string,
 *   module?: WebAssembly.Module, core?: 'simd' | 'scalar' }} Hello
 */
/** @typedef {{ type: 'ready', protocol: number, build: string, core: 'simd' | 'scalar' }} Ready */
/**
 * After a fatal failure the worker is of no more use. `runId` or `jobId` says
 * what failed, where it was one run or one job.
 *
 * @typedef {{ type: 'failed', code: string, message: string, fatal: boolean,
 *   runId?: number, jobId?: number }} Failed
 */
/**
 * A job: something to work out that is no run. `name` says what
 * (`job-host.js` has the list), `spec` of what; `jobId` names it in the answer.
 *
 * @typedef {{ type: 'job', jobId: number, name: string, spec: object }} Job
 */
/**
 * What came of a job, which is the job's.
 *
 * @typedef {{ type: 'answer', jobId: number, result: object }} Answer
 */
/** @typedef {{ [field: string]: (value: unknown) => boolean }} Fields */
/**
 * The fields of each message of a closed union.
 *
 * @typedef {{ [type: string]: Fields }} Known
 */

/** The kinds of value that a field can have. */
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
};

/** @satisfies {Known} */
export const FROM_ANY_WORKER = {
  ready: { protocol: number, build: text, core: text },
  failed: {
    code: text,
    message: text,
    fatal: flag,
    runId: optional(count),
    jobId: optional(count),
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
 * Says what is wrong with a message, so that nothing is trusted unread: a
 * worker kept in a cache may be of another version than the page.
 *
 * @param {unknown} message - what arrived
 * @param {Known} known - the messages of this conversation
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
 * What a `Worker`, a worker's global scope, a `MessagePort` and an end of the
 * loop-back have in common.
 *
 * @typedef {object} Port
 * @property {(message: unknown, transfer: Transferable[]) => void} postMessage
 *   - sends; the buffers in `transfer` change hands
 * @property {(type: string, listener: (event: any) => void,
 *   options?: { signal?: AbortSignal }) => void} addEventListener - hears
 *   `message` and `messageerror`
 */

/**
 * Hears what arrives at a port.
 *
 * @param {Port} port - the other end sends to it
 * @param {AbortSignal} signal - ends it
 * @param {(data: unknown) => void} hear - gets each message; `undefined` for
 *   one that this realm cannot read, which is no message of anybody's
 */
export function listen(port, signal, hear) {
  port.addEventListener('message', ({ data }) => hear(data), { signal });
  port.addEventListener('messageerror', () => hear(undefined), { signal });
}
