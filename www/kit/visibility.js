/** How close to the viewport a figure counts as near. */
const NEAR = '50%';

/** How long after a page is there a figure that is far away is computed, in ms. */
const PATIENCE = 1000;

/**
 * Reports when a figure first comes near the viewport, and when it becomes visible
 * or invisible: in the viewport of a visible tab, and not hidden by the page. With a host it is a reactive
 * controller.
 */
export class Visibility {
  #isOnScreen = false;
  #isSeen = true;
  #isKnown = false;
  #listener;
  #$host;
  /** @type {AbortController | null} Aborted when the host is removed. */
  #connection = null;

  /**
   * @param {object} listener - gets the reports
   * @param {() => void} listener.near - called once
   * @param {(isSeen: boolean, isFirst: boolean) => void} listener.sight - called at
   *   first and after each change
   * @param {HTMLElement & { addController: (controller: Visibility) => void }} [$host] -
   *   the figure; without it, call `observe`
   */
  constructor(listener, $host) {
    this.#listener = listener;
    this.#$host = $host;
    $host?.addController(this);
  }

  /** @returns {boolean} whether it is known that somebody can see it */
  get isSeen() {
    return this.#isKnown && this.#isSeen;
  }

  /** Observes the host. */
  hostConnected() {
    if (!this.#$host || this.#connection) return;
    this.#connection = new AbortController();
    this.observe(this.#$host, this.#connection.signal);
  }

  /** Stops observing the host, unless it is only moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (this.#$host?.isConnected) return;
      this.#connection?.abort();
      this.#connection = null;
    });
  }

  /** @param {Element} $element - the figure @param {AbortSignal} signal - stops observing */
  observe($element, signal) {
    let isNear = false;
    const near = () => {
      approach.disconnect();
      if (isNear || signal.aborted) return;
      isNear = true;
      this.#listener.near();
    };
    const approach = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) near();
      },
      { rootMargin: NEAR },
    );
    approach.observe($element);
    // What is printed later has to be there by then, also where nobody scrolled to.
    whenIdle(() => {
      if ($element.getClientRects().length > 0) near();
    });
    window.addEventListener('beforeprint', near, { signal });
    this.#isKnown = false;
    const sight = new IntersectionObserver((entries) => {
      this.#isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#settle($element, !this.#isKnown);
    });
    sight.observe($element);
    const again = () => {
      if (this.#isKnown) this.#settle($element, false);
    };
    document.addEventListener('visibilitychange', again, { signal });
    // A deck without transitions leaves the slides before and after in their place, and
    // makes them transparent; others do so in the end.
    const hiding = new MutationObserver(again);
    for (const $around of placesAround($element)) {
      hiding.observe($around, {
        attributeFilter: ['class', 'style', 'hidden'],
      });
    }
    for (const type of ['transitionend', 'animationend']) {
      const ended = (/** @type {Event} */ { target }) => {
        if (target instanceof Element && target.contains($element)) again();
      };
      document.addEventListener(type, ended, { signal });
    }
    signal.addEventListener('abort', () => {
      approach.disconnect();
      sight.disconnect();
      hiding.disconnect();
    });
  }

  /** @param {Element} $element - the figure @param {boolean} isFirst - whether this is the first report */
  #settle($element, isFirst) {
    const isSeen = this.#isOnScreen && !document.hidden && isVisible($element);
    this.#isKnown = true;
    if (isSeen === this.#isSeen && !isFirst) return;
    this.#isSeen = isSeen;
    this.#listener.sight(isSeen, isFirst);
  }
}

/** @param {Element} $element @returns {boolean} whether nothing hides it, as far as the browser can tell: Safari can since 17.4 */
function isVisible($element) {
  const { checkVisibility } = /** @type {Partial<Element>} */ ($element);
  const options = { checkOpacity: true, checkVisibilityCSS: true };
  return checkVisibility?.call($element, options) ?? true;
}

/** @param {Element} $element @returns {Element[]} what it is in, from the inside out */
function placesAround($element) {
  const root = $element.getRootNode();
  const $around =
    $element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  return $around ? [$around, ...placesAround($around)] : [];
}

/** @param {() => void} call - called once the page is loaded and has nothing else to do; never where data is to be saved */
function whenIdle(call) {
  const { connection } = /** @type {{ connection?: { saveData: boolean } }} */ (
    navigator
  );
  if (connection?.saveData) return;
  const idle = globalThis.requestIdleCallback ?? requestAnimationFrame;
  const wait = () => setTimeout(() => idle(call), PATIENCE);
  if (document.readyState === 'complete') wait();
  else window.addEventListener('load', wait, { once: true });
}
