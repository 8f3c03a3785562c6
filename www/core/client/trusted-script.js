/**
 * The addresses of scripts, for pages that enforce Trusted Types: the one policy of
 * the figures, by the name `unstable-gradients`.
 */

/** @import { Entry } from './transports.js' */

/** Where a worker's script may lie; `data:` would be anybody's text. */
const PROTOCOLS = new Set(['blob:', 'file:', 'http:', 'https:']);

/**
 * @param {string} address - of a script, absolute
 * @returns {string} the same
 * @throws {TypeError} if it is not of the page's own origin
 */
export function ownScript(address) {
  const { origin, protocol } = new URL(address);
  if (PROTOCOLS.has(protocol) && origin === globalThis.origin) return address;
  throw new TypeError(`script: expected one of this origin, got ${address}`);
}

/** @type {any} Undefined before it is first needed, null where there can be none. */
let policy;

/**
 * @param {string} address - of a script of our own, absolute
 * @returns {any} the same, as a page with Trusted Types wants it
 * @throws {TypeError} if such a page is given the address of another origin
 */
export function trustedScript(address) {
  if (policy === undefined) {
    try {
      policy = Reflect.get(globalThis, 'trustedTypes').createPolicy(
        'unstable-gradients',
        { createScriptURL: ownScript },
      );
    } catch {
      // No Trusted Types, or a host whose own policy does not name ours.
      policy = null;
    }
  }
  return policy ? policy.createScriptURL(address) : address;
}

/**
 * Bundlers need a literal `new Worker(new URL(…))`, some only of the global
 * constructor, so the only way to get the address is to put another in its place.
 *
 * @param {Entry} entry - the worker's script
 * @returns {{ address: string, options: WorkerOptions | undefined }} its absolute
 *   address, and how it is to be started
 */
export function scriptOf(entry) {
  const found = { address: '', options: undefined };
  const { Worker } = globalThis;
  const Recorder = class {
    /** @param {URL | string} url - of the script, absolute @param {any} options */
    constructor(url, options) {
      found.address = String(url);
      found.options = options;
    }
  };
  globalThis.Worker = /** @type {any} */ (Recorder);
  try {
    entry.start();
  } finally {
    globalThis.Worker = Worker;
  }
  return found;
}

/** @param {Entry} entry - a worker's script @returns {Worker} which runs it */
export function startWorker(entry) {
  if (!('trustedTypes' in globalThis)) return entry.start();
  const { address, options } = scriptOf(entry);
  return new Worker(trustedScript(address), options);
}
