/** How far outside the viewport the heavy work begins. */
const NEAR = '50%';

/**
 * Tells when a figure comes near, and when it is seen: on the screen, in a tab
 * in front.
 *
 *     far → near, once
 *     seen ⇄ unseen
 */
export class Visibility {
  #isOnScreen = false;
  #isSeen = true;
  #listener;

  /**
   * @param {object} listener - told what happens
   * @param {() => void} listener.near - at the first approach
   * @param {(isSeen: boolean, isFirst: boolean) => void} listener.sight - how
   *   it is, at first and after each change
   */
  constructor(listener) {
    this.#listener = listener;
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
