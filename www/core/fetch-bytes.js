import { CoreError, wordsOf } from './core-error.js';
import { fetchFile } from './fetch-file.js';
import { inTime } from './in-time.js';

/**
 * Fetches a whole file of this site.
 *
 * @param {URL} url - of the file
 * @returns {Promise<Uint8Array<ArrayBuffer>>} its bytes
 * @throws {CoreError} `load-failed`, naming the URL, and how much came
 */
export async function fetchBytes(url) {
  const response = await fetchFile(url);
  const reader = response.body?.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let received = 0;
  try {
    for (;;) {
      const piece = reader && (await inTime(reader.read()));
      if (!piece?.value) break;
      pieces.push(piece.value);
      received += piece.value.length;
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  } catch (cause) {
    void reader?.cancel().catch(() => {});
    const total = response.headers.get('Content-Length') ?? 'the whole file';
    const words = `${url}: expected ${total}, got ${received} bytes and then ${wordsOf(cause)}`;
    throw new CoreError('load-failed', words, { cause });
  }
}
