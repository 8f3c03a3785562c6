import { ref } from 'lit/directives/ref.js';

/** Wider or higher than this, in CSS pixels, no picture is drawn. */
const MOST = 4096;

/**
 * The room that a picture has. It is told rather than asked for: to ask in the
 * middle of a frame makes the browser lay everything out once more.
 *
 * A place has its size from what it stands in, never from its picture. The size
 * of its type is that of a thing 1 em wide in it, for type may grow where the
 * room does not.
 */
export class RoomController {
  #host;
  /** @type {Element | undefined} */
  #place;
  /** @type {HTMLElement | undefined} */
  #em;
  /** @type {ResizeObserver | undefined} */
  #observer;
  /** @type {Map<Element | undefined, DOMRectReadOnly>} */
  #sizes = new Map();
  /** @type {Room | null} None on a hidden slide. */
  room = null;

  /** @param {import('lit').ReactiveControllerHost} host - the figure */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** @returns {unknown} a directive for the place of the picture */
  ref() {
    return ref(this.#found);
  }

  /** Heeds the room again. */
  hostConnected() {
    if (this.#place) this.#observe(this.#place);
  }

  /** Stops to heed it. */
  hostDisconnected() {
    this.#observer?.disconnect();
  }

  /** @param {Element | undefined} place - where the picture is, if anywhere */
  #found = (place) => {
    this.#observer?.disconnect();
    this.#em?.remove();
    this.#place = place;
    if (place) this.#observe(place);
  };

  /** @param {Element} place - of the picture */
  #observe(place) {
    this.#observer = new ResizeObserver((entries) => this.#measured(entries));
    this.#em ??= document.createElement('span');
    this.#em.className = 'ug-em';
    this.#em.setAttribute('aria-hidden', 'true');
    place.prepend(this.#em);
    this.#observer.observe(place);
    this.#observer.observe(this.#em);
  }

  /** @param {readonly ResizeObserverEntry[]} entries - with sizes that are new */
  #measured(entries) {
    for (const { target, contentRect } of entries) {
      this.#sizes.set(target, contentRect);
    }
    const place = this.#sizes.get(this.#place);
    const em = this.#sizes.get(this.#em)?.width;
    if (!place || em === undefined) return;
    const width = Math.min(MOST, Math.floor(place.width));
    const height = Math.min(MOST, Math.floor(place.height));
    const next = width < 1 || em === 0 ? null : { width, height, em };
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
 * @typedef {object} Room
 * @property {number} width - in CSS pixels, whole
 * @property {number} height - likewise; of use only where the place has one of its
 *   own, and is not as high as its picture
 * @property {number} em - the size of the type, in CSS pixels
 */
