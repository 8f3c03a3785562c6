import { CoreError, wordsOf } from './core-error.js';
import { fetchFile } from './fetch-file.js';

/** @typedef {'first' | 'rest'} DigitsPart */

const FILES = {
  first: new URL('../data/digits-first.bin', import.meta.url),
  rest: new URL('../data/digits-rest.bin', import.meta.url),
};

/** @type {Map<DigitsPart, Promise<Uint8Array>>} */
const loads = new Map();

/**
 * Fetches a digits file, once per page however many figures ask; a load that
 * failed is tried again by the next who asks.
 *
 * @param {DigitsPart} part - `first`: the chapter's 1,000 training and 250
 *   validation images; `rest`: the other 8,750
 * @returns {Promise<Uint8Array>} the file as it is, which callers share: not
 *   to be written to or transferred
 * @throws {CoreError} `load-failed`, naming the URL and the status
 */
export function loadDigits(part) {
  const known = loads.get(part);
  if (known !== undefined) return known;
  const load = fetchBytes(FILES[part]);
  loads.set(part, load);
  load.catch(() => loads.delete(part));
  return load;
}

/**
 * @param {URL} url
 * @returns {Promise<Uint8Array>}
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
