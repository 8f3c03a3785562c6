/** @import { ReactiveControllerHost, TemplateResult } from 'lit' */
/** @import { Frame } from './axes.js' */
/** @import { Scale } from './scale.js' */
import { html, nothing, svg } from 'lit';
import { moveTo, nearestIndex } from '../nearest.js';
import { line, plotText } from './axes.js';

/** How far each key moves the cursor: in positions, or in tenths of the range. */
const MOVES = Object.freeze({
  ArrowLeft: { by: -1 },
  ArrowDown: { by: -1 },
  ArrowRight: { by: 1 },
  ArrowUp: { by: 1 },
  PageDown: { by: -1, isLeap: true },
  PageUp: { by: 1, isLeap: true },
  Home: { by: -Infinity },
  End: { by: Infinity },
});

/** How far outside the axes the pointer still counts, as shares of their width. */
const BEFORE = 0.02;
const BEYOND = 0.1;

/** How wide a character of the tooltip is, on average, in em. */
const CHARACTER = 0.52;

/**
 * A vertical line that a reader moves over a plot, with the pointer or the keyboard,
 * to read the values there. For assistive technology it is a slider whose text has
 * the values.
 *
 * A click or a key pins it. It disappears with Escape, when the plot loses the focus,
 * or, unless pinned, when the pointer leaves. Other keys are left to the page.
 */
export class PlotCursor {
  #host;
  #options;
  /** @type {Picture | null} */
  #picture = null;
  /** @type {number | null} */
  #position = null;
  #isPinned = false;
  #hasFocus = false;

  /**
   * @param {Pick<ReactiveControllerHost, 'requestUpdate'>} host - its template
   *   has `surface` and `line`; drawn again when the cursor moves
   * @param {CursorOptions} options - what it reads
   */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
  }

  /** @returns {number | null} its position; null if it is not shown */
  get position() {
    return this.#position;
  }

  /** @returns {boolean} whether it remains when the pointer leaves */
  get isPinned() {
    return this.#isPinned;
  }

  /**
   * Sets the plot; to be called before `line` and `tooltip` in each rendering.
   *
   * @param {Picture} picture - as rendered now
   */
  follow(picture) {
    this.#picture = picture;
    // A new run may not have its position.
    if (this.#position !== null) {
      this.#position = this.#nearest(this.#position);
      this.#isPinned &&= this.#position !== null;
    }
  }

  /** @param {number | null} wanted - where to move, to the nearest position; null to hide it */
  point(wanted) {
    const position = wanted === null ? null : this.#nearest(wanted);
    if (position === this.#position) return;
    this.#position = position;
    this.#isPinned = position !== null;
    this.#host.requestUpdate();
  }

  /**
   * @param {unknown} content - the picture
   * @param {object} [options] - for the element around it
   * @param {string} [options.name] - a class
   * @param {string} [options.control] - its name for `hide`
   * @param {unknown} [options.room] - the directive of its `RoomController`
   * @returns {TemplateResult} the picture, which handles the keyboard and the pointer
   */
  surface(content, { name = '', control, room } = {}) {
    const { label, positions, text } = this.#options;
    const last = positions().at(-1) ?? 0;
    const position = this.#position ?? last;
    // Updating the text thirty times a second would cost more than drawing.
    const said =
      this.#hasFocus || this.#position !== null ? text(position) : nothing;
    return html`<div
      class="plot-surface ${name}"
      data-control=${control ?? nothing}
      tabindex="0"
      role="slider"
      aria-label=${label}
      aria-valuemin=${positions()[0] ?? 0}
      aria-valuemax=${last}
      aria-valuenow=${position}
      aria-valuetext=${said}
      @keydown=${this}
      @pointermove=${this}
      @pointerdown=${this}
      @pointerleave=${this}
      @focus=${this}
      @blur=${this}
      @click=${this}
      ${room ?? nothing}
    >
      ${content}
    </div>`;
  }

  /** @returns {TemplateResult | typeof nothing} the line, over the picture */
  line() {
    const x = this.#x();
    if (x === null || !this.#picture) return nothing;
    const { top, bottom } = this.#picture.frame;
    return line(x, top, x, bottom, 'plot-cursor');
  }

  /**
   * @param {readonly string[]} said - lines of text
   * @returns {TemplateResult | typeof nothing} a small panel on the roomier side of
   *   the line
   */
  tooltip(said) {
    const x = this.#x();
    if (x === null || !this.#picture || said.length === 0) return nothing;
    const { left, right, top, em } = this.#picture.frame;
    const longest = Math.max(...said.map(({ length }) => length));
    const width = (CHARACTER * longest + 1) * em;
    const height = (1.25 * said.length + 0.6) * em;
    const isLeft = x > (left + right) / 2;
    const start = isLeft ? x - width - 0.5 * em : x + 0.5 * em;
    return svg`<g class="plot-tip" aria-hidden="true">
      <rect x=${start} y=${top} width=${width} height=${height}></rect>
      ${said.map((words, index) => plotText(start + 0.5 * em, top + (1.2 + 1.25 * index) * em, words, { anchor: 'start' }))}
    </g>`;
  }

  /** @param {Event} event - of the surface; Lit calls this */
  handleEvent(event) {
    switch (event.type) {
      case 'keydown':
        this.#pressed(/** @type {KeyboardEvent} */ (event));
        break;
      case 'pointerdown':
        this.#pointed(/** @type {PointerEvent} */ (event));
        this.#isPinned = this.#position !== null;
        break;
      case 'pointermove':
        this.#pointed(/** @type {PointerEvent} */ (event));
        break;
      case 'pointerleave':
        if (!this.#isPinned) this.#move(null);
        break;
      case 'click':
        if (this.#position !== null) this.#options.onChoose?.(this.#position);
        break;
      case 'focus':
        this.#hasFocus = true;
        this.#host.requestUpdate();
        break;
      case 'blur':
        this.#hasFocus = false;
        this.#move(null);
    }
  }

  /** @param {KeyboardEvent} event - left to the page if the key is not used */
  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { positions, onChoose } = this.#options;
    const all = positions();
    const [first = 0, last = 0] = [all[0], all.at(-1)];
    const { key } = event;
    if (key === 'Escape' && this.#position !== null) {
      this.#move(null);
    } else if (
      onChoose &&
      (key === 'Enter' || key === ' ') &&
      this.#position !== null
    ) {
      onChoose(this.#position);
    } else if (Object.hasOwn(MOVES, key) && all.length > 0) {
      /** @type {{ by: number, isLeap?: boolean }} */
      const { by, isLeap } = MOVES[/** @type {keyof typeof MOVES} */ (key)];
      const from = this.#position ?? last;
      const tenth = Math.max(1, Math.round((last - first) / 10));
      const index = nearestIndex(all, from) + by;
      const next = all[Math.max(0, Math.min(all.length - 1, index))] ?? last;
      this.#isPinned = true;
      this.#move(isLeap ? moveTo(all, from, from + by * tenth) : next);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {PointerEvent} event - over the picture */
  #pointed(event) {
    if (!this.#picture) return;
    const { frame, x } = this.#picture;
    // A slide may scale the surface.
    const box = /** @type {HTMLElement} */ (
      event.currentTarget
    ).getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * frame.width;
    const share = (at - frame.left) / (frame.right - frame.left);
    if (share < -BEFORE || share > 1 + BEYOND) return;
    this.#isPinned &&= event.type === 'pointerdown';
    this.#move(x.invert(at));
  }

  /** @param {number | null} wanted - as for `point` */
  #move(wanted) {
    const position = wanted === null ? null : this.#nearest(wanted);
    if (position === null) this.#isPinned = false;
    if (position === this.#position) return;
    this.#position = position;
    this.#host.requestUpdate();
    this.#options.onMove?.(position);
  }

  /** @param {number} wanted @returns {number | null} the nearest position, if there is one */
  #nearest(wanted) {
    const positions = this.#options.positions();
    return positions[nearestIndex(positions, wanted)] ?? null;
  }

  /** @returns {number | null} where the line is, in CSS pixels */
  #x() {
    return this.#picture && this.#position !== null
      ? this.#picture.x(this.#position)
      : null;
  }
}

/**
 * @typedef {object} CursorOptions
 * @property {string} label - its name for assistive technology
 * @property {() => readonly number[]} positions - possible positions, ascending
 * @property {(position: number) => string} text - the values there, for assistive
 *   technology
 * @property {(position: number | null) => void} [onMove] - called when it has moved
 * @property {(position: number) => void} [onChoose] - called on a click, Enter or
 *   Space
 */

/**
 * @typedef {object} Picture
 * @property {Frame} frame - between the axes; its width is that of the surface
 * @property {((position: number) => number) & Pick<Scale, 'invert'>} x - the
 *   horizontal scale
 */
