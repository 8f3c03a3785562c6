/** @import { Reading } from './reads.js' */
import { nothing, render, svg } from 'lit';
import { moveTo, nearestIndex } from '../nearest.js';
import { line, px } from './axes.js';
import { describe, MOVES } from './reads.js';
import { spoken, tooltip } from './tooltip.js';

/** How far outside the axes the pointer still counts, as shares of their length. */
const BEFORE = 0.02;
const BEYOND = 0.1;

/** Radii in em: of the dots on the lines, and of the handle. */
const DOT = 0.36;
const GRIP = 0.5;

/**
 * Reads the values of a plot: a line that the pointer or the keyboard moves, with
 * dots on the curves and a tooltip. For assistive technology the picture is a slider
 * whose text has the values.
 *
 * A press or a key pins it. It disappears with Escape, when the plot loses the focus,
 * or, unless pinned, when the pointer leaves. Other keys are left to the page.
 *
 * If the reading has `hold`, presses, drags and keys also move what it holds, such as
 * the epoch that a figure shows.
 */
export class PlotCursor {
  #$svg;
  #paint;
  /** @type {Reading | null} */
  #reading = null;
  /** @type {number | null} */
  #position = null;
  /** @type {number | null} Where the pointer is across the axis, in CSS pixels. */
  #height = null;
  #isPinned = false;
  #isHolding = false;
  #hasFocus = false;

  /**
   * @param {SVGElement} $svg - the picture, without transformations
   * @param {(content: unknown) => void} [paint] - shows a template in front of it
   */
  constructor($svg, paint = painter($svg)) {
    this.#$svg = $svg;
    this.#paint = paint;
  }

  /** @returns {number | null} where the tooltip is; null if it is not shown */
  get position() {
    return this.#position;
  }

  /** @param {Reading | null} reading - as the picture is drawn now */
  follow(reading) {
    const before = this.#reading?.held ?? null;
    this.#reading = reading;
    const held = reading?.held ?? null;
    // What was moved elsewhere, such as by a scrubber.
    if (held !== null && held !== before && this.#isPinned) {
      this.#position = held;
    }
    // A new run may not have its position.
    if (this.#position !== null) this.#position = this.#nearest(this.#position);
    this.#isPinned &&= this.#position !== null;
    this.#draw();
  }

  /** @param {Event} event - of the picture */
  handleEvent(event) {
    if (!this.#reading) return;
    switch (event.type) {
      case 'keydown':
        this.#pressed(/** @type {KeyboardEvent} */ (event));
        break;
      case 'pointerdown':
      case 'pointermove':
        this.#pointed(/** @type {PointerEvent} */ (event));
        break;
      case 'pointerup':
      case 'pointercancel':
        this.#isHolding = false;
        break;
      case 'pointerleave':
        if (!this.#isPinned) this.#move(null);
        break;
      case 'click':
        if (this.#position !== null) this.#reading.choose?.(this.#position);
        break;
      case 'focus':
      case 'blur':
        this.#hasFocus = event.type === 'focus';
        if (this.#hasFocus) this.#draw();
        else this.#move(null);
    }
  }

  /** @param {KeyboardEvent} event - left to the page if the key is not used */
  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { numbers = [], held, isDown, choose, hold } = this.#reading ?? {};
    const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
    const { key } = event;
    if (key === 'Escape' && this.#position !== null) {
      this.#move(null);
      hold?.(null);
    } else if (
      choose &&
      (key === 'Enter' || key === ' ') &&
      this.#position !== null
    ) {
      choose(this.#position);
    } else if (Object.hasOwn(MOVES, key) && numbers.length > 0) {
      /** @type {{ by: number, isLeap?: boolean }} */
      const { by: along, isLeap } =
        MOVES[/** @type {keyof typeof MOVES} */ (key)];
      const by = isDown && /Up|Down/.test(key) ? -along : along;
      const from = this.#position ?? held ?? last;
      const index = nearestIndex(numbers, from) + by;
      const next =
        numbers[Math.max(0, Math.min(numbers.length - 1, index))] ?? last;
      this.#isPinned = true;
      this.#height = null;
      this.#move(
        isLeap
          ? moveTo(numbers, from, from + (by * (last - first)) / 10)
          : next,
      );
      hold?.(this.#position);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {PointerEvent} event - over the picture */
  #pointed({ type, target, buttons, pointerId, clientX, clientY }) {
    if (!this.#reading) return;
    const { frame, numbers, place, isDown, hold } = this.#reading;
    // A slide may scale the picture.
    const box = this.#$svg.getBoundingClientRect();
    const across = ((clientX - box.left) / box.width) * frame.width;
    const up = ((clientY - box.top) / box.height) * frame.height;
    const [at, from, to] = isDown
      ? [up, frame.top, frame.bottom]
      : [across, frame.left, frame.right];
    const share = (at - from) / (to - from);
    const isInside =
      across >= 0 && across <= frame.width && up >= 0 && up <= frame.height;
    // What lies over the picture is being dragged.
    const isOthers = Boolean(buttons) && this.#isOthers(type, target);
    if (!this.#isHolding) {
      if (!isInside || isOthers) {
        if (!this.#isPinned) this.#move(null);
        return;
      }
      if (share < -BEFORE || share > 1 + BEYOND) return;
    }
    if (type === 'pointerdown') {
      this.#isPinned = true;
      this.#isHolding = hold !== undefined;
      if (hold) this.#$svg.setPointerCapture?.(pointerId);
    } else if (!buttons) {
      this.#isPinned = false;
    }
    const distance = (/** @type {number} */ number) =>
      Math.abs(place(number) - at);
    const [first = null] = numbers;
    this.#height = up;
    this.#move(
      numbers.reduce(
        (best, number) =>
          best === null || distance(number) < distance(best) ? number : best,
        first,
      ),
    );
    if (this.#isHolding) hold?.(this.#position);
  }

  /**
   * @param {string} type - of a pointer event
   * @param {EventTarget | null} target - null once it was handled
   * @returns {boolean} whether something in or over the picture is being dragged
   */
  #isOthers(type, target) {
    const $target = /** @type {Element | null} */ (target);
    if (!this.#$svg.contains($target)) return type === 'pointermove';
    const $part = $target?.closest('[tabindex]') ?? this.#$svg;
    return $part !== this.#$svg && this.#$svg.contains($part);
  }

  /** @param {number | null} position - one of the numbers; null to hide it */
  #move(position) {
    this.#isPinned &&= position !== null;
    this.#position = position;
    this.#draw();
  }

  /** @param {number} wanted @returns {number | null} the nearest number, if there is one */
  #nearest(wanted) {
    const { numbers = [] } = this.#reading ?? {};
    return numbers[nearestIndex(numbers, wanted)] ?? null;
  }

  #draw() {
    const reading = this.#reading;
    const { held, at } = reading ?? {};
    const shown = this.#nearest(this.#position ?? held ?? Infinity);
    // Saying it thirty times a second would cost more than drawing.
    const isSaid =
      shown !== null && (this.#hasFocus || this.#position !== null);
    describe(
      this.#$svg,
      reading,
      shown,
      at && isSaid ? spoken(at(shown)) : null,
    );
    const content = reading
      ? overlay(reading, this.#position, this.#height)
      : nothing;
    this.#paint(content);
  }
}

/**
 * @param {SVGElement} $svg - a picture
 * @returns {(content: unknown) => void} shows a template in front of it
 */
function painter($svg) {
  /** @type {Element | undefined} */
  let $over;
  return (content) => {
    if (content === nothing) {
      $over?.remove();
      $over = undefined;
      return;
    }
    if (!$over) {
      $over = document.createElementNS($svg.namespaceURI, 'g');
      $over.setAttribute('class', 'plot-over');
      $over.setAttribute('aria-hidden', 'true');
      $svg.append($over);
    }
    render(content, /** @type {any} */ ($over));
  };
}

/**
 * @param {Reading} reading - of a plot
 * @param {number | null} position - where the tooltip is, if it is shown
 * @param {number | null} height - where the pointer is; null for the keyboard
 * @returns {unknown} lines and dots at the position and at what is held, the handle,
 *   and the tooltip
 */
export function overlay(reading, position, height) {
  const { frame, numbers, place, at, held = null, hold, isDown } = reading;
  const { top, bottom, em } = frame;
  const marker = (/** @type {number} */ number) => {
    const stop = at(number);
    const x = stop.x ?? place(number);
    return [
      isDown ? nothing : line(x, top, x, bottom, 'plot-cursor'),
      stop.marks
        .filter(({ y = NaN }) => Number.isFinite(y))
        .map(
          ({ y = 0, colour }) =>
            svg`<circle class="plot-tip-dot" color=${colour ?? nothing} cx=${px(x)} cy=${px(y)} r=${px(DOT * em)}></circle>`,
        ),
    ];
  };
  if (position === null && held === null) return nothing;
  const gripped = held ?? numbers.at(-1);
  const parts = [
    held === null || held === position ? nothing : marker(held),
    position === null ? nothing : marker(position),
    hold && reading.held !== undefined && gripped !== undefined
      ? svg`<circle class="plot-grip" cx=${px(place(gripped))} cy=${px(bottom)} r=${px(GRIP * em)}></circle>`
      : nothing,
  ];
  if (position === null) return parts;
  const stop = at(position);
  const x = stop.x ?? place(position);
  const { y: middle = NaN } = stop.marks[stop.marks.length >> 1] ?? {};
  const y = height ?? (Number.isFinite(middle) ? middle : (top + bottom) / 2);
  return [parts, tooltip(stop, { x, y }, frame)];
}
