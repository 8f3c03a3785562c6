/** Hands a file to the reader. */

/**
 * Downloads a file made here.
 *
 * @param {string} name - the file's name
 * @param {Blob} blob - what is in it
 */
export function download(name, blob) {
  const href = URL.createObjectURL(blob);
  const $link = document.createElement('a');
  $link.href = href;
  $link.download = name;
  $link.click();
  // The browser has taken hold of the blob when the click returns.
  URL.revokeObjectURL(href);
}
