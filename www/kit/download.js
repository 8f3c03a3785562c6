/** @type {EventTarget | undefined} What was pressed last. */
let $pressed;
globalThis.document?.addEventListener(
  'click',
  (event) => {
    [$pressed] = event.composedPath();
  },
  true,
);

/**
 * Downloads a file made in the page, or offers its text where the frame that the
 * page is in may not save files.
 *
 * @param {string} name - of the file
 * @param {Blob} blob - its content
 */
export function download(name, blob) {
  if (isSandboxed() && $pressed instanceof Element) {
    const $button = $pressed;
    void import('./offer-text.js').then(
      ({ offerText }) => offerText($button, blob, () => save(name, blob)),
      // The frame may let it through after all.
      () => save(name, blob),
    );
  } else save(name, blob);
}

/** @param {string} name - of the file @param {Blob} blob - its content */
function save(name, blob) {
  const href = URL.createObjectURL(blob);
  const $link = document.createElement('a');
  Object.assign($link, { href, download: name }).click();
  // By the time the click returns, the browser has its own reference to the blob.
  URL.revokeObjectURL(href);
}

/**
 * A frame is not told its permissions, and a download that is not permitted fails
 * without a sign: so a sandboxed frame counts as one that may not, unless the page
 * around it can be asked.
 *
 * @returns {boolean} whether downloads are probably not permitted
 */
function isSandboxed() {
  const $frame = globalThis.frameElement;
  if ($frame) {
    const sandbox = $frame.getAttribute('sandbox');
    return sandbox !== null && !/\ballow-downloads\b/.test(sandbox);
  }
  return globalThis.origin === 'null' && location.protocol !== 'file:';
}
