import { ref } from 'lit/directives/ref.js';

/**
 * The room that a picture has. It is told rather than asked for: to ask in the
 * middle of a frame makes the browser lay everything out once more.
 */
export class RoomController {
  #host;
  /** @type {Element | undefined} */
  #place;
  /** @type {ResizeObserver | undefined} */
  #observer;
  /** @type {{ width: number, em: number } | null} None on a hidden slide. */
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
    this.#place = place;
    if (place) this.#observe(place);
  };

  /** @param {Element} place - of the picture */
  #observe(place) {
    this.#observer = new ResizeObserver(() => {
      const width = Math.floor(place.clientWidth);
      const em = parseFloat(getComputedStyle(place).fontSize);
      this.room = width < 1 ? null : { width, em };
      this.#host.requestUpdate();
    });
    this.#observer.observe(place);
  }
}
