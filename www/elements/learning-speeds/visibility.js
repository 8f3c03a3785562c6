/** How far outside the viewport the heavy work begins. */
const NEAR = '50%';

/**
 * Tells when a figure comes near, and when it is seen: on the screen, in a tab
 * in front.
 *
 *     far → near, once
 *     seen ⇄ unseen; what was playing when unseen plays on when seen
 */
export class Visibility {
  #isOnScreen = false;
  #isSeen = true;
  #resumes = false;
  #listener;

  /**
   * @param {object} listener - told what happens
   * @param {() => void} listener.near - at the first approach
   * @param {() => void} listener.seen - after an `unseen` that returned true
   * @param {() => boolean} listener.unseen - returns whether to go on later
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
      // What a script sets playing off screen is meant to play there.
      if (isFirst) this.#isSeen = this.#isOnScreen && !document.hidden;
      else this.#settle();
      isFirst = false;
    });
    sight.observe($element);
    document.addEventListener('visibilitychange', () => this.#settle(), {
      signal,
    });
    signal.addEventListener('abort', () => {
      approach.disconnect();
      sight.disconnect();
    });
  }

  /** Somebody has stopped the run: it is not to go on by itself. */
  forget() {
    this.#resumes = false;
  }

  #settle() {
    const isSeen = this.#isOnScreen && !document.hidden;
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    if (isSeen && this.#resumes) this.#listener.seen();
    this.#resumes = !isSeen && this.#listener.unseen();
  }
}
