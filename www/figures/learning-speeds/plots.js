/**
 * The figure's three pictures: the speeds on a logarithmic axis, the cost and
 * the accuracies on linear ones.
 */
import { layerDash } from '../../kit/palette.js';
import { LivePlot } from '../../kit/plot/live-plot.js';
import { speedsOf } from '../../run/run-history.js';
import { runWords } from '../../run/run-words.js';
import { LINE_WIDTH, appendSpeeds, speedLines } from '../../run/speed-lines.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { LiveHost, LiveSettings } from '../../kit/plot/live-plot.js' */
/** @import { Measure, Row, RunHistory } from '../../run/run-history.js' */
/** @import { RunController } from '../../run/run-controller.js' */
/** @import { Backdrop } from './backdrop.js' */

/** The pictures of one run, and of those kept behind it. */
export class Plots {
  speeds;
  cost;
  accuracy;
  #host;
  #backdrop;
  #run = { layers: 0, epochs: 1 };
  /** @type {Measure} */
  #measure = 'biases';

  /**
   * @param {LiveHost & { keptDoor: import('../../run/kept-door.js').KeptDoor }} host - the figure
   * @param {Backdrop} backdrop - what stands behind the speeds
   * @param {RunController} run - whose epochs the plots show and move
   * @param {import('../../kit/predict/predict.js').Predict} predict - of the speeds
   */
  constructor(host, backdrop, run, predict) {
    this.#host = host;
    this.#backdrop = backdrop;
    const title = () => words.plotTitle[this.#measure];
    /** @param {(row: Row) => readonly number[]} values @param {string[]} [names] */
    const cursor = (values, names) => ({
      epochs: () => run.epochs,
      values: (/** @type {number} */ epoch) =>
        run.history ? values(run.history.row(epoch)) : [],
      held: () => run.pointed,
      hold: (/** @type {number | null} */ epoch) => run.point(epoch),
      ...(names ? { names } : {}),
    });
    this.speeds = new LivePlot(host, {
      control: 'plot',
      told: 'sentence',
      get title() {
        return title();
      },
      settings: () => this.#speedsSettings(),
      predict,
      heard: () => run.isPlaying,
      cursor: {
        ...cursor((row) => speedsOf(row, this.#measure)),
        get label() {
          return `${title()}. ${words.plotKeys}`;
        },
      },
    });
    this.cost = new LivePlot(host, {
      control: 'cost-plot',
      title: words.costTitle,
      cursor: cursor(({ cost }) => [cost], [words.cost]),
      settings: () => ({
        ...this.#sideSettings('cost'),
        lines: [{ name: '', dash: [], width: LINE_WIDTH }],
      }),
    });
    this.accuracy = new LivePlot(host, {
      control: 'accuracy-plot',
      title: words.accuracyTitle,
      cursor: cursor(
        (row) => [row.trainingAccuracy, row.validationAccuracy],
        [words.training, words.validation],
      ),
      settings: () => ({
        ...this.#sideSettings('accuracy'),
        unit: 'percent',
        range: [0, 1],
        lines: [
          { name: '', dash: [], width: LINE_WIDTH },
          { name: '', dash: layerDash(1), width: LINE_WIDTH },
        ],
      }),
    });
  }

  /** @param {Pick<typeof import('../../core/training.js'), 'RawPlot'>} core - loaded */
  begin(core) {
    for (const plot of this.#all) plot.begin(core);
  }

  /**
   * Begins a new run, without rows.
   *
   * @param {number} layers - its hidden layers
   * @param {number} epochs - its last epoch
   */
  start(layers, epochs) {
    this.#run = { layers, epochs };
    for (const plot of this.#all) plot.start();
  }

  /**
   * @param {RunHistory} history - of the run; rows that are new are drawn
   * @param {Measure} measure - by which gradient
   */
  append(history, measure) {
    const { layers } = history;
    if (measure !== this.#measure && this.speeds.isReady) {
      this.#measureBy(measure);
    }
    appendSpeeds(this.speeds, history, measure, history.rows);
    appendRows(this.cost, history, layers, 1);
    appendRows(this.accuracy, history, layers + 1, 2);
  }

  /** A kept run is gone: the axes may narrow. */
  narrow() {
    for (const plot of this.#all) plot.narrow();
  }

  /** What stands behind its lines. */
  get #kept() {
    return this.#host.keptDoor.runs;
  }

  /** @returns {readonly LivePlot[]} all three */
  get #all() {
    return [this.speeds, this.cost, this.accuracy];
  }

  /** @returns {number} the last epoch of the longest run */
  get #epochs() {
    return Math.max(this.#run.epochs, this.#kept?.epochs ?? 0);
  }

  /** @param {Measure} measure - by which the speeds are to be drawn */
  #measureBy(measure) {
    this.#measure = measure;
    this.speeds.start();
  }

  /** @returns {LiveSettings} how the speeds look */
  #speedsSettings() {
    const { layers } = this.#run;
    return {
      margins: { left: 3.3, top: 1.9, bottom: 3.3 },
      epochs: this.#epochs,
      xTitle: runWords.epoch,
      yTitle: words.speed[this.#measure],
      verticalScale: 'logarithmic',
      lines: speedLines(layers, this.#host.ground),
      ...this.#backdrop.behind(layers, this.#measure),
      overlay: this.#kept?.overlay('speeds', this.#measure) ?? null,
    };
  }

  /** @param {'cost' | 'accuracy'} what @returns {Omit<LiveSettings, 'lines'>} what cost and accuracies have in common */
  #sideSettings(what) {
    return {
      margins: { left: 3.3, right: 1, top: 0.7, bottom: 2 },
      epochs: this.#epochs,
      verticalScale: 'linear',
      overlay: this.#kept?.overlay(what) ?? null,
    };
  }
}

/**
 * @param {LivePlot} plot - of a run
 * @param {RunHistory} history - the run; rows that are new are drawn
 * @param {number} column - the first column that the plot shows
 * @param {number} width - how many columns
 */
function appendRows(plot, history, column, width) {
  const from = plot.rows;
  if (!plot.isReady || history.rows === from) return;
  const epochs = Uint32Array.from(history.epochs.slice(from));
  plot.append(epochs, history.columns(from, column, width));
}
