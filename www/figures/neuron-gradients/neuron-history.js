import { create } from '../../kit/create.js';
import { describeNumber, kindOf } from '../../kit/numbers.js';
import { exactWords, neuronWords as words, noSuchNeuron } from './words.js';
import { readable } from '../../kit/number-phrases.js';
import { Place } from '../../kit/panel.js';

/** @import { NeuronPlot } from './neuron-plot.js' */

/** The neuron that is followed: its exact value, and a line of all its values. */
export class NeuronHistory {
  #$words = create('p', { class: 'neurons-exact', role: 'status' });
  #$none = create(
    'button',
    { type: 'button', class: 'ug-quiet' },
    words.unfollow,
  );
  #figure;
  /** @type {Place<NeuronPlot>} Its code comes when a neuron is followed. */
  #place;

  /** @param {HistoryFigure} figure - where it stands */
  constructor(figure) {
    this.#figure = figure;
    this.#$none.addEventListener('click', figure.unfollow);
    this.#place = new Place(async () => {
      const [{ NeuronPlot }, core] = await Promise.all([
        import('./neuron-plot.js'),
        figure.core(),
      ]);
      const number = (/** @type {number} */ epoch) => this.#number(epoch);
      return new NeuronPlot({ ...figure, number }, core);
    });
    this.$element = create(
      'div',
      { class: 'neurons-history', 'data-control': 'history' },
      create('div', { class: 'neurons-followed' }, this.#$words, this.#$none),
      this.#place.$place,
    );
  }

  /** @returns {NeuronPlot | undefined} the line, once it was wanted */
  get plot() {
    return this.#place.content;
  }

  /**
   * @param {number} epoch - shown
   * @param {boolean} isMoving - whether the numbers are to change soon
   */
  show(epoch, isMoving) {
    const { layer, neuron, hidden } = this.#figure.state();
    const isThere = neuron <= (hidden[layer - 1] ?? 0);
    this.#$none.hidden = layer === 0;
    this.#$words.textContent = isThere
      ? exactWords(layer, neuron, epoch, this.#exact(epoch))
      : layer === 0
        ? words.none
        : noSuchNeuron(layer, neuron);
    // Said when it stands: thirty sentences a second are none.
    this.#$words.setAttribute('aria-live', isMoving ? 'off' : 'polite');
    this.#place.open(isThere);
    this.#place.show();
  }

  /**
   * @param {number} epoch - any
   * @returns {number} ∂C/∂b then
   */
  #number(epoch) {
    const { layer, neuron } = this.#figure.state();
    const row = this.#figure.gradients()?.row(epoch);
    return row?.layers[layer - 1]?.[neuron - 1] ?? NaN;
  }

  /**
   * @param {number} epoch - any
   * @returns {string} ∂C/∂b then, every digit
   */
  #exact(epoch) {
    if (!this.#figure.gradients()) return '…';
    const value = this.#number(epoch);
    return kindOf(value) === 'normal' ? readable(value) : describeNumber(value);
  }
}

/**
 * @typedef {object} HistoryOnly
 * @property {() => Promise<import('../../core/core.js').CoreParts['training']>} core -
 *   resolves when it is loaded
 * @property {() => void} unfollow - follows none
 */
/** @typedef {Omit<import('./neuron-plot.js').PlotFigure, 'number'> & HistoryOnly} HistoryFigure */
