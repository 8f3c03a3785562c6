import { html } from 'lit';

/** Dragging a slider changes the sentence up to sixty times a second. */
const QUIET_MS = 1500;

/**
 * Announces a changing sentence to users of screen readers, once it has not
 * changed for a while.
 */
export class Announcement {
  #host;
  #words = '';
  #announced = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {import('lit').ReactiveControllerHost} host - the figure */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** Announces nothing once the figure is removed. */
  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /**
   * @param {string} words - the current sentence
   * @returns {unknown} a template
   */
  render(words) {
    if (words !== this.#words) {
      const isFirst = this.#words === '';
      this.#words = words;
      // The first sentence is part of the page, not a change.
      if (!isFirst) this.#wait();
    }
    return html`<p class="ug-unseen" role="status">${this.#announced}</p>`;
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#announced = this.#words;
      this.#host.requestUpdate();
    }, QUIET_MS);
  }
}
