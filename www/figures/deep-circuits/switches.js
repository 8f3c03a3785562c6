import { create } from '../../kit/create.js';
import { circuitWords, inputName, numberName } from './words.js';

/**
 * A switch for every input bit; for an addition a row for each number, the most
 * significant bit on the left.
 */
export class Switches {
  $element = create('div', {
    class: 'circuit-switches',
    role: 'group',
    'aria-label': circuitWords.switches,
    'data-control': 'inputs',
  });
  #key = '';
  /** @type {HTMLButtonElement[]} In the order of the inputs. */
  #$switches = [];
  /** @type {HTMLElement[]} The two numbers in decimal, for an addition. */
  #$numbers = [];
  #onToggle;

  /** @param {(index: number) => void} onToggle - told the input to change */
  constructor(onToggle) {
    this.#onToggle = onToggle;
  }

  /**
   * @param {Problem} problem - what is computed
   * @param {readonly number[]} inputs - as many as are used
   */
  show(problem, inputs) {
    const key = `${problem} ${inputs.length}`;
    if (key !== this.#key) this.#build(problem, inputs.length);
    this.#key = key;
    this.#$switches.forEach(($switch, index) => {
      const text = String(inputs[index] ?? 0);
      $switch.setAttribute('aria-checked', String(text === '1'));
      const $value = $switch.lastElementChild;
      if ($value && $value.textContent !== text) $value.textContent = text;
    });
    this.#$numbers.forEach(($number, which) => {
      const number = numberFrom(inputs, which);
      $number.textContent = numberName(number, which === 0 ? 'x' : 'y');
    });
  }

  /**
   * @param {Problem} problem - what is computed
   * @param {number} count - how many inputs
   */
  #build(problem, count) {
    this.#$switches = Array.from({ length: count }, (_, index) => {
      const $switch = create(
        'button',
        {
          type: 'button',
          role: 'switch',
          class: 'circuit-switch',
          'aria-label': inputName(index, problem),
        },
        create('span', {}, inputName(index, problem)),
        create('b', {}, '0'),
      );
      $switch.addEventListener('click', () => this.#onToggle(index));
      return $switch;
    });
    if (problem === 'parity') {
      this.#$numbers = [];
      this.$element.replaceChildren(
        create('div', { class: 'circuit-row' }, ...this.#$switches),
      );
      return;
    }
    this.#$numbers = [0, 1].map(() =>
      create('span', { class: 'circuit-number' }),
    );
    const $rows = this.#$numbers.map(($number, which) => {
      const $bits = this.#$switches.filter((_, i) => i % 2 === which);
      return create(
        'div',
        { class: 'circuit-row' },
        ...$bits.reverse(),
        $number,
      );
    });
    this.$element.replaceChildren(...$rows);
  }
}

/**
 * @param {readonly number[]} inputs - of an addition
 * @param {number} which - 0 for x, 1 for y
 * @returns {number} the number that its bits make
 */
export function numberFrom(inputs, which) {
  return inputs.reduce(
    (sum, bit, i) => (i % 2 === which ? sum + bit * 2 ** (i >> 1) : sum),
    0,
  );
}

/** @typedef {import('./state.js').DeepCircuitsState['problem']} Problem */
