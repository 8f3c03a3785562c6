import { CoreError, wordsOf } from './core-error.js';

/**
 * Fetches a file of this site, or says which one could not be had.
 *
 * @param {URL} url - the file
 * @returns {Promise<Response>} an answer whose status is good
 * @throws {CoreError} `load-failed`, naming the URL and the status
 */
export async function fetchFile(url) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new CoreError(
      'load-failed',
      `${url}: expected an answer, got none (${wordsOf(cause)})`,
      { cause },
    );
  }
  if (!response.ok) {
    throw new CoreError(
      'load-failed',
      `${url}: expected status 200, got ${response.status}`,
    );
  }
  return response;
}
