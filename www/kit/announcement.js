import { html } from 'lit';

/** A slider that is dragged changes the sentence sixty times a second. */
const QUIET_MS = 1500;

/**
 * Reads a changing sentence to people who do not see it: once it has stood
 * still for a while, and only if it is not what was read last.
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

  /** Keeps quiet, when the figure is gone. */
  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /**
   * @param {string} words - the sentence as it stands
   * @returns {unknown} a template
   */
  render(words) {
    if (words !== this.#words) {
      const isFirst = this.#words === '';
      this.#words = words;
      // What a figure shows when it appears is part of the page, not news.
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
