/** @import { ElementPart } from 'lit/directive.js' */
/** @import { Frame } from './axes.js' */
/** @import { PlotCursor } from './cursor.js' */
/** @import { Stop } from './tooltip.js' */
import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** How far each key moves the cursor: in places, or in tenths of the range. */
export const MOVES = Object.freeze({
  ArrowLeft: { by: -1 },
  ArrowDown: { by: -1 },
  ArrowRight: { by: 1 },
  ArrowUp: { by: 1 },
  PageDown: { by: -1, isLeap: true },
  PageUp: { by: 1, isLeap: true },
  Home: { by: -Infinity },
  End: { by: Infinity },
});

const EVENTS = Object.freeze([
  ...['keydown', 'pointerdown', 'pointerup', 'pointercancel'],
  ...['focus', 'blur', 'click'],
]);

/** Also heard where something lies over the picture that can be dragged. */
const MOVEMENTS = Object.freeze(['pointermove', 'pointerleave']);

/** Of a picture that could be read, and cannot any more. */
const PICTURE = Object.freeze({
  role: 'img',
  'aria-valuemin': null,
  'aria-valuemax': null,
  'aria-valuenow': null,
  'aria-valuetext': null,
});

/**
 * Describes a picture to assistive technology: as a slider, if it can be read.
 *
 * @param {Element} $svg - the picture
 * @param {Reading | null} reading - of it
 * @param {number | null} now - the number that is shown
 * @param {string | null} text - the values there, if they are to be said
 */
export function describe($svg, reading, now, text) {
  const { label, told, numbers = [] } = reading ?? {};
  /** @type {Record<string, string | number | null>} */
  const attributes =
    reading && !reading.hasParts
      ? {
          role: 'slider',
          tabindex: 0,
          ...(label === undefined ? {} : { 'aria-label': label }),
          ...(told === undefined ? {} : { 'aria-describedby': told }),
          'aria-valuemin': numbers[0] ?? 0,
          'aria-valuemax': numbers.at(-1) ?? 0,
          'aria-valuenow': now ?? 0,
          'aria-valuetext': text,
        }
      : {
          tabindex: null,
          ...($svg.getAttribute('role') === 'slider' ? PICTURE : {}),
        };
  for (const [name, value] of Object.entries(attributes)) {
    const wanted = value === null ? null : String(value);
    if ($svg.getAttribute(name) === wanted) continue;
    if (wanted === null) $svg.removeAttribute(name);
    else $svg.setAttribute(name, wanted);
  }
}

/** The code of the cursor is loaded with the first event, which it gets then. */
class Reads extends AsyncDirective {
  /** @type {Element | undefined} */
  #$svg;
  /** @type {Element | undefined} What the picture is in, which may get others after it. */
  #$around;
  /** @type {Reading | null} */
  #reading = null;
  /** @type {PlotCursor | undefined} */
  #cursor;
  /** @type {Event[]} */
  #waiting = [];
  #isComing = false;

  /** @param {Reading | null} _reading - as below */
  render(_reading) {
    return noChange;
  }

  /**
   * @param {ElementPart} part - the picture
   * @param {[Reading | null]} reading
   * @returns {typeof noChange} nothing to render
   * @override
   */
  update({ element }, [reading]) {
    this.#reading = reading;
    if (!this.#$svg) {
      if (!reading) return noChange;
      this.#$svg = element;
      // By then the picture is in its place.
      queueMicrotask(() => this.#hear());
    }
    this.#show();
    return noChange;
  }

  #hear() {
    if (!this.#$svg || !this.isConnected) return;
    this.#$around = this.#$svg.parentElement ?? this.#$svg;
    for (const type of EVENTS) this.#$svg.addEventListener(type, this);
    for (const type of MOVEMENTS) this.#$around.addEventListener(type, this);
  }

  /** Shows what can be read, if anything can just now. */
  #show() {
    if (!this.#$svg) return;
    const reading = this.isConnected ? this.#reading : null;
    if (this.#cursor) return this.#cursor.follow(reading);
    const { numbers = [], held = null } = reading ?? {};
    describe(this.#$svg, reading, held ?? numbers.at(-1) ?? null, null);
    if (held !== null) void this.#load();
  }

  /**
   * The picture is gone, or the figure is; or it stays, and has nothing to be read until
   * another of these comes. @override
   */
  disconnected() {
    for (const type of EVENTS) this.#$svg?.removeEventListener(type, this);
    for (const type of MOVEMENTS) {
      this.#$around?.removeEventListener(type, this);
    }
    this.#show();
  }

  /** The figure is back. @override */
  reconnected() {
    this.#hear();
    this.#show();
  }

  /** @param {Event} event - of the picture */
  handleEvent(event) {
    // The keys are those of its parts.
    if (event.type === 'keydown' && this.#reading?.hasParts) return;
    if (this.#cursor) {
      this.#cursor.handleEvent(event);
      return;
    }
    const { key, ctrlKey, altKey, metaKey } = /** @type {KeyboardEvent} */ (
      event
    );
    const isCommand = ctrlKey || altKey || metaKey;
    if (key && Object.hasOwn(MOVES, key) && !isCommand) event.preventDefault();
    this.#waiting.push(event);
    void this.#load();
  }

  async #load() {
    if (this.#isComing) return;
    this.#isComing = true;
    try {
      const { PlotCursor } = await import('./cursor.js');
      const $svg = /** @type {SVGElement} */ (this.#$svg);
      this.#cursor = new PlotCursor($svg);
      this.#show();
      for (const event of this.#waiting) this.#cursor.handleEvent(event);
    } catch {
      // Without a network the plot is a picture; the next event tries again.
      this.#isComing = false;
    }
    this.#waiting = [];
  }
}

/** `<svg ${reads(reading)}>` lets readers read values off the picture; null for none. */
export const reads = directive(Reads);

/**
 * How a plot is read.
 *
 * @typedef {object} Reading
 * @property {string} [label] - its name for assistive technology, if the picture has
 *   none
 * @property {string} [told] - likewise, the id of the text that has its conclusion
 * @property {Frame} frame - between the axes; its size is that of the picture
 * @property {readonly number[]} numbers - where there are values, ascending
 * @property {(number: number) => number} place - where each is along the axis, in CSS
 *   pixels
 * @property {(number: number) => Stop} at - the values there
 * @property {boolean} [hasParts] - whether parts of the picture take the focus: then
 *   the pointer alone reads it, and it is no slider
 * @property {boolean} [isDown] - whether the axis goes down, as in a chart of rows
 * @property {number | null} [held] - the number that is held and has a handle, if
 *   there is such a thing; null for the last
 * @property {(number: number | null) => void} [hold] - called on a press, a drag or a
 *   key; null on Escape
 * @property {(number: number) => void} [choose] - called on a click, Enter or Space
 */
