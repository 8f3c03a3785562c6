/** Stands for `www/core/fetch-file.js` in the build that has everything inside. */
import { CoreError } from '../../core/core-error.js';
import { bytesOf, files } from './files.js';

/**
 * Takes a file out of the script itself.
 *
 * @param {URL} url - `inside:` and its name
 * @param {RequestInit} [_init] - nothing is asked
 * @param {string} [missing] - the code where it is not inside
 * @returns {Promise<Response>} a successful response
 * @throws {CoreError} naming the file
 */
export async function fetchFile(url, _init, missing = 'load-failed') {
  const text = files[url.pathname];
  if (text === undefined) {
    const words = `${url.pathname}: expected it inside the script, got none`;
    throw new CoreError(missing, words);
  }
  const inflating = new DecompressionStream('deflate-raw');
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(inflating);
  const type = url.pathname.endsWith('.wasm')
    ? 'application/wasm'
    : 'application/octet-stream';
  return new Response(stream, { headers: { 'Content-Type': type } });
}
