import { CoreError, wordsOf } from './core-error.js';
import { fetchFile } from './fetch-file.js';

/** @typedef {'first' | 'more' | 'all'} DigitsPart */

const FILES = {
  first: new URL('../data/digits-first.bin', import.meta.url),
  more: new URL('../data/digits-more.bin', import.meta.url),
  all: new URL('../data/digits-all.bin', import.meta.url),
};

/** Of a digits file, before the compressed payload. */
export const HEADER_BYTES = 48;

/** @type {Map<DigitsPart, Promise<Uint8Array>>} */
const loads = new Map();

/**
 * Fetches a digits file, once per page however many figures ask; a load that
 * failed is tried again by the next who asks.
 *
 * @param {DigitsPart} part - `first`: 1,000 training and 250 validation
 *   images; `more`: those up to 8,000 and 2,000; `all`: up to 50,000 and
 *   10,000, and the 10,000 test images
 * @returns {Promise<Uint8Array>} the file, inflated, which callers share: not
 *   to be written to or transferred
 * @throws {CoreError} `load-failed`, naming the URL and the status
 */
export function loadDigits(part) {
  const known = loads.get(part);
  if (known !== undefined) return known;
  const load = fetchBytes(FILES[part]).then(inflateDigits);
  loads.set(part, load);
  load.catch(() => loads.delete(part));
  return load;
}

/**
 * Inflates a digits file, which the core takes in no other way: every browser
 * can, and the core need not bring the code.
 *
 * @param {Uint8Array<ArrayBuffer>} file - a header and a compressed payload
 * @returns {Promise<Uint8Array>} the same header and the payload itself. What
 *   cannot be inflated stays as it is: the core says what is wrong with it.
 */
export async function inflateDigits(file) {
  const payload = new Blob([file.subarray(HEADER_BYTES)]);
  const inflating = new DecompressionStream('deflate-raw');
  try {
    const stream = payload.stream().pipeThrough(inflating);
    const content = new Uint8Array(await new Response(stream).arrayBuffer());
    const whole = new Uint8Array(HEADER_BYTES + content.length);
    whole.set(file.subarray(0, HEADER_BYTES));
    whole.set(content, HEADER_BYTES);
    return whole;
  } catch {
    return file;
  }
}

/**
 * @param {URL} url
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function fetchBytes(url) {
  const response = await fetchFile(url);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new CoreError(
      'load-failed',
      `${url}: expected the whole file, got a part (${wordsOf(cause)})`,
      { cause },
    );
  }
}
