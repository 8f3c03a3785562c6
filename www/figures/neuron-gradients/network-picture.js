import { create } from '../../kit/create.js';
import { NeuronDrawing } from './neuron-drawing.js';
import { layoutNeurons } from './neuron-layout.js';
import { formatNumber } from '../../kit/numbers.js';
import { neuronName } from './words.js';
import { moveFor } from './neuron-keys.js';

/** @import { NeuronGradientsState } from './state.js' */

/**
 * The picture of the network, as wide as it has room for. One of its neurons
 * is a stop of the keyboard; arrow keys go from there.
 */
export class NetworkPicture {
  $element = create('div', {
    class: 'neurons-picture',
    'data-control': 'drawing',
  });
  /** @type {NeuronDrawing | null} */
  #drawing = null;
  #built = '';
  /** @type {{ layer: number, neuron: number }} From 0; where the keys stand. */
  #place = { layer: 0, neuron: 0 };
  #isToFocus = false;
  /** @type {NeuronGradientsState | null} */
  #state = null;
  #actions;
  #observer;

  /** @param {PictureActions} actions - what is done with it */
  constructor(actions) {
    this.#actions = actions;
    this.#observer = new ResizeObserver(actions.resized);
    this.$element.addEventListener('click', (event) => {
      const place = placeOf(event.target);
      if (!place) return;
      this.#place = place;
      this.#choose();
    });
    this.$element.addEventListener('keydown', (event) => this.#pressed(event));
  }

  /** @param {AbortSignal} signal - ends following the size */
  observe(signal) {
    this.#observer.observe(this.$element);
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  /** @returns {SVGSVGElement | null} the picture, once there is one */
  get $svg() {
    return this.#drawing?.$svg ?? null;
  }

  /**
   * @param {NeuronGradientsState} state - of the figure
   * @param {object} shown - what is drawn
   * @param {readonly Float64Array[]} shown.layers - a number a neuron
   * @param {import('../../kit/bar-scale.js').BarScale} shown.scale - of bars
   * @param {boolean} shown.isMoving - whether the numbers are to change soon
   */
  show(state, { layers, scale, isMoving }) {
    this.#state = state;
    const width = this.$element.clientWidth;
    if (width <= 0) return;
    const em = parseFloat(getComputedStyle(this.$element).fontSize);
    const { hidden: widths, neurons, first, pixels } = state;
    const { kind, low, high } = scale;
    const key = [widths, neurons, first, pixels, kind, low, high, width, em];
    if (this.#built !== key.join(' ')) {
      this.#built = key.join(' ');
      const hadFocus = this.$element.contains(focused(this.$element));
      const layout = layoutNeurons({ widths, neurons, first }, width, em);
      const inputs = pixels * pixels;
      this.#drawing = new NeuronDrawing(layout, { widths, inputs, scale });
      this.$element.replaceChildren(this.#drawing.$svg);
      this.#isToFocus ||= hadFocus;
    }
    this.#drawing?.show(layers, scale);
    this.#name(layers, isMoving);
  }

  /**
   * Says the numbers where they stand still, marks the neuron that is
   * followed, and keeps one neuron as the stop of the keyboard.
   *
   * @param {readonly Float64Array[]} layers - a number a neuron
   * @param {boolean} isMoving - whether the numbers are to change soon
   */
  #name(layers, isMoving) {
    const $neurons = this.$element.querySelectorAll('[data-neuron]');
    const followed = `${(this.#state?.layer ?? 0) - 1} ${(this.#state?.neuron ?? 0) - 1}`;
    const $stop =
      this.#drawing?.neuron(this.#place.layer, this.#place.neuron) ??
      $neurons[0];
    for (const $neuron of $neurons) {
      const place = placeOf($neuron);
      if (!place) continue;
      const { layer, neuron } = place;
      const value = isMoving
        ? ''
        : formatNumber(layers[layer]?.[neuron] ?? NaN, 5);
      put($neuron, 'aria-label', neuronName(layer + 1, neuron + 1, value));
      const isFollowed = `${layer} ${neuron}` === followed;
      put($neuron, 'aria-pressed', String(isFollowed));
      put($neuron, 'tabindex', $neuron === $stop ? '0' : '-1');
    }
    if (this.#isToFocus && $stop instanceof SVGElement) {
      this.#isToFocus = false;
      $stop.focus();
    }
  }

  /** @param {KeyboardEvent} event - keys without a use go on to the page */
  #pressed(event) {
    const state = this.#state;
    const place = placeOf(event.target);
    if (!state || !place || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    this.#place = place;
    const isChoice = event.key === 'Enter' || event.key === ' ';
    if (isChoice) {
      this.#choose();
    } else if (event.key === 'Escape' && state.layer > 0) {
      this.#actions.follow(null);
    } else {
      const moved = moveFor(event.key, place, state);
      if (!moved) return;
      this.#place = moved.place;
      this.#isToFocus = true;
      if (moved.first !== state.first) this.#actions.page(moved.first);
      else this.#actions.resized();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Follows the neuron where the keys stand, or no longer. */
  #choose() {
    const { layer, neuron } = this.#place;
    const isFollowed =
      this.#state?.layer === layer + 1 && this.#state.neuron === neuron + 1;
    this.#actions.follow(isFollowed ? null : this.#place);
  }
}

/**
 * @param {EventTarget | null} $target - something in the picture
 * @returns {{ layer: number, neuron: number } | null} the neuron it belongs to
 */
function placeOf($target) {
  const $neuron =
    $target instanceof Element ? $target.closest('[data-neuron]') : null;
  if (!$neuron) return null;
  return {
    layer: Number($neuron.getAttribute('data-layer')),
    neuron: Number($neuron.getAttribute('data-neuron')),
  };
}

/**
 * @param {Element} $element - in a figure
 * @returns {Element | null} what has the focus in that figure
 */
function focused($element) {
  const root = $element.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : null;
}

/**
 * @param {Element} $element - an element
 * @param {string} name - of an attribute
 * @param {string} value - set only where it differs
 */
function put($element, name, value) {
  if ($element.getAttribute(name) !== value) $element.setAttribute(name, value);
}

/**
 * @typedef {object} PictureActions
 * @property {() => void} resized - asks for a drawing in the next frame
 * @property {(place: { layer: number, neuron: number } | null) => void} follow -
 *   a neuron, from 0, or none
 * @property {(first: number) => void} page - draws from this neuron on, from 1
 */
