/** Stands for `www/core/fetch-file.js` in the package: Node fetches no files. */
import { fetchFile as fetchFromHost } from '../core/fetch-file.js';
import { CoreError, wordsOf } from '../core/core-error.js';

/** @typedef {{ promises: { readFile: (url: URL) => Promise<Uint8Array<ArrayBuffer>> } }} FileSystem */

/**
 * Fetches a file of the package, or reads it where the package is on the disk of
 * a Node.
 *
 * @param {URL} url - of the file
 * @param {RequestInit} [init] - how
 * @param {string} [missing] - the code where it is not there
 * @returns {Promise<Response>} a successful response
 * @throws {CoreError} `load-failed`, naming the URL
 */
export async function fetchFile(url, init, missing = 'load-failed') {
  // Not imported: bundlers for browsers would look for it.
  /** @type {FileSystem | undefined} */
  const files = Reflect.get(globalThis, 'process')?.getBuiltinModule?.('fs');
  if (url.protocol !== 'file:' || !files) {
    return fetchFromHost(url, init, missing);
  }
  try {
    return new Response(await files.promises.readFile(url));
  } catch (cause) {
    const code = Reflect.get(Object(cause), 'code');
    throw new CoreError(
      code === 'ENOENT' ? missing : 'load-failed',
      `${url}: expected a file, got none (${wordsOf(cause)})`,
      { cause },
    );
  }
}
