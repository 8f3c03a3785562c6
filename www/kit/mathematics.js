/** Formulas that figures set: parts of MathML, and steps of a derivation. */
import { html, mathml } from 'lit';

const open = mathml`<mo stretchy="true">(</mo>`;
const close = mathml`<mo stretchy="true">)</mo>`;

/**
 * @param {unknown} above - the numerator
 * @param {unknown} below - the denominator
 * @returns {unknown} a template of MathML
 */
export function over(above, below) {
  return mathml`<mfrac><mrow>${above}</mrow><mrow>${below}</mrow></mfrac>`;
}

/** @param {unknown} parts @returns {unknown} them in parentheses */
export function group(parts) {
  return mathml`${open}<mrow>${parts}</mrow>${close}`;
}

/**
 * Steps with their formulas; `mathematics.css` lays them out.
 *
 * @param {readonly string[]} steps - each stands before its formulas
 * @param {readonly (readonly unknown[])[]} formulas - of each step, parts of MathML
 *   that go below each other where room is scarce
 * @param {string} end - what follows
 * @returns {unknown} a template
 */
export function formulaSteps(steps, formulas, end) {
  return html`<div class="ug-steps">
    <ol>
      ${steps.map(
        (words, index) =>
          html`<li>
            <p>${words}</p>
            <div class="ug-formulas">
              ${formulas[index]?.map((parts) => html`<math>${parts}</math>`)}
            </div>
          </li>`,
      )}
    </ol>
    <p>${end}</p>
  </div>`;
}
