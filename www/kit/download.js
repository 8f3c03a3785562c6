/**
 * Hands a file to the reader.
 */
import { create } from './create.js';

/**
 * Downloads a file made here.
 *
 * @param {string} name - the file's name
 * @param {Blob} blob - what is in it
 */
export function download(name, blob) {
  const href = URL.createObjectURL(blob);
  const $link = create('a', { href, download: name });
  $link.click();
  // The browser has taken hold of the blob when the click returns.
  URL.revokeObjectURL(href);
}
