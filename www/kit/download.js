/**
 * Downloads a file made in the page.
 *
 * @param {string} name - of the file
 * @param {Blob} blob - its content
 */
export function download(name, blob) {
  const href = URL.createObjectURL(blob);
  const $link = document.createElement('a');
  Object.assign($link, { href, download: name }).click();
  // By the time the click returns, the browser has its own reference to the blob.
  URL.revokeObjectURL(href);
}
