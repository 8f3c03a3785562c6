import { create } from './create.js';

/**
 * @param {HTMLElement} $canvas - the place for a picture
 * @returns {{ width: number, em: number } | null} the room in it; none on a
 *   hidden slide, where a picture is drawn when it appears
 */
export function roomIn($canvas) {
  const width = Math.floor($canvas.clientWidth);
  if (width === 0) return null;
  return { width, em: parseFloat(getComputedStyle($canvas).fontSize) };
}

/**
 * The room for pictures that are redrawn in every frame. It is told rather than
 * asked for: to ask in the middle of a frame makes the browser lay everything
 * out once more.
 */
export class Rooms {
  #places;
  #observer;
  /** @type {Map<Element, number>} */
  #widths = new Map();

  /**
   * @param {readonly HTMLElement[]} $canvases - the places for pictures
   * @param {() => void} onChange - told when one has other room
   */
  constructor($canvases, onChange) {
    // Type grows without the room where its size alone is set: what is 1 em
    // wide tells how large it is.
    this.#places = $canvases.map(($canvas) => ({
      $canvas,
      $em: create('span', { class: 'ug-em', 'aria-hidden': 'true' }),
    }));
    this.#observer = new ResizeObserver((entries) => {
      let isOther = false;
      for (const { target, contentRect } of entries) {
        isOther ||= this.#widths.get(target) !== contentRect.width;
        this.#widths.set(target, contentRect.width);
      }
      if (isOther) onChange();
    });
  }

  /** Starts to heed them; they have to be in their figure by now. */
  watch() {
    for (const { $canvas, $em } of this.#places) {
      if (!$em.isConnected) $canvas.before($em);
      this.#observer.observe($canvas);
      this.#observer.observe($em);
    }
  }

  /** Stops to heed them. */
  unwatch() {
    this.#observer.disconnect();
    this.#widths.clear();
  }

  /** @returns {(ReturnType<typeof roomIn>)[]} the room in each */
  get sizes() {
    return this.#places.map(({ $canvas, $em }) => {
      const width = this.#widths.get($canvas);
      const em = this.#widths.get($em);
      // Before the first word of it there is nothing for it but to ask.
      if (width === undefined || em === undefined) return roomIn($canvas);
      return width < 1 ? null : { width: Math.floor(width), em };
    });
  }
}
