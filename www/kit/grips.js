/**
 * What can be taken hold of in a picture: places over it that a pointer drags and
 * arrow keys move. They lie over the picture, not in it, since a picture is one
 * image to assistive technology.
 */
import { html, nothing } from 'lit';
import { setStyles } from './set-styles.js';

/** What each key moves, in steps. @type {Readonly<Record<string, Place>>} */
const MOVES = Object.freeze({
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
  PageUp: { x: 0, y: 10 },
  PageDown: { x: 0, y: -10 },
});

/** The grips of one picture. */
export class Grips {
  #host;
  #options;
  /** @type {{ name: string, offset: Place } | null} The grip that is held. */
  #held = null;

  /**
   * @param {Pick<import('./figure.js').Figure<any, any, any>, 'requestUpdate' | 'isUpdatePending' | 'performUpdate'>} host -
   *   its template has them beside the picture, in the same place
   * @param {object} [options] - who is told
   * @param {(name: string) => void} [options.taken] - a grip is taken hold of
   * @param {() => void} [options.left] - it is let go
   */
  constructor(host, options = {}) {
    this.#host = host;
    this.#options = options;
  }

  /** @returns {string | null} the grip that is held by a pointer */
  get held() {
    return this.#held?.name ?? null;
  }

  /**
   * @param {Grip} grip - where it is, and what it does
   * @returns {unknown} a template
   */
  render(grip) {
    const { name, control, label, x, y, width, height, axis, now } = grip;
    const isBox = width !== undefined;
    const keyed = now
      ? { role: 'slider', tabindex: '0' }
      : { role: undefined, tabindex: undefined };
    return html`<div
      class="ug-grip is-${axis}${isBox ? ' is-box' : ''}${this.held === name ? ' is-held' : ''}"
      data-grip=${name}
      data-control=${control ?? nothing}
      title=${label}
      role=${keyed.role ?? nothing}
      tabindex=${keyed.tabindex ?? nothing}
      aria-label=${now ? label : nothing}
      aria-orientation=${now ? (axis === 'vertical' ? 'vertical' : 'horizontal') : nothing}
      aria-valuemin=${now?.min ?? nothing}
      aria-valuemax=${now?.max ?? nothing}
      aria-valuenow=${now?.value ?? nothing}
      aria-valuetext=${now?.text ?? nothing}
      ${setStyles({
        left: `${x}px`,
        top: `${y}px`,
        width: isBox ? `${width}px` : null,
        height: isBox ? `${height}px` : null,
      })}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#take(event, grip)}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#drag(event, grip)}
      @pointerup=${() => this.#leave(grip)}
      @pointercancel=${() => this.#leave(grip)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#press(event, grip)}
    ></div>`;
  }

  /** @param {PointerEvent} event @param {Grip} grip */
  #take(event, grip) {
    if (event.button !== 0) return;
    const $grip = /** @type {HTMLElement} */ (event.currentTarget);
    $grip.setPointerCapture(event.pointerId);
    const at = placeIn($grip, event);
    // Taken at its side, it does not jump.
    this.#held = {
      name: grip.name,
      offset: { x: grip.x - at.x, y: grip.y - at.y },
    };
    this.#options.taken?.(grip.name);
    this.#host.requestUpdate();
  }

  /** @param {PointerEvent} event @param {Grip} grip */
  #drag(event, grip) {
    if (this.#held?.name !== grip.name) return;
    const { offset } = this.#held;
    const at = placeIn(/** @type {HTMLElement} */ (event.currentTarget), event);
    grip.drag({ x: at.x + offset.x, y: at.y + offset.y });
  }

  /** @param {Grip} grip - that is let go */
  #leave({ name }) {
    if (this.#held?.name !== name) return;
    this.#held = null;
    this.#options.left?.();
    this.#host.requestUpdate();
  }

  /** @param {KeyboardEvent} event - left to the page if it moves nothing @param {Grip} grip */
  #press(event, grip) {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    // Along a single axis all arrows mean more or less.
    const along = move.x + move.y;
    const by =
      grip.axis === 'both'
        ? move
        : grip.axis === 'vertical'
          ? { x: 0, y: along }
          : { x: along, y: 0 };
    grip.step(by);
    event.preventDefault();
    // The next step, from where this one leads, may come before the next frame.
    if (this.#host.isUpdatePending) this.#host.performUpdate();
  }
}

/**
 * @param {HTMLElement} $grip - in the place of the picture
 * @param {PointerEvent} event
 * @returns {Place} where the pointer is in that place, as laid out: a slide may
 *   scale it
 */
function placeIn($grip, event) {
  const $place = /** @type {HTMLElement} */ ($grip.parentElement);
  const box = $place.getBoundingClientRect();
  return {
    x: (event.clientX - box.left) * ($place.offsetWidth / box.width),
    y: (event.clientY - box.top) * ($place.offsetHeight / box.height),
  };
}

/** @typedef {{ x: number, y: number }} Place In CSS pixels from the left and the top; of keys, steps to the right and up */

/**
 * @typedef {object} Grip
 * @property {string} name - tells it from the others
 * @property {string} [control] - its name for `hide`
 * @property {string} label - what it is, and how it is moved
 * @property {number} x - its middle, or the left side of a box
 * @property {number} y - its middle, or the top of a box
 * @property {number} [width] - of a box
 * @property {number} [height] - of a box
 * @property {'horizontal' | 'vertical' | 'both'} axis - along which it moves
 * @property {{ value: number, min: number, max: number, text: string }} [now] - for
 *   assistive technology and the keyboard, which do without it where others do the same
 * @property {(to: Place) => void} drag - moves it to a place in the picture
 * @property {(by: Place) => void} step - moves it by so many steps
 */
