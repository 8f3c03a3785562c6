/** Events of a reader who navigates the page. */
const READER = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** So long after the last change of height the page is taken to be loaded. */
const SETTLED_MS = 6000;

/** @type {AbortController | undefined} */
let last;

/**
 * Scrolls to an element and keeps it in view while content above it is still
 * loading, until the reader does something or nothing more comes.
 *
 * @param {Element} $place - the element
 */
export function stayInView($place) {
  last?.abort();
  const holding = new AbortController();
  last = holding;
  const { signal } = holding;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settled;
  const hold = () => {
    $place.scrollIntoView();
    clearTimeout(settled);
    settled = setTimeout(() => holding.abort(), SETTLED_MS);
  };
  const observer = new ResizeObserver(hold);
  observer.observe(document.body);
  hold();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(settled);
  });
  for (const type of READER) {
    // A figure keeps the keys of its controls from the page.
    const options = { signal, passive: true, capture: true };
    addEventListener(type, () => holding.abort(), options);
  }
}

/**
 * Makes places of the page stay where a link to them leads, whether it was clicked,
 * typed, or followed by a script. Going back leaves the place to the browser, which
 * knows where the reader was.
 */
export function holdLinkedPlaces() {
  let isGoingBack = false;
  /** @type {any} */ (globalThis).navigation?.addEventListener(
    'navigate',
    (/** @type {{ navigationType: string }} */ { navigationType }) => {
      isGoingBack = navigationType === 'traverse';
    },
  );
  const hold = (/** @type {string} */ hash) => {
    const $place = hash && document.getElementById(hash.slice(1));
    if ($place) stayInView($place);
  };
  addEventListener('hashchange', () => {
    if (!isGoingBack) hold(location.hash);
  });
  // A link to the present address changes nothing in it.
  document.addEventListener('click', ({ target }) => {
    const $link = target instanceof Element && target.closest('a');
    const hash = $link && $link.getAttribute('href');
    if (hash && hash === location.hash) setTimeout(() => hold(hash));
  });
  hold(location.hash);
}
