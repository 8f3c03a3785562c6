/** @import { ReactiveController, ReactiveElement } from 'lit' */

/** Wider or higher than this, in CSS pixels, no picture is drawn. */
const MOST = 4096;

/**
 * The room for the pictures of an element: the places in its template that have
 * the attribute `data-room`. The room is told by the browser rather than asked
 * for: asking in the middle of a frame makes it lay out everything once more.
 *
 * A place has its size from its container, by `contain: size` or by its width
 * alone; what is drawn in it never sets it.
 *
 * @implements {ReactiveController}
 */
export class RoomController {
  #host;
  /** @type {ResizeObserver | null} */
  #observer = null;
  /** @type {Map<string, Place>} */
  #places = new Map();

  /** @param {ReactiveElement} host - drawn again whenever a place has other room */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * @param {string} name - the value of its `data-room`
   * @returns {Room | null} its room; null before it is laid out, and where it is
   *   hidden
   */
  get(name) {
    const place = this.#places.get(name);
    if (!place || !(place.width >= 1) || !(place.em > 0)) return null;
    return {
      width: Math.min(MOST, Math.floor(place.width)),
      height: Math.min(MOST, Math.floor(place.height)),
      em: place.em,
    };
  }

  /** Part of the life of an element. */
  hostUpdated() {
    const { renderRoot } = this.#host;
    /** @type {NodeListOf<HTMLElement>} */
    const $found = renderRoot.querySelectorAll('[data-room]');
    /** @type {Set<string>} */
    const names = new Set();
    for (const $place of $found) {
      const name = $place.dataset['room'] ?? '';
      names.add(name);
      if (this.#places.get(name)?.$place !== $place) this.#watch(name, $place);
    }
    for (const name of this.#places.keys()) {
      if (!names.has(name)) this.#forget(name);
    }
  }

  /** Part of the life of an element. */
  hostConnected() {
    for (const { $place, $em } of this.#places.values()) {
      this.#start($place, $em);
    }
  }

  /** Part of the life of an element. */
  hostDisconnected() {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  /** @param {string} name - of a place @param {HTMLElement} $place - it */
  #watch(name, $place) {
    this.#forget(name);
    // Type may grow where the room does not: a thing 1 em wide tells its size.
    const $em = document.createElement('span');
    $em.className = 'plot-em';
    $em.setAttribute('aria-hidden', 'true');
    $place.prepend($em);
    this.#places.set(name, { $place, $em, width: NaN, height: NaN, em: NaN });
    this.#start($place, $em);
  }

  /** @param {string} name - of a place */
  #forget(name) {
    const place = this.#places.get(name);
    if (!place) return;
    this.#observer?.unobserve(place.$place);
    this.#observer?.unobserve(place.$em);
    place.$em.remove();
    this.#places.delete(name);
  }

  /** @param {...HTMLElement} $elements - to be heeded */
  #start(...$elements) {
    this.#observer ??= new ResizeObserver((entries) => this.#measured(entries));
    for (const $element of $elements) this.#observer.observe($element);
  }

  /** @param {readonly ResizeObserverEntry[]} entries - what has another size */
  #measured(entries) {
    let isOther = false;
    for (const { target, contentRect } of entries) {
      const { width, height } = contentRect;
      for (const place of this.#places.values()) {
        if (target === place.$em) {
          isOther ||= place.em !== width;
          place.em = width;
        } else if (target === place.$place) {
          isOther ||= place.width !== width || place.height !== height;
          Object.assign(place, { width, height });
        }
      }
    }
    if (isOther) this.#host.requestUpdate();
  }
}

/**
 * @typedef {object} Room
 * @property {number} width - in CSS pixels, whole
 * @property {number} height - in CSS pixels, whole; only for a place that has one
 *   of its own
 * @property {number} em - the size of the type, in CSS pixels
 */

/** @typedef {{ $place: HTMLElement, $em: HTMLElement, width: number, height: number, em: number }} Place */
