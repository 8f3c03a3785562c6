import { ref } from 'lit/directives/ref.js';

/** The largest width and height of a picture, in CSS pixels. */
const MOST = 4096;

/**
 * The space available to a picture, and its font size. It is observed, because
 * measuring in the middle of a frame would force another layout.
 *
 * The size of the element around a picture must depend on its surroundings, never
 * on the picture. The font size is that of an element 1 em wide inside it, so that
 * changes of the font size alone are observed as well.
 */
export class RoomController {
  #host;
  #isFilled;
  /** @type {Element | undefined} */
  #place;
  /** @type {HTMLElement | undefined} */
  #em;
  /** @type {ResizeObserver | undefined} */
  #observer;
  /**
   * Weak, since each opening of a drawer renders another element.
   *
   * @type {WeakMap<Element, DOMRectReadOnly>}
   */
  #sizes = new WeakMap();
  /** @type {Room | null} Null while it is not shown, as on a hidden slide. */
  room = null;

  /**
   * @param {RoomHost} host - the figure
   * @param {{ isFilled?: boolean }} [options] - whether the picture is to be as high
   *   as its place, which then has to have a height of its own, as on a stage
   */
  constructor(host, { isFilled = false } = {}) {
    this.#host = host;
    this.#isFilled = isFilled;
    host.rooms?.add(this);
    host.addController(this);
  }

  /** @returns {unknown} a directive for the element around the picture */
  ref() {
    return ref(this.#found);
  }

  /** Observes the element. */
  hostConnected() {
    if (this.#place) this.#observe(this.#place);
  }

  /** Stops observing it. */
  hostDisconnected() {
    this.#observer?.disconnect();
  }

  /** @param {boolean} isPrinting - measures at once if so, else in time */
  layOut(isPrinting) {
    if (!this.#place || !this.#em) return;
    if (!isPrinting) {
      this.#observer?.disconnect();
      this.#observe(this.#place);
      return;
    }
    // As laid out, whatever scales the page.
    const { width, height } = getComputedStyle(this.#place);
    const em = parseFloat(getComputedStyle(this.#em).width);
    this.#adopt({ width: parseFloat(width), height: parseFloat(height) }, em);
  }

  /** @param {Element | undefined} place - the element around the picture, if rendered */
  #found = (place) => {
    this.#observer?.disconnect();
    this.#em?.remove();
    this.#place = place;
    if (place) this.#observe(place);
  };

  /** @param {Element} place - the element around the picture */
  #observe(place) {
    this.#observer = new ResizeObserver((entries) => this.#measured(entries));
    this.#em ??= document.createElement('span');
    this.#em.className = 'ug-em';
    this.#em.setAttribute('aria-hidden', 'true');
    place.prepend(this.#em);
    this.#observer.observe(place);
    this.#observer.observe(this.#em);
  }

  /** @param {readonly ResizeObserverEntry[]} entries - with new sizes */
  #measured(entries) {
    for (const { target, contentRect } of entries) {
      this.#sizes.set(target, contentRect);
    }
    const [place, em] = [this.#place, this.#em].map(
      ($part) => $part && this.#sizes.get($part),
    );
    // While the figure is printed, it keeps what was measured for the paper.
    if (!place || !em || (this.#host.isPrinting && this.room)) {
      return;
    }
    this.#adopt(place, em.width);
  }

  /**
   * @param {{ width: number, height: number }} place - its size
   * @param {number} em - the font size
   */
  #adopt(place, em) {
    const width = Math.min(MOST, Math.floor(place.width));
    const height = this.#isFilled
      ? Math.min(MOST, Math.floor(place.height))
      : 0;
    const next = width >= 1 && em > 0 ? { width, height, em } : null;
    const { room } = this;
    if (
      next?.width === room?.width &&
      next?.height === room?.height &&
      next?.em === room?.em
    ) {
      return;
    }
    this.room = next;
    this.#host.requestUpdate();
  }
}

/**
 * @typedef {import('lit').ReactiveControllerHost & {
 *   rooms?: Set<{ layOut: (isPrinting: boolean) => void }>,
 *   isPrinting?: boolean }} RoomHost
 */

/**
 * @typedef {object} Room
 * @property {number} width - in CSS pixels, whole
 * @property {number} height - likewise; 0 where the picture has a height of its own
 * @property {number} em - the font size, in CSS pixels
 */
