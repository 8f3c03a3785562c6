import { sizes } from '../data/digits-sizes.js';
import { distrust } from './distrust.js';
import { fetchBytes } from './fetch-bytes.js';

/**
 * The files of digits, in their order: the first 1,000 training and 250
 * validation images; up to 8,000 and 2,000; up to 50,000 and 10,000, with the
 * test set.
 *
 * @typedef {'first' | 'more' | 'all'} DigitsPart
 */

export const digitsFiles = Object.freeze({
  first: new URL('../data/digits-first.bin', import.meta.url),
  more: new URL('../data/digits-more.bin', import.meta.url),
  all: new URL('../data/digits-all.bin', import.meta.url),
});

/** @type {readonly { part: DigitsPart, above: number }[]} Each is needed above so many training images. */
const PARTS = Object.freeze([
  { part: 'first', above: 0 },
  { part: 'more', above: 1_000 },
  { part: 'all', above: 8_000 },
]);

/** Bytes of each file, as the build has made it. */
export const digitsSizes = sizes;

/** Of a digits file, before the compressed payload. */
export const HEADER_BYTES = 48;

/** Where the header has the length of the payload before compression. */
export const LENGTH_AT = 36;

/** The best compression of DEFLATE: a match of 258 bytes in two bits. */
const BEST_RATIO = 1032;

/** @type {Promise<Uint8Array> | undefined} */
let first;

/**
 * @param {number} images - training images of a run
 * @returns {DigitsPart[]} the files that it needs, in order
 */
export function partsFor(images) {
  return PARTS.filter(({ above }) => images > above).map(({ part }) => part);
}

/**
 * Fetches the first digits file, once per page however many figures ask; a load
 * that failed is tried again by the next who asks.
 *
 * @param {'first'} part - the others are too large to be kept (`fetchDigits`)
 * @returns {Promise<Uint8Array>} the file, inflated, which callers share: not
 *   to be written to or transferred
 * @throws {CoreError} `load-failed`, naming the URL and the status
 */
export function loadDigits(part) {
  if (first !== undefined) return first;
  const load = fetchBytes(digitsFiles[part]).then(inflateDigits);
  first = load;
  load.then(
    (file) => isWhole(file) || forgetDigits(),
    () => (first = undefined),
  );
  return load;
}

/** The first file is damaged: whoever asks next has it fetched again, past the browser's cache. */
export function forgetDigits() {
  first = undefined;
  distrust(digitsFiles.first);
}

/** @param {Uint8Array} file - inflated @returns {boolean} whether it is as long as its header says */
function isWhole(file) {
  return file.length === HEADER_BYTES + lengthIn(file);
}

/** @param {Uint8Array} file @returns {number} the length of its payload before compression; NaN without a whole header */
function lengthIn({ buffer, byteOffset, length }) {
  if (length < HEADER_BYTES) return NaN;
  return new DataView(buffer, byteOffset).getUint32(LENGTH_AT, true);
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
  const payload = file.subarray(HEADER_BYTES);
  const length = lengthIn(file);
  if (!(length <= payload.length * BEST_RATIO)) return file;
  const inflating = new DecompressionStream('deflate-raw');
  try {
    const stream = new Blob([payload]).stream().pipeThrough(inflating);
    const whole = new Uint8Array(HEADER_BYTES + length);
    whole.set(file.subarray(0, HEADER_BYTES));
    let filled = HEADER_BYTES;
    const reader = stream.getReader();
    for (;;) {
      const { value } = await reader.read();
      if (!value) break;
      whole.set(value, filled);
      filled += value.length;
    }
    return filled === whole.length ? whole : file;
  } catch {
    return file;
  }
}
