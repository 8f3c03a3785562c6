/** Which neurons are drawn, and how. */
import { html } from 'lit';
import { buttonGroup } from '../../kit/buttons.js';
import { decadeText, formatNumber } from '../../kit/numbers.js';
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

/**
 * @param {import('./bar-scale.js').BarScale} scale - of the bars
 * @param {import('./bar-scale.js').BarScale} speedScale - of the columns
 * @param {number} stride - one in how many rows is kept
 * @returns {string} what a bar's length means
 */
export function scaleInWords({ kind, low, high }, speedScale, stride) {
  const length =
    kind === 'linear'
      ? `A bar across its whole track is ${formatNumber(high, 2)}, a round number above the largest |∂C/∂b| of the run so far.`
      : `The tracks go from ${decadeText(low)} to ${decadeText(high)}, the power of ten above the largest |∂C/∂b| of the run so far; every decade is equally long, and “‹” is a number below them all.`;
  const kept =
    stride > 1
      ? ` This run is so large that only one in ${stride} measured epochs is kept, and the last.`
      : '';
  const columns =
    kind === 'linear'
      ? ` A column beneath a layer is its speed, the length of the vector of all its ∂C/∂b; its frame is as high as ${formatNumber(speedScale.high, 2)}.`
      : ` A column beneath a layer is its speed, the length of the vector of all its ∂C/∂b; its frame goes from ${decadeText(speedScale.low)} to ${decadeText(speedScale.high)}.`;
  return `${length}${columns} The scale is the same for all layers and epochs. It is widened where a bar outgrows it, and never narrowed while the run lasts.${kept}`;
}
