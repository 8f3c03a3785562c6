/** What a run takes: bytes to fetch, bytes of memory. */

/** @import { RunState } from './run-state.js' */

/** Measured: docs/data.md. */
const BYTES = { page: 10e6, image: 3_000, ink: 8 };

/**
 * @param {Pick<RunState, 'images' | 'pixels' | 'precision'>} run - its settings
 * @returns {number} bytes of its worker's memory, about
 */
export function memoryOf({ images, pixels, precision }) {
  return BYTES.page + images * BYTES.image + pixels + precision.length;
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
