/**
 * What every figure has around its own content: style sheets, a line while the
 * core loads, errors, a toolbar.
 */
import { create } from './create.js';
import { figureWords } from './figure-words.js';

const SHEETS = ['./tokens.css', './figure.css'].map(
  (path) => new URL(path, import.meta.url).href,
);

/**
 * Builds the frame into a fresh shadow root.
 *
 * @param {ShadowRoot} root - an empty shadow root
 * @param {string} title - the figure's name, for assistive technology
 * @param {readonly string[]} sheets - the figure's own style sheets
 * @returns {Frame} the places in it
 */
export function buildFrame(root, title, sheets) {
  const $loading = create('p', { class: 'ug-loading' }, figureWords.loading);
  const $alert = create('div', { class: 'ug-alert', role: 'alert' });
  const $body = create('div', { class: 'ug-body' });
  const $toolbar = create('div', {
    class: 'ug-toolbar',
    'data-control': 'toolbar',
  });
  const $figure = create(
    'section',
    { class: 'ug-figure', 'aria-label': title, 'aria-busy': 'true' },
    $loading,
    $alert,
    $body,
    $toolbar,
  );
  const links = [...SHEETS, ...sheets].map((href) =>
    create('link', { rel: 'stylesheet', href }),
  );
  showWhenStyled($figure, links);
  root.append(...links, $figure);
  return { $figure, $loading, $alert, $body, $toolbar };
}

/**
 * Keeps bare controls from flashing by before the style sheets are there. One
 * that cannot be had must not keep them hidden.
 *
 * @param {HTMLElement} $figure - what to hide for the while
 * @param {readonly HTMLLinkElement[]} links - the style sheets
 */
export function showWhenStyled($figure, links) {
  $figure.hidden = true;
  let missing = links.length;
  const settled = () => {
    missing -= 1;
    $figure.hidden = missing > 0;
  };
  for (const $link of links) {
    $link.addEventListener('load', settled, { once: true });
    $link.addEventListener('error', settled, { once: true });
  }
}

/**
 * Makes a style sheet that hides controls by name, wherever and whenever the
 * figure draws them.
 *
 * @param {string} names - names of controls, parted by spaces or commas
 * @returns {string} rules; names that are no names are left out
 */
export function hidingRules(names) {
  return names
    .split(/[\s,]+/)
    .filter((name) => /^[a-z][a-z0-9-]*$/.test(name))
    .map((name) => `[data-control~="${name}"]{display:none!important}`)
    .join('\n');
}

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

/**
 * @typedef {object} Frame
 * @property {HTMLElement} $figure - the whole
 * @property {HTMLElement} $loading - the line while the core loads
 * @property {HTMLElement} $alert - where errors are said
 * @property {HTMLElement} $body - the figure's own content
 * @property {HTMLElement} $toolbar - sharing and full screen
 */
