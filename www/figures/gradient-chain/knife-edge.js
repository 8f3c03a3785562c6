import { html } from 'lit';
import { button } from '../../kit/buttons.js';
import { edgeWords as words } from './drawer-words.js';

const NUDGE = 0.001;

/**
 * @param {import('./gradient-chain.js').GradientChainElement} figure
 * @returns {unknown} a template: what to know about large weights, to be tried
 */
export function knifeEdge(figure) {
  /** @param {1 | -1} sign - up or down */
  const nudge = (sign) => {
    const { biases } = figure.state;
    const moved = (biases[0] ?? 0) + sign * NUDGE;
    // A nudge up and one down must restore the bias to the last bit.
    // Adding 0 makes 0 of −0.
    const rounded = Math.round(moved / NUDGE) / Math.round(1 / NUDGE) + 0;
    figure.change({ biases: biases.with(0, rounded) });
  };
  return html`<div class="chain-knife-edge" data-control="knife-edge">
    <p>${words.knifeEdge}</p>
    <div class="ug-buttons">
      ${button({
        control: 'knife-edge',
        label: words.nudgeUp,
        onClick: () => nudge(1),
      })}
      ${button({
        control: 'knife-edge',
        label: words.nudgeDown,
        onClick: () => nudge(-1),
      })}
    </div>
  </div>`;
}
