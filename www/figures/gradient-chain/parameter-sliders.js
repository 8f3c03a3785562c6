import { html } from 'lit';
import { declaration } from '../../core/declaration.js';
import { number } from '../../kit/fields.js';
import { subscript } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import { setStyles } from '../../kit/set-styles.js';
import { parameterText } from './chain-sentence.js';
import { chainWords as words } from './words.js';

/**
 * How far a slider reaches to either side of 0, and its step; a value takes the
 * first reach that holds it.
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

const PARAMETERS = /** @type {const} */ ([
  { letter: 'w', key: 'weights', field: fieldOf(declaration.chain.weights) },
  { letter: 'b', key: 'biases', field: fieldOf(declaration.chain.biases) },
]);

/** A slider and a number field for every weight and bias. */
export class ParameterSliders {
  #host;
  /** @type {Map<string, typeof REACHES[number]>} By parameter, such as w₁. */
  #reaches = new Map();
  /** The parameter that is being moved or written, '' for none. */
  #focused = '';

  /** @param {Host} host - the figure */
  constructor(host) {
    this.#host = host;
  }

  /** @param {Chain | undefined} chain @returns a template */
  render(chain) {
    const neurons = this.#host.state.weights.length;
    const isBoxed = neurons > MOST_UNBOXED;
    return html`<div
      class="chain-all"
      role="group"
      aria-label=${words.parameters}
    >
      <div class=${isBoxed ? 'chain-parameters is-boxed' : 'chain-parameters'}>
        ${Array.from(
          { length: neurons },
          (_, index) =>
            html`<div
              class="chain-parameter-group"
              role="group"
              aria-label=${`Neuron ${index + 1}`}
              ${setStyles(layerStyle(index, neurons))}
            >
              <span class="chain-swatch" aria-hidden="true"></span>
              ${PARAMETERS.map((kind) => this.#parameter(kind, index, chain))}
            </div>`,
        )}
      </div>
    </div>`;
  }

  /**
   * @param {typeof PARAMETERS[number]} kind - weight or bias
   * @param {number} index - of the neuron, from 0
   * @param {Chain | undefined} chain - what it leads to
   * @returns {unknown} a template
   */
  #parameter({ letter, key, field }, index, chain) {
    const list = this.#host.state[key];
    const value = list[index] ?? NaN;
    const label = `${letter}${subscript(index + 1)}`;
    const { reach, step } = this.#reachOf(label, value);
    const left = () => {
      this.#focused = '';
      // The value written may need a wider slider.
      this.#host.requestUpdate();
    };
    return html`<div
      class="chain-parameter"
      @focusin=${() => {
        this.#focused = label;
      }}
      @focusout=${left}
    >
      ${this.#host.controls.slider({
        id: label,
        control: key,
        label,
        field,
        value,
        slider: { min: -reach, max: reach, step },
        valueText: (shown) => parameterText(letter, shown, index + 1, chain),
        change: (moved) => ({
          [key]: this.#host.state[key].with(index, moved),
        }),
      })}
    </div>`;
  }

  /**
   * A slider keeps its reach while it is being moved.
   *
   * @param {string} label - of the parameter @param {number} value
   * @returns {typeof REACHES[number]} the smallest reach that holds it, or what
   *   it has had so far
   */
  #reachOf(label, value) {
    const known = this.#reaches.get(label);
    if (known && this.#focused === label) return known;
    const fitting =
      REACHES.find(({ reach }) => Math.abs(value) <= reach) ??
      /** @type {typeof REACHES[number]} */ (REACHES.at(-1));
    this.#reaches.set(label, fitting);
    return fitting;
  }
}

/**
 * @param {{ min: number, max: number }} declared - a list of parameters
 * @returns {import('../../kit/fields.js').NumberField} the field of one of them
 */
function fieldOf({ min, max }) {
  return number({ min, max, default: 0 });
}

/** @typedef {import('./gradient-chain.js').GradientChainElement} Host */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
