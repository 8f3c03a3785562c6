import { figureWords, loadFailed } from '../words/figure-words.js';

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
