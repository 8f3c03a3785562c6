import { create } from '../../kit/create.js';
import {
  drawDeltas,
  drawLayers,
  drawProducts,
  drawSpread,
} from './jacobian-plots.js';
import { roomIn } from '../../kit/room.js';
import { jacobianWords as words } from './words.js';

/** Every picture of the matrices, drawn as wide as it has room for. */
export class Pictures {
  /** @type {Map<string, HTMLElement>} */
  canvases = new Map();
  $spreadWords = create('p', { class: 'jacobian-note' });
  $element;
  #observer;

  /** @param {() => void} onResize - told when the room has changed */
  constructor(onResize) {
    this.#observer = new ResizeObserver(onResize);
    this.$element = create(
      'div',
      { class: 'jacobian-charts' },
      this.#chart('products', words.productsTitle, words.legend),
      this.#chart('layers', words.layersTitle),
      this.#chart('gradient', words.deltasTitle),
      this.#chart(
        'spread',
        words.spreadTitle,
        words.spreadLegend,
        this.$spreadWords,
      ),
    );
  }

  /** Starts to heed the room. */
  watch() {
    this.#observer.observe(this.$element);
  }

  /** Stops to heed it. */
  unwatch() {
    this.#observer.disconnect();
  }

  /** @param {Readings} readings - the numbers */
  show(readings) {
    const { spread } = readings;
    const drawings = /** @type {const} */ ([
      ['products', drawProducts.bind(null, readings)],
      ['layers', drawLayers.bind(null, readings)],
      ['gradient', drawDeltas.bind(null, readings)],
      ['spread', spread ? drawSpread.bind(null, spread) : null],
    ]);
    // All sizes are read before anything is written: one layout a frame.
    const sized = drawings.map(([name, draw]) => {
      const $canvas = this.canvases.get(name);
      return { $canvas, draw, size: $canvas ? roomIn($canvas) : null };
    });
    for (const { $canvas, draw, size } of sized) {
      if (size) $canvas?.replaceChildren(...(draw ? [draw(size)] : []));
    }
  }

  /**
   * @param {string} name - for `hide`
   * @param {string} title - over the picture
   * @param {string} [legend] - what is to be seen in it
   * @param {HTMLElement} [$words] - under it
   * @returns {HTMLElement} the picture's place
   */
  #chart(name, title, legend, $words) {
    const $canvas = create('div', { class: 'jacobian-canvas' });
    this.canvases.set(name, $canvas);
    return create(
      'div',
      { class: `jacobian-chart is-${name}`, 'data-control': name },
      create('p', { class: 'jacobian-heading' }, title),
      $canvas,
      $words ?? null,
      legend ? create('p', { class: 'ug-hint' }, legend) : null,
    );
  }
}

/** @typedef {import('./jacobian-numbers.js').Readings} Readings */
