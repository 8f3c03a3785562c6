/** The live plot: a line and a band for each hidden layer. */
import { layerColour, layerDash } from '../../kit/palette.js';
import { LivePlot } from '../../kit/plot/live-plot.js';
import { runWords } from '../../run/run-words.js';
import { saturationWords as words } from './words.js';

/** @import { LiveSettings } from '../../kit/plot/live-plot.js' */
/** @import { ActivationHistory, LayerNumber } from '../../run/activation-history.js' */
/** @import { ActivationSaturationElement } from './activation-saturation.js' */
/** @import { ActivationSaturationState } from './state.js' */

/** More lines than this are drawn thinner, so that they stay apart. */
const MOST_FULL_LINES = 12;
const LINE_WIDTH = 2;

/** @type {Readonly<Record<ActivationSaturationState['plotted'], LayerNumber>>} */
const COLUMNS = Object.freeze({
  activation: 'mean',
  slope: 'slope',
  saturated: 'saturated',
});

/** What an activation function's answers lie between, where they do. */
const RANGES = new Map([
  ['sigmoid', /** @type {const} */ ([0, 1])],
  ['tanh', /** @type {const} */ ([-1, 1])],
]);

/** Draws one number of each layer against the epochs. */
export class SaturationPlot {
  #figure;
  #plot;
  /** @type {ActivationHistory | null} Whose rows are drawn. */
  #history = null;
  #drawn = '';
  /** @type {import('../../kit/plot/live-plot.js').LiveBands | null} */
  #bands = null;

  /**
   * @param {ActivationSaturationElement} figure - the host
   * @param {(epoch: number | null) => void} point - has an epoch looked at
   * @param {import('../../kit/predict/predict.js').Predict} predict - of what is plotted
   */
  constructor(figure, point, predict) {
    this.#figure = figure;
    const title = () => words.plotTitles[figure.state.plotted];
    this.#plot = new LivePlot(figure, {
      control: 'plot',
      told: 'sentence',
      get title() {
        return title();
      },
      settings: () => this.#settings(),
      predict,
      heard: () => figure.training.isPlaying,
      cursor: {
        get label() {
          return `${title()}. ${words.plotKeys}`;
        },
        epochs: () => this.#history?.epochs ?? [],
        values: (epoch) => this.#numbers(epoch),
        held: () => figure.training.pointed,
        hold: point,
      },
    });
  }

  /** @param {Pick<typeof import('../../core/training.js'), 'RawPlot'>} core - loaded */
  begin(core) {
    this.#plot.begin(core);
  }

  /** What stood behind its lines is gone: the axis may narrow. */
  narrow() {
    this.#plot.narrow();
  }

  /** @returns {Element | null} the root of an SVG file, if it is shown */
  svg() {
    return this.#plot.svg();
  }

  /**
   * @param {ActivationHistory | null} history - of the run so far
   * @returns {unknown} a template
   */
  render(history) {
    const { plotted } = this.#figure.state;
    if (history && this.#plot.isReady) {
      const { epochs, rows } = history;
      const drawn = [plotted, rows, epochs.at(-1)].join(' ');
      if (this.#history !== history || this.#drawn !== drawn) {
        const isMore = this.#history === history && history.stride === 1;
        this.#history = history;
        const values = history.all(COLUMNS[plotted]);
        this.#bands =
          plotted === 'activation' ? bandsOf(history, values) : null;
        // Earlier rows may be thinned out, or other numbers be wanted.
        if (!isMore || !this.#drawn.startsWith(plotted)) this.#plot.start();
        this.#drawn = drawn;
        const from = this.#plot.rows;
        this.#plot.append(
          Uint32Array.from(epochs.slice(from)),
          values.slice(from * history.widths.length),
        );
      }
    }
    return this.#plot.render();
  }

  /** @param {number} epoch - any @returns {number[]} of each layer, what is plotted */
  #numbers(epoch) {
    const name = COLUMNS[this.#figure.state.plotted];
    return this.#history?.at(epoch)?.layers.map((layer) => layer[name]) ?? [];
  }

  /** @returns {LiveSettings} how it looks */
  #settings() {
    const { ground, shown, state, keptDoor } = this.#figure;
    const kept = keptDoor.runs;
    const { plotted } = state;
    const layers = this.#history?.widths.length ?? shown.hidden.length;
    const range = RANGES.get(shown.activation) ?? null;
    return {
      margins: { left: 3.6, top: 1.9, bottom: 3.3 },
      epochs: Math.max(shown.epochs, kept?.epochs ?? 0),
      overlay: kept?.overlay(plotted) ?? null,
      xTitle: runWords.epoch,
      yTitle: words.axes[plotted],
      unit: plotted === 'activation' ? 'plain' : 'percent',
      verticalScale: 'linear',
      range: plotted === 'activation' ? range : [0, 1],
      bands: this.#bands,
      lines: Array.from({ length: layers }, (_, index) => ({
        name: runWords.shortLayerName(index + 1),
        colour: layerColour(index, layers, ground),
        dash: layerDash(index),
        width: (layers > MOST_FULL_LINES ? 0.75 : 1) * LINE_WIDTH,
      })),
    };
  }
}

/**
 * What is drawn of a kept run.
 *
 * @param {ActivationHistory} history - of the run
 * @param {string} plotted - as of the state
 * @returns {ReturnType<import('../../run/kept-runs.js').OwnSeries>} a line for each layer
 */
export function keptSeries(history, plotted) {
  const name = COLUMNS[/** @type {keyof typeof COLUMNS} */ (plotted)];
  const width = history.widths.length;
  return { values: history.all(name), width, isOfLayers: true };
}

/**
 * @param {ActivationHistory} history
 * @param {Float64Array} means - of all layers and rows
 * @returns {import('../../kit/plot/live-plot.js').LiveBands} a standard deviation to
 *   either side
 */
function bandsOf(history, means) {
  const deviations = history.all('deviation');
  return {
    epochs: Float64Array.from(history.epochs),
    low: means.map((mean, at) => mean - (deviations[at] ?? NaN)),
    high: means.map((mean, at) => mean + (deviations[at] ?? NaN)),
  };
}
