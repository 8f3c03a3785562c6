/** The neuron that is followed: its exact value, and a line of all its values. */
import { html, nothing } from 'lit';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { describeNumber, kindOf, readable } from '../../kit/numbers.js';
import { epochs, neuronWords as words } from './words.js';

/** @import { GradientHistory } from '../../run/gradient-history.js' */
/** @import { NeuronGradientsElement } from './neuron-gradients.js' */
/** @import { NeuronPlot } from './neuron-plot.js' */

/** Shows both. */
export class NeuronHistory {
  #figure;
  #place;
  #announcement;
  #announced = '';
  /** @type {NeuronPlot | undefined} Loaded once a neuron is followed. */
  #plot;
  /** @type {GradientHistory | null} As it was rendered last. */
  #gradients = null;

  /**
   * @param {NeuronGradientsElement} figure - the host
   * @param {(epoch: number | null) => void} point - has an epoch looked at
   */
  constructor(figure, point) {
    this.#figure = figure;
    this.#announcement = new Announcement(figure);
    this.#place = new Drawer(figure, {
      control: 'history-plot',
      label: words.history,
      load: async () => {
        const [{ NeuronPlot }, core] = await Promise.all([
          import('./neuron-plot.js'),
          figure.core,
        ]);
        const plot = new NeuronPlot(figure, core, point);
        this.#plot = plot;
        return () => plot.render(this.#gradients);
      },
    });
  }

  /** What stood behind the line is gone: its axis may narrow. */
  narrow() {
    this.#plot?.narrow();
  }

  /**
   * Lets the reader draw where the line will go; without a neuron that is followed, of
   * the first drawn.
   */
  async predict() {
    const figure = this.#figure;
    const { layer, first, hidden } = figure.state;
    if (layer === 0) {
      const neuron = Math.min(first, hidden[0] ?? 1);
      figure.state = { layer: 1, neuron };
    }
    this.#place.toggle(true);
    await this.#place.fetch();
    await this.#plot?.predict.begin();
    await figure.updateComplete;
    // On a phone it is below the picture.
    const $history = figure.shadowRoot?.querySelector('.neurons-history');
    $history?.scrollIntoView({ block: 'nearest' });
  }

  /** @returns {Element | null} the line as the root of an SVG file, if there is one */
  svg() {
    return this.#place.isOpen ? (this.#plot?.svg() ?? null) : null;
  }

  /**
   * @param {GradientHistory | null} gradients - of the run so far
   * @param {number} epoch - shown
   * @param {boolean} isMoving - whether the numbers are to change soon
   * @returns {unknown} a template
   */
  render(gradients, epoch, isMoving) {
    this.#gradients = gradients;
    const { layer, neuron, hidden } = this.#figure.state;
    const isThere = neuron <= (hidden[layer - 1] ?? 0);
    this.#place.toggle(isThere);
    const value = gradients?.row(epoch)?.layers[layer - 1]?.[neuron - 1];
    const said = isThere
      ? `Neuron ${neuron} of hidden layer ${layer}, after ${epochs(epoch)}: ∂C/∂b = ${exact(value)}`
      : `This network has no neuron ${neuron} in a hidden layer ${layer}.`;
    // Without one the drawer of the view says how one is chosen.
    if (layer === 0) return nothing;
    // When the run stops, not thirty times a second; and which neuron it is only once.
    if (!isMoving) this.#announced = said.replace(', after', '. After');
    return html`<div class="neurons-history" data-control="history">
      <div class="neurons-followed">
        <p class="neurons-exact">${said}</p>
        ${this.#announcement.render(this.#announced)}
        ${button(this.#figure.keptDoor.button(!gradients))}
        <button
          type="button"
          class="ug-quiet"
          @click=${() => {
            this.#figure.state = { layer: 0 };
          }}
        >
          ${words.unfollow}
        </button>
      </div>
      ${this.#figure.keptDoor.runs?.render()} ${this.#place.renderContent()}
    </div>`;
  }
}

/** Every digit. @param {number | undefined} value - ∂C/∂b, where it is known */
function exact(value) {
  if (value === undefined) return '…';
  return kindOf(value) === 'normal' ? readable(value) : describeNumber(value);
}
