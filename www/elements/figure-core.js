/**
 * The part of the core that a figure calls, and words for why it is not there.
 */
import { figureWords, loadFailed } from '../words/figure-words.js';

/**
 * Imports late, so that a figure whose core is missing can still say so.
 *
 * @param {string} part - of the core
 * @returns {Promise<any>} its exports, once they may be called
 */
export async function coreReadyFor(part) {
  const { openCore } = await import('../core/core.js');
  const known = /** @type {import('../core/core.js').CorePart} */ (part);
  const { core } = await openCore(known);
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
