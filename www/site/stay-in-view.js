/** What a reader does when they take the page into their own hands. */
const READER = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** @type {AbortController | undefined} */
let last;

/**
 * Scrolls to a place and holds it while what stands above it is still growing,
 * as figures do when they have loaded, until the reader does something.
 *
 * @param {Element} $place - where to
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
    addEventListener(type, () => holding.abort(), { signal, passive: true });
  }
}
