import { html } from 'lit';

/** Dragging a slider changes the sentence up to sixty times a second. */
const QUIET_MS = 1500;

/** What was said is taken away again: it stands elsewhere, or is over. */
const KEPT_MS = 8000;

/** Between two sentences. A decimal point has no space behind it. */
const SENTENCES = /(?<=[.!?]) /;

/**
 * Announces to users of screen readers what has changed in a text, once it has not
 * changed for a while; and at once what there is to say of a run.
 */
export class Announcement {
  #host;
  #words = '';
  /** The text as it was last heard. */
  #heard = '';
  #announced = '';
  #isRemoved = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #emptying;

  /** @param {import('lit').ReactiveControllerHost} host - the figure */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** Announces again what changes from now on. */
  hostConnected() {
    this.#isRemoved = false;
  }

  /** Announces nothing once the figure is removed: a timer would keep it for ten seconds. */
  hostDisconnected() {
    this.#isRemoved = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#emptying);
  }

  /** @param {string} words - to be announced now; '' for nothing */
  say(words) {
    if (words === '' || this.#isRemoved) return;
    this.#announced = words;
    this.#host.requestUpdate();
    clearTimeout(this.#emptying);
    this.#emptying = setTimeout(() => {
      this.#announced = '';
      this.#host.requestUpdate();
    }, KEPT_MS);
  }

  /**
   * @param {string} words - the current text
   * @param {boolean} [isNews] - whether the first text is, too: what runs came to
   * @returns {unknown} a template
   */
  render(words, isNews = false) {
    if (words !== this.#words) {
      // The first text is part of the page, not a change.
      if (this.#words === '' && !isNews) this.#heard = words;
      else this.#wait();
      this.#words = words;
    }
    return html`<p class="ug-unseen" role="status">${this.#announced}</p>`;
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#isRemoved) return;
    this.#timer = setTimeout(() => {
      const words = changedIn(this.#words, this.#heard);
      this.#heard = this.#words;
      this.say(words);
    }, QUIET_MS);
  }
}

/**
 * @param {string} words - a text of sentences
 * @param {string} before - as it was
 * @returns {string} those of its sentences that it did not have
 */
export function changedIn(words, before) {
  const known = new Set(before.split(SENTENCES));
  return words
    .split(SENTENCES)
    .filter((sentence) => !known.has(sentence))
    .join(' ');
}
