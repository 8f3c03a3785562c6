import { nothing } from 'lit';
import { layerColour, layerDash } from '../../kit/palette.js';
import { LivePlot } from '../../kit/plot/live-plot.js';
import { Predict } from '../../kit/predict/predict.js';
import { neuronWords as words } from './words.js';

/** @import { LiveSettings } from '../../kit/plot/live-plot.js' */
/** @import { GradientHistory } from '../../run/gradient-history.js' */
/** @import { NeuronGradientsElement } from './neuron-gradients.js' */

/** A line of all values of the neuron that is followed. */
export class NeuronPlot {
  #figure;
  #plot;
  #cursor;
  /** @type {Map<string, Predict>} Of each neuron that was followed, by layer and neuron. */
  #predicts = new Map();
  /** @type {GradientHistory | null} Whose rows are drawn. */
  #gradients = null;
  #drawn = '';

  /**
   * @param {NeuronGradientsElement} figure - the host
   * @param {import('../../core/core.js').CoreParts['training']} core - loaded
   * @param {(epoch: number | null) => void} point - has an epoch looked at
   */
  constructor(figure, core, point) {
    this.#figure = figure;
    const yTitle = () => this.#yTitle;
    const predict = () => this.predict;
    /** @type {import('../../kit/plot/live-plot.js').LiveCursor} */
    const cursor = {
      epochs: () => this.#gradients?.epochs ?? [],
      values: (epoch) => {
        const value = this.#number(epoch);
        return [this.#isLog ? Math.abs(value) : value];
      },
      get names() {
        return [yTitle()];
      },
      held: () => figure.training.pointed,
      hold: point,
    };
    this.#cursor = cursor;
    this.#plot = new LivePlot(figure, {
      control: 'history-plot',
      title: words.history,
      settings: () => this.#settings(),
      cursor,
      get predict() {
        return predict();
      },
    });
    this.#plot.begin(core);
  }

  /** @returns {Predict} of the neuron that is followed */
  get predict() {
    const { layer, neuron } = this.#figure.state;
    const key = `${layer} ${neuron}`;
    let predict = this.#predicts.get(key);
    if (!predict) {
      predict = new Predict(this.#figure, {
        of: words.followed(layer, neuron),
      });
      predict.cursor = this.#cursor;
      this.#predicts.set(key, predict);
    }
    return predict;
  }

  /** What stood behind its line is gone: the axis may narrow. */
  narrow() {
    this.#plot.narrow();
  }

  /** @returns {Element | null} the root of an SVG file, if it is shown */
  svg() {
    return this.#plot.svg();
  }

  /**
   * @param {GradientHistory | null} gradients - of the run so far
   * @returns {unknown} a template
   */
  render(gradients) {
    const { layer, neuron, axis } = this.#figure.state;
    // These may still be the gradients of an earlier run with fewer neurons.
    if (gradients && neuron <= (gradients.widths[layer - 1] ?? 0)) {
      const { epochs, rows } = gradients;
      const drawn = [layer, neuron, axis, rows, epochs.at(-1)].join(' ');
      const isLost = this.#plot.rows === 0;
      if (isLost || this.#gradients !== gradients || this.#drawn !== drawn) {
        this.#gradients = gradients;
        this.#drawn = drawn;
        const column = gradients.column(layer - 1, neuron - 1);
        const values = this.#isLog ? column.map(Math.abs) : column;
        // Earlier rows may be thinned out, so all rows are drawn again.
        this.#plot.start();
        this.#plot.append(Uint32Array.from(epochs), values);
      }
    }
    return [this.#plot.render(), this.predict.around(nothing)];
  }

  /** @returns {string} what is drawn, for `keptSeries` */
  get #followed() {
    const { layer, neuron, axis } = this.#figure.state;
    return [layer, neuron, axis].join(' ');
  }

  /** @returns {boolean} whether sizes are drawn, on a logarithmic axis */
  get #isLog() {
    return this.#figure.state.axis === 'logarithmic';
  }

  /** @returns {string} the name of what is drawn */
  get #yTitle() {
    return this.#isLog ? words.historyAxisSize : words.historyAxis;
  }

  /** @param {number} epoch - any @returns {number} ∂C/∂b then */
  #number(epoch) {
    const { layer, neuron } = this.#figure.state;
    const row = this.#gradients?.row(epoch);
    return row?.layers[layer - 1]?.[neuron - 1] ?? NaN;
  }

  /** @returns {LiveSettings} how it looks */
  #settings() {
    const { ground, shown: state, keptDoor } = this.#figure;
    const kept = keptDoor.runs;
    const index = Math.max(0, state.layer - 1);
    return {
      margins: { left: 4.4, right: 1, top: 1.9, bottom: 3.3 },
      epochs: Math.max(state.epochs, kept?.epochs ?? 0),
      overlay: kept?.overlay(this.#followed) ?? null,
      xTitle: words.horizontal,
      yTitle: this.#yTitle,
      isSigned: !this.#isLog,
      verticalScale: this.#isLog ? 'logarithmic' : 'linear',
      lines: [
        {
          name: '',
          colour: layerColour(index, state.hidden.length, ground),
          dash: layerDash(index),
          width: 2,
        },
      ],
    };
  }
}
