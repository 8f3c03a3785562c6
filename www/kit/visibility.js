/** How far outside the viewport the heavy work begins. */
const NEAR = '50%';

/**
 * Tells when a figure comes near, and when it is seen: on the screen, in a tab
 * in front.
 *
 *     far → near, once
 *     seen ⇄ unseen
 *
 * As a reactive controller it does so whenever its host is in a document.
 */
export class Visibility {
  #isOnScreen = false;
  #isSeen = true;
  #listener;
  #$host;
  /** @type {AbortController | null} Aborted when the host leaves. */
  #connection = null;

  /**
   * @param {object} listener - told what happens
   * @param {() => void} listener.near - at the first approach
   * @param {(isSeen: boolean, isFirst: boolean) => void} listener.sight - how
   *   it is, at first and after each change
   * @param {HTMLElement & { addController: (controller: Visibility) => void }} [$host] -
   *   what is observed; else `observe` says
   */
  constructor(listener, $host) {
    this.#listener = listener;
    this.#$host = $host;
    $host?.addController(this);
  }

  /** Observes the host. */
  hostConnected() {
    if (!this.#$host || this.#connection) return;
    this.#connection = new AbortController();
    this.observe(this.#$host, this.#connection.signal);
  }

  /** Observes the host no more, unless it is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (this.#$host?.isConnected) return;
      this.#connection?.abort();
      this.#connection = null;
    });
  }

  /**
   * @param {Element} $element - the figure
   * @param {AbortSignal} signal - ends it
   */
  observe($element, signal) {
    const approach = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        approach.disconnect();
        this.#listener.near();
      },
      { rootMargin: NEAR },
    );
    approach.observe($element);
    let isFirst = true;
    const sight = new IntersectionObserver(([entry]) => {
      this.#isOnScreen = entry?.isIntersecting ?? false;
      this.#settle(isFirst);
      isFirst = false;
    });
    sight.observe($element);
    document.addEventListener('visibilitychange', () => this.#settle(false), {
      signal,
    });
    signal.addEventListener('abort', () => {
      approach.disconnect();
      sight.disconnect();
    });
  }

  /** @param {boolean} isFirst - whether it is known for the first time */
  #settle(isFirst) {
    const isSeen = this.#isOnScreen && !document.hidden;
    if (isSeen === this.#isSeen && !isFirst) return;
    this.#isSeen = isSeen;
    this.#listener.sight(isSeen, isFirst);
  }
}
