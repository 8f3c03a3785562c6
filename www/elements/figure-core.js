/**
 * One core for all figures of a page, fetched when the first one asks.
 */
import { figureWords, loadFailed } from '../words/figure-words.js';

/** @type {Promise<Core> | null} */
let sharedCore = null;

/**
 * @returns {Promise<Core>} the compiled core's exports, once they may be called
 */
export function sharedCoreReady() {
  sharedCore ??= load().catch((error) => {
    // A figure put in later may try again.
    sharedCore = null;
    throw error;
  });
  return sharedCore;
}

/**
 * Imports late, so that a figure whose core is missing can still say so.
 *
 * @returns {Promise<Core>} the core, loaded
 */
async function load() {
  const core = await import('../core/core.js');
  await core.loadCore();
  return core;
}

/**
 * @param {unknown} error - why the core did not load
 * @returns {string} the same for people
 */
export function coreFailureWords(error) {
  if (error instanceof Error) {
    const code = 'code' in error ? error.code : '';
    return code === 'no-webassembly'
      ? figureWords.noWebAssembly
      : loadFailed(error.message);
  }
  return loadFailed(String(error));
}

/** @typedef {typeof import('../core/core.js')} Core */
