/**
 * Where a frame was, for when a deck has unloaded it and loads it again: its link with
 * the epoch shown, as long as its tab is open. It is kept under the address that the
 * author gave the frame. A sandboxed frame may keep nothing, and opens as its link says.
 */

/** Between two writings, in ms: a run has other readings thirty times a second. */
const PAUSE_MS = 500;

const PREFIX = 'unstable-gradients ';

/** Keeps it while the figure moves. */
export class KeptPlace {
  #authored;
  #place;
  #isDue = false;
  #isPausing = false;

  /**
   * @param {() => string} authored - the link that the author gave
   * @param {() => string} place - the link to the figure as it stands, with the epoch
   *   shown; '' where that is what the author gave
   */
  constructor(authored, place) {
    this.#authored = authored;
    this.#place = place;
    for (const type of ['statechange', 'readingschange', 'keptchange']) {
      document.addEventListener(type, () => this.#ask());
    }
    window.addEventListener('pagehide', () => {
      // No event tells of drawers.
      this.#isDue = true;
      this.#write();
    });
  }

  /** @returns {string} the link that was kept; '' where none was, or may be */
  get kept() {
    try {
      return sessionStorage.getItem(this.#key) ?? '';
    } catch {
      return '';
    }
  }

  get #key() {
    return PREFIX + location.pathname + this.#authored();
  }

  #ask() {
    this.#isDue = true;
    if (this.#isPausing) return;
    this.#write();
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      if (this.#isDue) this.#ask();
    }, PAUSE_MS);
  }

  #write() {
    if (!this.#isDue) return;
    this.#isDue = false;
    const place = this.#place();
    try {
      if (place === '') sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, place);
    } catch {
      // Not allowed, or full: the frame will open as its link says.
    }
  }
}
