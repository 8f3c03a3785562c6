/**
 * The scripts of the pages are `async`: a style sheet that does not answer would else
 * hold them back, as it holds back all that there is to see.
 */

/** Milliseconds for which a page waits for its style sheet, counted from its script. */
const PATIENCE_MS = 3000;

/** @param {() => void} begin - called once the document is parsed */
export function whenParsed(begin) {
  if (document.readyState !== 'loading') begin();
  else document.addEventListener('DOMContentLoaded', begin);
  setTimeout(() => {
    /** @type {HTMLLinkElement | null} */
    const $link = document.querySelector('link[rel=stylesheet]');
    if (!$link || $link.sheet) return;
    // Where this does not come either, the page stays as it is.
    import('./late-style.js').then(
      ({ goOnWithout }) => goOnWithout($link),
      () => $link.remove(),
    );
  }, PATIENCE_MS);
}
