/** Which neurons are drawn, and how. */
import { html } from 'lit';
import { buttonGroup } from '../../kit/buttons.js';
import { neuronWords as words } from './words.js';

/** @import { NeuronGradientsElement } from './neuron-gradients.js' */

/**
 * @param {NeuronGradientsElement} figure - whose state they show and change
 * @returns {unknown} a template
 */
export function viewControls(figure) {
  const { controls, state } = figure;
  const { first, neurons, hidden } = state;
  const widest = Math.max(...hidden);
  const page = (/** @type {number} */ by) => {
    const wanted = Math.min(first + by * neurons, widest - neurons + 1);
    figure.state = { first: Math.max(1, wanted) };
  };
  return html`<div class="neurons-view" data-control="view">
    ${controls.of('axis', { label: words.scale })}
    ${controls.of('neurons', { label: words.neurons })}
    ${controls.of('first', { label: words.first, slider: { max: widest } })}
    <div data-control="pages">
      ${buttonGroup({
        label: words.pages,
        buttons: [
          {
            control: 'before',
            label: words.before,
            isDisabled: first <= 1,
            onClick: () => page(-1),
          },
          {
            control: 'after',
            label: words.after,
            isDisabled: first + neurons > widest,
            onClick: () => page(1),
          },
        ],
      })}
    </div>
  </div>`;
}
