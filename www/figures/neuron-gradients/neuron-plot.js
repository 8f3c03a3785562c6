import { formatNumber } from '../../kit/numbers.js';
import { layerColour, layerDash } from '../../kit/palette.js';
import { PlotView } from '../../kit/plot-view.js';
import { neuronWords as words } from './words.js';

/** @import { NeuronGradientsState } from './state.js' */
/** @import { GradientHistory } from '../../run/gradient-history.js' */

/** A line of all values of the neuron that is followed. */
export class NeuronPlot {
  #figure;
  #drawn = '';
  #view;

  /**
   * @param {PlotFigure} figure - where it stands
   * @param {import('../../core/core.js').CoreParts['training']} core - loaded
   */
  constructor(figure, core) {
    this.#figure = figure;
    this.#view = new PlotView({
      control: 'history-plot',
      title: words.history,
      describe: (size, theme) => this.#settings(size, theme),
      needsDrawing: figure.needsDrawing,
      cursor: {
        label: words.history,
        epochs: () => figure.gradients()?.epochs ?? [],
        text: (epoch) =>
          `${words.horizontal} ${epoch}: ${formatNumber(figure.number(epoch), 5)}`,
        onMove: figure.point,
      },
    });
    this.$element = this.#view.$element;
    this.#view.begin(core);
    const signal = figure.signal();
    if (signal) this.observe(signal);
    this.point(figure.pointed());
  }

  /** @param {AbortSignal} signal - aborted when the figure leaves */
  observe(signal) {
    this.#view.observe(signal);
  }

  /** @param {number | null} epoch - where its cursor is to stand, if at all */
  point(epoch) {
    this.#view.point(epoch);
  }

  /** Has it drawn anew: the run is another. */
  forget() {
    this.#drawn = '';
  }

  /** @returns {Promise<string>} it as an SVG file */
  svg() {
    return this.#view.svg();
  }

  /** Brings it in line with the run. */
  show() {
    const gradients = this.#figure.gradients();
    if (!gradients) return;
    const { layer, neuron, axis } = this.#figure.state();
    const { rows, stride } = gradients;
    const last = gradients.epochs.at(-1);
    const key = [layer, neuron, axis, rows, stride, last].join(' ');
    if (this.#drawn !== key) {
      this.#drawn = key;
      this.#draw(gradients);
    }
    this.#view.draw();
  }

  /** @param {GradientHistory} gradients - of the run so far */
  #draw(gradients) {
    const { layer, neuron, axis } = this.#figure.state();
    const isLog = axis === 'logarithmic';
    const column = gradients.column(layer - 1, neuron - 1);
    const values = isLog ? column.map(Math.abs) : column;
    this.#view.configure();
    this.#view.plot?.clear();
    this.#view.plot?.append(Uint32Array.from(gradients.epochs), values);
  }

  /**
   * @param {import('../../kit/plot-view.js').Size} size - of the picture
   * @param {import('../../kit/plot-view.js').Ground} theme - its colours
   * @returns {import('../../core/training.js').PlotSettings} how it looks
   */
  #settings(size, theme) {
    const { epochs, hidden, layer, axis } = this.#figure.state();
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
          colour: layerColour(index, hidden.length, this.#figure.ground()),
          dash: layerDash(index),
          width: 2,
        },
      ],
    };
  }
}

/**
 * @typedef {object} PlotFigure
 * @property {() => NeuronGradientsState} state - of the figure
 * @property {() => GradientHistory | null} gradients - of the run so far
 * @property {(epoch: number) => number} number - ∂C/∂b of the neuron then
 * @property {() => 'light' | 'dark'} ground - what colours must stand out from
 * @property {() => void} needsDrawing - asks for `show` in the next frame
 * @property {(epoch: number | null) => void} point - shows an epoch
 * @property {() => number | null} pointed - the one looked at, null for the last
 * @property {() => AbortSignal | undefined} signal - aborted when the figure
 *   leaves the document, where it is in one
 */
