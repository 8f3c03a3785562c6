import { create } from '../../kit/create.js';
import { chainsWords } from './words.js';

/** By how many bars each key moves. */
const MOVES = Object.freeze({
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -5,
  PageUp: 5,
  Home: -Infinity,
  End: Infinity,
});

/**
 * Chooses one bar of a histogram, by pointer or by keys. To assistive
 * technology it is a slider whose text says what the bar holds.
 */
export class BarPicker {
  $element = create('div', {
    class: 'plot-canvas plot-picker',
    role: 'slider',
    tabindex: 0,
    'aria-label': chainsWords.pick,
    // Assistive technology asks for all three before there are bars to choose.
    'aria-valuemin': 0,
    'aria-valuemax': 0,
    'aria-valuenow': 0,
    'aria-valuetext': chainsWords.pickHint,
  });
  #$mark = create('div', { class: 'plot-picked', hidden: true });
  #options;
  /** @type {readonly Place[]} */
  #places = [];
  /** @type {number | null} The bar that is chosen, as it is numbered. */
  #bar = null;

  /** @param {PickerOptions} options - what it tells */
  constructor(options) {
    this.#options = options;
    const { $element } = this;
    $element.addEventListener('keydown', (event) => this.#pressed(event));
    $element.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') this.#choose(this.#under(event));
    });
    $element.addEventListener('click', (event) => {
      const bar = this.#under(event);
      this.#choose(bar);
      if (bar !== null) this.#options.onOpen(bar);
    });
    $element.addEventListener('focus', () => {
      if (this.#bar === null) this.#choose(this.#places.at(-1)?.bar ?? null);
    });
  }

  /** @returns {number | null} the bar that is chosen */
  get bar() {
    return this.#bar;
  }

  /**
   * @param {SVGSVGElement} $svg - the picture
   * @param {readonly Place[]} places - where its bars are
   * @param {{ top: number, bottom: number }} box - between the axes
   */
  show($svg, places, box) {
    this.#places = places;
    this.$element.replaceChildren($svg, this.#$mark);
    this.#$mark.style.insetBlockStart = `${box.top}px`;
    this.#$mark.style.blockSize = `${box.bottom - box.top}px`;
    const isThere = places.some(({ bar }) => bar === this.#bar);
    this.#choose(isThere ? this.#bar : null);
  }

  /** No bar is chosen: they are others now. */
  forget() {
    this.#choose(null);
  }

  /** @param {KeyboardEvent} event - of the picker */
  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (this.#bar === null) return;
      event.preventDefault();
      this.#options.onOpen(this.#bar);
      return;
    }
    const by = Object.entries(MOVES).find(([key]) => key === event.key)?.[1];
    if (by === undefined || this.#places.length === 0) return;
    event.preventDefault();
    const now = this.#places.findIndex(({ bar }) => bar === this.#bar);
    const last = this.#places.length - 1;
    const next = Math.min(last, Math.max(0, (now < 0 ? last : now) + by));
    this.#choose(this.#places[next]?.bar ?? null);
  }

  /**
   * @param {MouseEvent} event - over the picture
   * @returns {number | null} the bar under it, or beside it: few pixels wide,
   *   they would be hard to hit
   */
  #under(event) {
    const x = event.clientX - this.$element.getBoundingClientRect().left;
    /** @param {Place} place */
    const distance = ({ left, right }) => Math.max(left - x, x - right, 0);
    const [nearest] = [...this.#places].sort(
      (one, other) => distance(one) - distance(other),
    );
    return nearest && distance(nearest) < 12 ? nearest.bar : null;
  }

  /** @param {number | null} bar - from now on */
  #choose(bar) {
    this.#bar = bar;
    const { $element } = this;
    const index = this.#places.findIndex((place) => place.bar === bar);
    const place = this.#places[index];
    this.#$mark.hidden = place === undefined;
    if (place) {
      this.#$mark.style.insetInlineStart = `${place.left}px`;
      this.#$mark.style.inlineSize = `${place.right - place.left}px`;
    }
    const words = bar === null ? '' : this.#options.text(bar);
    $element.setAttribute('aria-valuemax', String(this.#places.length - 1));
    $element.setAttribute('aria-valuenow', String(Math.max(0, index)));
    $element.setAttribute('aria-valuetext', words || chainsWords.pickHint);
    this.#options.onChoose(words);
  }
}

/** @typedef {import('./chains-histogram.js').Place} Place */

/**
 * @typedef {object} PickerOptions
 * @property {(bar: number) => string} text - what a bar holds
 * @property {(words: string) => void} onChoose - told the same, or ''
 * @property {(bar: number) => void} onOpen - told a bar to open a chain of
 */
