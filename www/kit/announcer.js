import { create } from './create.js';

/** A slider that is dragged changes the sentence sixty times a second. */
const QUIET_MS = 1500;

/**
 * Reads a changing sentence to people who do not see it: once it has stood
 * still for a while, and only if it is not what was read last.
 */
export class Announcer {
  $element = create('p', { class: 'ug-unseen', role: 'status' });
  #words = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {string} words - the sentence as it stands */
  say(words) {
    if (words === this.#words) return;
    const isFirst = this.#words === '';
    this.#words = words;
    // What a figure shows when it appears is part of the page, not news.
    if (isFirst) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.$element.textContent = this.#words;
    }, QUIET_MS);
  }

  /** Keeps quiet, when the figure is gone. */
  stop() {
    clearTimeout(this.#timer);
  }
}
