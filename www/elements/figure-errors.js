import { create } from '../view/create.js';

/**
 * What has gone wrong in a figure and has not been put right, one sentence per
 * source, so that an attribute and the worker do not talk over each other.
 */
export class FigureErrors {
  /** @type {Map<string, string>} */
  #sentences = new Map();
  /** @type {HTMLElement | undefined} */
  #$alert;

  /** @param {HTMLElement} $alert - the live region, once it is built */
  showIn($alert) {
    this.#$alert = $alert;
    this.#show();
  }

  /**
   * @param {string} words - a sentence, or '' when all is well again
   * @param {string} source - replaces what the same source said before
   */
  say(words, source) {
    if ((this.#sentences.get(source) ?? '') === words) return;
    if (words === '') this.#sentences.delete(source);
    else this.#sentences.set(source, words);
    this.#show();
  }

  #show() {
    const sentences = [...new Set(this.#sentences.values())];
    this.#$alert?.replaceChildren(
      ...sentences.map((sentence) => create('p', {}, sentence)),
    );
  }
}
