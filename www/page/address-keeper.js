/** Browsers allow about a hundred changes of the address in half a minute. */
const LEAST_PAUSE_MS = 500;

/**
 * Keeps the address in step with the figures, so that it can be copied,
 * bookmarked and reloaded at any time. It replaces the current entry of the
 * history; going back leaves the page, as a reader expects.
 */
export class AddressKeeper {
  /** @type {() => string} */
  #hash;
  #isDue = false;
  #isPausing = false;

  /** @param {() => string} hash - writes the link, without the `#` */
  constructor(hash) {
    this.#hash = hash;
    document.addEventListener('statechange', () => this.#ask());
    window.addEventListener('pagehide', () => this.#write());
  }

  #ask() {
    this.#isDue = true;
    if (this.#isPausing) return;
    this.#write();
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      if (this.#isDue) this.#ask();
    }, LEAST_PAUSE_MS);
  }

  #write() {
    if (!this.#isDue) return;
    this.#isDue = false;
    const hash = this.#hash();
    const address =
      hash === '' ? location.pathname + location.search : `#${hash}`;
    try {
      history.replaceState(history.state, '', address);
    } catch {
      // A sandboxed frame may not change its address; the figures go on.
    }
  }
}
