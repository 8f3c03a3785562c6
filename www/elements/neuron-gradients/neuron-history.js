import { create } from '../../view/create.js';
import { describeNumber, formatNumber, kindOf } from '../../view/numbers.js';
import { layerColour, layerDash } from '../../view/palette.js';
import { PlotView } from '../../view/plot-view.js';
import {
  exactWords,
  neuronWords as words,
  noSuchNeuron,
} from '../../words/neuron-gradients.js';
import { readable } from '../../words/number-phrases.js';

/** @import { NeuronGradientsState } from '../../state/neuron-gradients-state.js' */
/** @import { GradientHistory } from '../run/gradient-history.js' */

/** The neuron that is followed: its exact value, and a line of all its values. */
export class NeuronHistory {
  #$words = create('p', { class: 'neurons-exact', role: 'status' });
  #$none = create(
    'button',
    { type: 'button', class: 'ug-quiet' },
    words.unfollow,
  );
  /** @type {NeuronGradientsState | null} */
  #state = null;
  /** @type {GradientHistory | null} */
  #gradients = null;
  #drawn = '';
  #ground;

  /**
   * @param {object} options - where it stands
   * @param {() => 'light' | 'dark'} options.ground - what colours must stand
   *   out from
   * @param {() => void} options.needsDrawing - asks for `show` in the next frame
   * @param {(epoch: number | null) => void} options.point - shows an epoch
   * @param {() => void} options.unfollow - follows none
   */
  constructor({ ground, needsDrawing, point, unfollow }) {
    this.#ground = ground;
    this.#$none.addEventListener('click', unfollow);
    this.plot = new PlotView({
      control: 'history-plot',
      title: words.history,
      describe: (size, theme) => this.#settings(size, theme),
      needsDrawing,
      cursor: {
        label: words.history,
        epochs: () => this.#gradients?.epochs ?? [],
        text: (epoch) => `${words.horizontal} ${epoch}: ${this.#value(epoch)}`,
        onMove: point,
      },
    });
    this.$element = create(
      'div',
      { class: 'neurons-history', 'data-control': 'history' },
      create('div', { class: 'neurons-followed' }, this.#$words, this.#$none),
      this.plot.$element,
    );
  }

  /**
   * @param {NeuronGradientsState} state - of the figure
   * @param {GradientHistory | null} gradients - of the run so far
   * @param {number} epoch - shown
   * @param {boolean} isMoving - whether the numbers are to change soon
   */
  show(state, gradients, epoch, isMoving) {
    this.#state = state;
    this.#gradients = gradients;
    const { layer, neuron } = state;
    const isThere = neuron <= (state.hidden[layer - 1] ?? 0);
    this.plot.$element.hidden = !isThere;
    this.#$none.hidden = layer === 0;
    this.#$words.textContent = isThere
      ? exactWords(layer, neuron, epoch, this.#exact(epoch))
      : layer === 0
        ? words.none
        : noSuchNeuron(layer, neuron);
    // Said when it stands: thirty sentences a second are none.
    this.#$words.setAttribute('aria-live', isMoving ? 'off' : 'polite');
    if (!isThere || !gradients) return;
    const { rows, stride } = gradients;
    const key = [
      layer,
      neuron,
      state.axis,
      rows,
      stride,
      gradients.epochs.at(-1),
    ];
    if (this.#drawn !== key.join(' ')) {
      this.#drawn = key.join(' ');
      this.#draw(gradients);
    }
    this.plot.draw();
  }

  /** Has it drawn anew: the run is another. */
  forget() {
    this.#drawn = '';
  }

  /** @param {GradientHistory} gradients - of the run so far */
  #draw(gradients) {
    const { layer = 1, neuron = 1, axis } = this.#state ?? {};
    const isLog = axis === 'logarithmic';
    const column = gradients.column(layer - 1, neuron - 1);
    const values = isLog ? column.map(Math.abs) : column;
    this.plot.configure();
    this.plot.plot?.clear();
    this.plot.plot?.append(Uint32Array.from(gradients.epochs), values);
  }

  /**
   * @param {number} epoch - any
   * @returns {number} ∂C/∂b then
   */
  #number(epoch) {
    const { layer = 1, neuron = 1 } = this.#state ?? {};
    const row = this.#gradients?.row(epoch);
    return row?.layers[layer - 1]?.[neuron - 1] ?? NaN;
  }

  /**
   * @param {number} epoch - any
   * @returns {string} ∂C/∂b then, to be said
   */
  #value(epoch) {
    return formatNumber(this.#number(epoch), 5);
  }

  /**
   * @param {number} epoch - any
   * @returns {string} ∂C/∂b then, every digit
   */
  #exact(epoch) {
    if (!this.#gradients) return '…';
    const value = this.#number(epoch);
    return kindOf(value) === 'normal' ? readable(value) : describeNumber(value);
  }

  /**
   * @param {import('../../view/plot-view.js').Size} size - of the picture
   * @param {import('../../view/plot-view.js').Ground} theme - its colours
   * @returns {import('../../core/training.js').PlotSettings} how it looks
   */
  #settings(size, theme) {
    const { epochs = 1, hidden = [1], layer = 1, axis } = this.#state ?? {};
    const isLog = axis === 'logarithmic';
    const index = Math.max(0, layer - 1);
    return {
      ...size,
      title: words.history,
      margins: { left: 58, right: 14, top: 26, bottom: 46 },
      theme,
      epochs,
      horizontalTitle: words.horizontal,
      verticalTitle: isLog ? words.historyAxisSize : words.historyAxis,
      verticalScale: isLog ? 'logarithmic' : 'linear',
      unit: 'plain',
      range: null,
      lines: [
        {
          name: '',
          colour: layerColour(index, hidden.length, this.#ground()),
          dash: layerDash(index),
          width: 2,
        },
      ],
    };
  }
}
