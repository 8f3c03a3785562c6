import { create } from '../../kit/create.js';
import { parameterText } from './chain-sentence.js';
import { paintLayer } from '../../kit/palette.js';
import { subscript } from '../../kit/numbers.js';
import { chainWords, neuronName } from './words.js';
import { sliderField } from '../../kit/controls/slider-field.js';

/**
 * How far a slider reaches either way, and its step: near 0 where most of the
 * play is, farther once a value is farther out.
 */
const REACHES = Object.freeze([
  { reach: 5, step: 0.01 },
  { reach: 20, step: 0.05 },
  { reach: 100, step: 0.1 },
  { reach: 1000, step: 1 },
  { reach: 10000, step: 10 },
  { reach: 100000, step: 100 },
]);

/** With more neurons than this, their sliders scroll in a box of their own. */
const MOST_UNBOXED = 6;

/**
 * A slider and a number field for every weight and bias.
 */
export class ParameterSliders {
  #$rows = create('div', { class: 'chain-parameters' });
  $element = create(
    'div',
    { class: 'chain-parameters-frame' },
    create('p', { class: 'chain-heading' }, chainWords.parameters),
    this.#$rows,
  );
  /** @type {Slot[]} A weight and a bias per neuron, in turn. */
  #slots = [];
  /** @type {(letter: Letter, index: number, value: number) => void} */
  #onInput;

  /**
   * @param {(letter: Letter, index: number, value: number) => void} onInput -
   *   told every move; throws a `TypeError` to refuse
   */
  constructor(onInput) {
    this.#onInput = onInput;
    // A field that was being written in may now deserve a wider slider.
    this.#$rows.addEventListener('focusout', () => this.#refit());
  }

  /**
   * @param {State} state - what the sliders have to show
   * @param {Chain | undefined} chain - what it leads to
   */
  show({ weights, biases }, chain) {
    if (this.#slots.length !== 2 * weights.length) this.#build(weights.length);
    this.#slots.forEach((slot, place) => {
      const { letter, index } = slot;
      const value = (letter === 'w' ? weights : biases)[index] ?? NaN;
      slot.chain = chain;
      slot.value = value;
      if (reachFor(value) !== slot.reach && !hasFocus(slot)) this.#fit(place);
      slot.field?.setValue(value);
      slot.field?.refreshValueText();
    });
  }

  #refit() {
    // The focus is on its way; where it arrives is known a microtask later.
    queueMicrotask(() => {
      this.#slots.forEach((slot, place) => {
        if (reachFor(slot.value) !== slot.reach && !hasFocus(slot)) {
          this.#fit(place);
        }
      });
    });
  }

  /** @param {number} neurons - how many */
  #build(neurons) {
    this.#slots = [];
    this.#$rows.classList.toggle('is-boxed', neurons > MOST_UNBOXED);
    const $groups = Array.from({ length: neurons }, (_, index) => {
      const $group = create(
        'div',
        {
          class: 'chain-parameter-group',
          role: 'group',
          'aria-label': neuronName(index + 1),
        },
        create('span', { class: 'chain-swatch', 'aria-hidden': 'true' }),
      );
      for (const letter of /** @type {const} */ (['w', 'b'])) {
        const $place = create('div', { class: 'chain-parameter' });
        $group.append($place);
        this.#slots.push({ letter, index, $place, value: 0 });
      }
      return paintLayer($group, index, neurons);
    });
    this.#$rows.replaceChildren(...$groups);
  }

  /** @param {number} place - of the slot that needs a slider that fits */
  #fit(place) {
    const slot = /** @type {Slot} */ (this.#slots[place]);
    const { letter, index } = slot;
    slot.reach = reachFor(slot.value);
    slot.field = sliderField({
      control: letter === 'w' ? 'weights' : 'biases',
      label: `${letter}${subscript(index + 1)}`,
      min: -slot.reach.reach,
      max: slot.reach.reach,
      step: slot.reach.step,
      value: slot.value,
      valueText: (value) => parameterText(letter, value, index + 1, slot.chain),
      onInput: (value) => this.#onInput(letter, index, value),
    });
    slot.$place.replaceChildren(slot.field.$element);
  }
}

/**
 * @param {number} value - of a parameter
 * @returns {typeof REACHES[number]} the smallest reach that holds it
 */
function reachFor(value) {
  const found = REACHES.find(({ reach }) => Math.abs(value) <= reach);
  return found ?? /** @type {typeof REACHES[number]} */ (REACHES.at(-1));
}

/**
 * @param {Slot} slot - of a slider
 * @returns {boolean} whether it is being moved or written in
 */
function hasFocus({ $place }) {
  return $place.matches(':focus-within');
}

/** @typedef {'w' | 'b'} Letter */
/** @typedef {import('./state.js').GradientChainState} State */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */

/**
 * @typedef {object} Slot
 * @property {Letter} letter - weight or bias
 * @property {number} index - of the neuron, from 0
 * @property {HTMLElement} $place - where the slider is
 * @property {number} value - what it shows
 * @property {typeof REACHES[number]} [reach] - how far it reaches
 * @property {import('../../kit/controls/slider-field.js').SliderField} [field] - the
 *   slider with its number field
 * @property {Chain | undefined} [chain] - what the value leads to
 */
