import { html } from 'lit';
import { circuitWords, inputName } from './words.js';

/**
 * A switch for every input bit; for an addition a row for each number, the most
 * significant bit on the left.
 *
 * @param {Problem} problem - what is computed
 * @param {readonly number[]} inputs - as many as are used
 * @param {(index: number) => void} onToggle - told the input to change
 * @returns {unknown} a template
 */
export function inputSwitches(problem, inputs, onToggle) {
  const switches = inputs.map((bit, index) => {
    const name = inputName(index, problem);
    return html`<button
      type="button"
      role="switch"
      class="circuit-switch"
      aria-label=${name}
      aria-checked=${String(bit === 1)}
      @click=${() => onToggle(index)}
    >
      <span>${name}</span><b>${bit}</b>
    </button>`;
  });
  const rows =
    problem === 'parity'
      ? html`<div class="circuit-row">${switches}</div>`
      : ['x', 'y'].map(
          (name, which) =>
            html`<div class="circuit-row">
              ${switches.filter((_, index) => index % 2 === which).reverse()}
              <span class="circuit-number">
                ${name} = ${numberFrom(inputs, which)}
              </span>
            </div>`,
        );
  return html`<div
    class="circuit-switches"
    role="group"
    aria-label=${circuitWords.switches}
    data-control="inputs"
  >
    ${rows}
  </div>`;
}

/**
 * @param {readonly number[]} inputs - of an addition
 * @param {number} which - 0 for x, 1 for y
 */
export function numberFrom(inputs, which) {
  return inputs.reduce(
    (sum, bit, i) => (i % 2 === which ? sum + bit * 2 ** (i >> 1) : sum),
    0,
  );
}

/** @typedef {import('./state.js').DeepCircuitsState['problem']} Problem */
