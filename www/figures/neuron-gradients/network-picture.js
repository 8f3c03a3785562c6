import { html, nothing } from 'lit';
import { RoomController } from '../../kit/room-controller.js';
import { drawNetwork } from './network-drawing.js';
import { fitNetwork } from './network-layout.js';
import { moveFor } from './neuron-keys.js';

/** @import { ReactiveController } from 'lit' */
/** @import { Figure } from '../../kit/figure.js' */
/** @import { GradientHistory, GradientRow } from '../../run/gradient-history.js' */
/** @import { BarScale } from './bar-scale.js' */
/** @import { Place } from './neuron-keys.js' */
/** @import { NeuronGradientsState } from './state.js' */

/**
 * The picture of the network, as wide as it has room for. One of its neurons
 * is a stop of the keyboard; arrow keys go from there.
 *
 * @implements {ReactiveController}
 */
export class NetworkPicture {
  #figure;
  #room;
  /** @type {Place} The neuron that the keys have reached. */
  #place = { layer: 0, neuron: 0 };
  #hasFocus = false;
  #built = '';
  /** @type {import('./network-layout.js').NetworkLayout | null} */
  #layout = null;

  /** @param {Figure<NeuronGradientsState, any, any>} figure - the host */
  constructor(figure) {
    this.#figure = figure;
    this.#room = new RoomController(figure, { isFilled: true });
    figure.addController(this);
  }

  /** Notes whether the focus is on a neuron, which may be about to disappear. */
  hostUpdate() {
    this.#hasFocus = placeOf(this.#root?.activeElement ?? null) !== null;
  }

  /** Moves the focus to the neuron that the keys have reached. */
  hostUpdated() {
    if (!this.#hasFocus) return;
    const $stop = this.#root?.querySelector('.neurons-neuron[tabindex="0"]');
    if ($stop instanceof SVGElement && $stop !== this.#root?.activeElement) {
      $stop.focus();
    }
  }

  /**
   * @param {Shown | null} shown - what is drawn, once there is anything
   * @returns {unknown} a template
   */
  render(shown) {
    const { room } = this.#room;
    return html`<div>
      <div
        class="neurons-picture plot-canvas"
        data-control="drawing"
        @click=${(/** @type {Event} */ { target }) => this.#clicked(target)}
        @focusin=${(/** @type {Event} */ { target }) => this.#focused(target)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pressed(event)}
        ${this.#room.ref()}
      >
        ${room && shown ? this.#draw(room, shown) : nothing}
      </div>
    </div>`;
  }

  /** @returns {ShadowRoot | null} of the figure */
  get #root() {
    return this.#figure.shadowRoot;
  }

  /**
   * @param {import('../../kit/room-controller.js').Room} room @param {Shown} shown
   * @returns a template
   */
  #draw({ width, height, em }, shown) {
    const { gradients, row, scale, speeds, speedScale } = shown;
    const { neurons, first, layer, neuron } = this.#figure.state;
    const { widths } = gradients;
    const key = [...widths, neurons, first, width, height, em].join(' ');
    if (!this.#layout || this.#built !== key) {
      this.#built = key;
      this.#layout = fitNetwork({ widths, neurons, first }, width, height, em);
    }
    const { columns } = this.#layout;
    const { shown: drawn = [] } = columns[this.#place.layer] ?? {};
    const stop = drawn.includes(this.#place.neuron)
      ? this.#place
      : { layer: 0, neuron: columns[0]?.shown[0] ?? 0 };
    return drawNetwork(this.#layout, {
      layers: row.layers,
      scale,
      speeds,
      speedScale,
      inputs: shown.pixels * shown.pixels,
      stop,
      followed: { layer: layer - 1, neuron: neuron - 1 },
      isMoving: shown.isMoving,
    });
  }

  /** @param {EventTarget | null} target - that has the focus now */
  #focused(target) {
    const place = placeOf(target);
    if (!place) return;
    this.#place = place;
    this.#figure.requestUpdate();
  }

  /** @param {EventTarget | null} target - of a click */
  #clicked(target) {
    const place = placeOf(target);
    if (place) this.#choose(place);
  }

  /** @param {KeyboardEvent} event - keys without a use go on to the page */
  #pressed(event) {
    const figure = this.#figure;
    const { state } = figure;
    const place = placeOf(event.target);
    if (!place || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      this.#choose(place);
    } else if (event.key === 'Escape' && state.layer > 0) {
      figure.state = { layer: 0 };
    } else {
      const moved = moveFor(event.key, place, state);
      if (!moved) return;
      this.#place = moved.place;
      figure.state = { first: Math.max(1, moved.first) };
      figure.requestUpdate();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Place} place - of a neuron to follow, or no longer */
  #choose(place) {
    this.#place = place;
    const { state } = this.#figure;
    const [layer, neuron] = [place.layer + 1, place.neuron + 1];
    const isFollowed = state.layer === layer && state.neuron === neuron;
    this.#figure.state = isFollowed ? { layer: 0 } : { layer, neuron };
    this.#figure.requestUpdate();
  }
}

/**
 * @param {EventTarget | null} target - something in the picture
 * @returns {Place | null} the neuron it belongs to
 */
function placeOf(target) {
  const $neuron =
    target instanceof Element ? target.closest('[data-neuron]') : null;
  if (!$neuron) return null;
  return {
    layer: Number($neuron.getAttribute('data-layer')),
    neuron: Number($neuron.getAttribute('data-neuron')),
  };
}

/**
 * @typedef {object} Shown
 * @property {GradientHistory} gradients - of the run so far
 * @property {GradientRow} row - of the epoch shown
 * @property {BarScale} scale - of the bars
 * @property {readonly number[]} speeds - ‖δ‖ of each hidden layer
 * @property {BarScale} speedScale - of their columns
 * @property {number} pixels - side of the image
 * @property {boolean} isMoving - whether the numbers are to change soon
 */
