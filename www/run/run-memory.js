/** What a run takes: digits and memory, and bytes in words. */
import { partsFor } from '../core/digits.js';
import { countText } from '../kit/numbers.js';
import { failureWords } from './run-words.js';

/** @import { RunState } from './run-state.js' */

/**
 * Megabytes of a worker once it has the digits up to this file. Measured, as all
 * that follows: docs/data.md.
 */
const LOADED = Object.freeze({ first: 15, more: 40, all: 170 });

/** Validation images, by the last file of digits that a run needs. */
const VALIDATION_IMAGES = { first: 250, more: 2000, all: 10_000 };

/** @param {number} images - that a run trains on @returns {number} those that its accuracy is measured on */
export function validationImagesOf(images) {
  return VALIDATION_IMAGES[partsFor(images).at(-1) ?? 'first'];
}

/** Pixels with ink of an image, by its side: the list that a run makes of it has those. */
const INK = Object.freeze({ 28: 150, 14: 42, 7: 15 });

/** Bytes of a pixel in that list: its place and its value. */
export const INK_BYTES = Object.freeze({ f32: 8, f64: 16 });

/**
 * @param {Pick<RunState, 'images' | 'batch' | 'pixels' | 'precision'>} run - its
 *   settings
 * @returns {number} bytes of its worker while it trains, about
 */
export function memoryOf({ images, batch, pixels, precision }) {
  const part = partsFor(images).at(-1) ?? 'all';
  // A fifth more to validate on; a full batch has a list by pixel besides.
  const lists = batch === images ? 2.2 : 1.2;
  return (
    LOADED[part] * 1e6 + images * lists * INK[pixels] * INK_BYTES[precision]
  );
}

/**
 * What all workers of a figure may take together, in bytes: four runs on all of
 * MNIST, as many as stand side by side, are at work at once; more would be a good
 * part of a small machine's memory.
 */
const MOST_MEMORY = 1e9;

/**
 * @param {readonly Parameters<typeof memoryOf>[0][]} runs - that are to be trained
 * @param {typeof memoryOf} [memory] - of each, in bytes
 * @returns {number} how many of them may be at work at once, for their memory; at least 1
 */
export function mostAtOnce(runs, memory = memoryOf) {
  const each = Math.max(0, ...runs.map(memory));
  return Math.max(1, Math.floor(MOST_MEMORY / each));
}

/**
 * Says why the larger files of digits did not come.
 *
 * @param {Parameters<typeof failureWords>[0]} failure
 * @param {number} seed - of the run
 * @returns {string} a sentence or two
 */
export function fetchFailureWords(failure, seed) {
  const { code, message } = failure;
  const [, part] = /digits-(more|all)/.exec(message) ?? [];
  const most = part && countText(part === 'more' ? 1000 : 8000);
  const rest = `With ${most ? `at most ${most}` : 'fewer'} images the figure trains.`;
  if (code === 'digits-missing') {
    return `The figure was put up without the file of digits that so many images take (${message}). ${rest}`;
  }
  if (code === 'load-failed' && most) {
    return `The digits beyond the first ${most} images are not here, and could not be fetched (${message}). ${rest}`;
  }
  if (code === 'data') {
    return `The handwritten digits came cut short or damaged (${message}).`;
  }
  return failureWords(failure, seed).sentence;
}

/**
 * @param {number} bytes
 * @param {number} [places] - after the point
 * @param {string} [unit]
 * @returns {string} “8.7 MB”
 */
export function megabytes(bytes, places = 1, unit = '\u00a0MB') {
  return `${(bytes / 1e6).toFixed(places)}${unit}`;
}
