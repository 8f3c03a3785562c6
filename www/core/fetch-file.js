import { CoreError, wordsOf } from './core-error.js';
import { freshIfDistrusted } from './distrust.js';
import { inTime } from './in-time.js';

/**
 * Fetches a file of this site.
 *
 * @param {URL} url - of the file
 * @param {RequestInit} [init] - how
 * @param {string} [missing] - the code where the host does not have it
 * @returns {Promise<Response>} a successful response
 * @throws {CoreError} `load-failed`, naming the URL and the status
 */
export async function fetchFile(url, init = {}, missing = 'load-failed') {
  /** @type {Response} */
  let response;
  try {
    response = await inTime(fetch(url, { ...init, ...freshIfDistrusted(url) }));
  } catch (cause) {
    throw new CoreError(
      'load-failed',
      `${url}: expected an answer, got none (${wordsOf(cause)})`,
      { cause },
    );
  }
  if (!response.ok) {
    const isMissing = response.status === 404 || response.status === 410;
    throw new CoreError(
      isMissing ? missing : 'load-failed',
      `${url}: expected status 200, got ${response.status}`,
    );
  }
  return response;
}
