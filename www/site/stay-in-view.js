/** Events of a reader who navigates the page. */
const READER = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** @type {AbortController | undefined} */
let last;

/**
 * Scrolls to an element and keeps it in view while content above it is still
 * loading, until the reader does something.
 *
 * @param {Element} $place - the element
 */
export function stayInView($place) {
  last?.abort();
  const holding = new AbortController();
  last = holding;
  const { signal } = holding;
  $place.scrollIntoView();
  const observer = new ResizeObserver(() => $place.scrollIntoView());
  observer.observe(document.body);
  signal.addEventListener('abort', () => observer.disconnect());
  for (const type of READER) {
    // A figure keeps the keys of its controls from the page.
    const options = { signal, passive: true, capture: true };
    addEventListener(type, () => holding.abort(), options);
  }
}
