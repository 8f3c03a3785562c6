import { CoreError, wordsOf } from './core-error.js';

/**
 * Fetches a file of this site.
 *
 * @param {URL} url - of the file
 * @returns {Promise<Response>} a successful response
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
