import { FEWEST_PARITY_BITS, MOST_ADDED_BITS, MOST_BITS } from './state.js';
import { create } from '../../kit/create.js';
import { circuitWords } from './words.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';

/** What to compute, of how many bits, and which circuit to draw. */
export class CircuitSettings {
  #problem;
  #circuit;
  #bits;

  /** @param {(changes: Partial<State>) => void} change - throws to refuse */
  constructor(change) {
    this.#problem = selectField({
      control: 'problem',
      label: circuitWords.problem,
      options: [
        { value: 'parity', label: circuitWords.parity },
        { value: 'addition', label: circuitWords.addition },
      ],
      value: 'parity',
      onChange: (problem) => change({ problem: /** @type {any} */ (problem) }),
    });
    // A slider for each problem, since they reach differently far.
    this.#bits = {
      parity: bitsField(
        circuitWords.parityBits,
        FEWEST_PARITY_BITS,
        MOST_BITS,
        change,
      ),
      addition: bitsField(
        circuitWords.additionBits,
        1,
        MOST_ADDED_BITS,
        change,
      ),
    };
    this.#circuit = selectField({
      control: 'circuit',
      label: circuitWords.circuit,
      options: [
        { value: 'compare', label: circuitWords.compare },
        { value: 'two-layer', label: circuitWords.twoLayer },
        { value: 'deep', label: circuitWords.deep },
        { value: 'neurons', label: circuitWords.neurons },
      ],
      value: 'compare',
      onChange: (circuit) => change({ circuit: /** @type {any} */ (circuit) }),
    });
    this.$element = create(
      'div',
      { class: 'ug-fields', 'data-control': 'settings' },
      this.#problem.$element,
      this.#bits.parity.$element,
      this.#bits.addition.$element,
      this.#circuit.$element,
    );
  }

  /** @param {State} state - what the controls have to show */
  show({ problem, bits, circuit }) {
    this.#problem.setValue(problem);
    this.#circuit.setValue(circuit);
    for (const [of, field] of Object.entries(this.#bits)) {
      field.$element.hidden = of !== problem;
    }
    this.#bits[problem].setValue(bits);
  }
}

/**
 * @param {string} label - what it is
 * @param {number} min - the fewest bits
 * @param {number} max - the most
 * @param {(changes: Partial<State>) => void} change - throws to refuse
 * @returns {import('../../kit/controls/slider-field.js').SliderField} the control
 */
function bitsField(label, min, max, change) {
  return sliderField({
    control: 'bits',
    label,
    min,
    max,
    step: 1,
    value: min,
    onInput: (bits) => change({ bits }),
  });
}

/** @typedef {import('./state.js').DeepCircuitsState} State */
