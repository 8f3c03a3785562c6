/** A pad that digits are drawn on, by mouse, finger, pen or keyboard. */
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { PEN, SIDE } from './ink.js';
import { readerWords as words } from './words.js';

/** @import { Place } from './ink.js' */

/** Pixels along the side of the canvas. */
const PIXELS = 448;

/** How far an arrow key moves the pen. */
const STEP = 0.04;

/** @type {Readonly<Record<string, Place>>} */
const MOVES = Object.freeze({
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
});

/** What is drawn, or an image in its place. */
export class Pad {
  /** @type {Place[][]} */
  strokes = [];
  /** @type {Uint8Array | null} Shown until somebody draws. */
  image = null;

  #changed;
  /** @type {HTMLCanvasElement | null} */
  #$canvas = null;
  /** @type {number | null} The pointer that draws. */
  #pointer = null;
  /** Where the keys move the pen. @type {Place} */
  #pen = { x: 0.5, y: 0.3 };
  #isDown = false;
  #hasFocus = false;

  /** @param {() => void} changed - told when there is something else on it */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @returns {boolean} whether there is nothing on it */
  get isEmpty() {
    return this.image === null && this.strokes.length === 0;
  }

  /** Takes away all that is drawn. */
  clear() {
    this.show(null);
  }

  /** Takes away the last stroke, or the image. */
  undo() {
    this.#isDown = false;
    if (this.image) this.image = null;
    else this.strokes = this.strokes.slice(0, -1);
    this.#draw();
  }

  /** @param {Uint8Array | null} image - in place of what is drawn */
  show(image) {
    this.#isDown = false;
    this.strokes = [];
    this.image = image;
    this.#draw();
  }

  /** @returns {unknown} a template */
  render() {
    return html`<canvas
      class="reader-pad"
      width=${PIXELS}
      height=${PIXELS}
      tabindex="0"
      role="application"
      aria-label=${words.pad}
      title=${words.keys}
      ${ref(this.#adopt)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#down(event)}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#move(event)}
      @pointerup=${() => this.#lift()}
      @pointercancel=${() => this.#lift()}
      @lostpointercapture=${() => this.#lift()}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#press(event)}
      @focus=${() => this.#focus(true)}
      @blur=${() => this.#focus(false)}
    ></canvas>`;
  }

  /**
   * One function for all renderings, or each would adopt the canvas anew.
   *
   * @param {Element | undefined} $canvas
   */
  #adopt = ($canvas) => {
    this.#$canvas = $canvas instanceof HTMLCanvasElement ? $canvas : null;
    $canvas?.addEventListener('contextrestored', () => this.#paint());
    this.#paint();
  };

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || this.#pointer !== null) return;
    const $canvas = /** @type {HTMLElement} */ (event.currentTarget);
    $canvas.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#isDown = false;
    this.#begin(placeOf(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    const places = (events.length > 0 ? events : [event]).map((one) =>
      placeOf(one, /** @type {HTMLElement} */ (event.currentTarget)),
    );
    for (const place of places) this.#go(place);
    this.#draw();
  }

  #lift() {
    this.#pointer = null;
  }

  /** @param {KeyboardEvent} event - left to the page if it does nothing here */
  #press(event) {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey) return;
    const by = MOVES[key];
    if (by) {
      const { x, y } = this.#pen;
      this.#pen = within({ x: x + by.x, y: y + by.y });
      if (this.#isDown) this.#go(this.#pen);
      this.#draw();
    } else if (key === ' ') {
      if (event.repeat) return event.preventDefault();
      this.#isDown = !this.#isDown;
      if (this.#isDown) this.#begin(this.#pen);
      else this.#draw();
    } else if (key === 'Backspace') this.undo();
    else if (key === 'Delete') this.clear();
    else return;
    event.preventDefault();
  }

  /** @param {boolean} hasFocus - by which the pen is shown */
  #focus(hasFocus) {
    this.#hasFocus = hasFocus;
    if (!hasFocus) this.#isDown = false;
    this.#paint();
  }

  /** @param {Place} place - of a new stroke */
  #begin(place) {
    this.image = null;
    this.strokes = [...this.strokes, [place]];
    this.#pen = place;
    this.#draw();
  }

  /** @param {Place} place - where the stroke goes on */
  #go(place) {
    this.strokes.at(-1)?.push(place);
    this.#pen = place;
  }

  #draw() {
    this.#paint();
    this.#changed();
  }

  #paint() {
    const context = this.#$canvas?.getContext('2d');
    if (!context) return;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, PIXELS, PIXELS);
    context.fillStyle = context.strokeStyle = '#000';
    if (this.image) this.#paintImage(context, this.image);
    context.lineWidth = 2 * PEN * PIXELS;
    context.lineCap = context.lineJoin = 'round';
    for (const stroke of this.strokes) {
      context.beginPath();
      // A line without a length has no caps in some browsers.
      const [{ x, y } = this.#pen] = stroke;
      context.moveTo(x * PIXELS, y * PIXELS + 0.01);
      for (const to of stroke) context.lineTo(to.x * PIXELS, to.y * PIXELS);
      context.stroke();
    }
    // Where the keys are.
    if (!this.#hasFocus || this.#pointer !== null) return;
    context.lineWidth = 3;
    context.strokeStyle = '#c2410c';
    context.beginPath();
    const { x, y } = this.#pen;
    context.arc(x * PIXELS, y * PIXELS, PEN * PIXELS, 0, 2 * Math.PI);
    if (this.#isDown) {
      context.fillStyle = '#c2410c';
      context.fill();
    }
    context.stroke();
  }

  /** @param {CanvasRenderingContext2D} context @param {Uint8Array} image */
  #paintImage(context, image) {
    const size = PIXELS / SIDE;
    for (const [at, ink] of image.entries()) {
      const grey = 255 - ink;
      context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      const [column, row] = [at % SIDE, Math.floor(at / SIDE)];
      context.fillRect(column * size, row * size, size, size);
    }
  }
}

/**
 * @param {PointerEvent} event
 * @param {HTMLElement} [$pad]
 * @returns {Place} where it is on the pad
 */
function placeOf(event, $pad = /** @type {any} */ (event.currentTarget)) {
  const { left, top, width, height } = $pad.getBoundingClientRect();
  return within({
    x: (event.clientX - left) / width,
    y: (event.clientY - top) / height,
  });
}

/** @param {Place} place @returns {Place} the nearest at which the pen's ink is on the pad */
function within({ x, y }) {
  const inside = (/** @type {number} */ at) =>
    Math.min(1 - PEN, Math.max(PEN, at));
  return { x: inside(x), y: inside(y) };
}
