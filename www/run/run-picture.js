import { LivePlot } from '../kit/plot/live-plot.js';
import { speedsOf } from './run-history.js';
import { appendSpeeds } from './speed-lines.js';

/** @import { LiveHost, LiveSettings } from '../kit/plot/live-plot.js' */
/** @import { Measure, RunHistory } from './run-history.js' */
/** @import { ComparedRun } from './runs-together.js' */

/** The picture of the speeds of one run of a comparison. */
export class RunPicture {
  run;
  plot;
  #options;
  /** @type {{ history: RunHistory | null, measure: Measure }} What the picture has rows of. */
  #drawn = { history: null, measure: 'biases' };

  /**
   * @param {ComparedRun} run - what it shows
   * @param {PictureOptions} options - where, and how
   */
  constructor(run, options) {
    this.run = run;
    this.#options = options;
    this.plot = new LivePlot(options.host, {
      control: 'comparison-plot',
      title: options.title,
      settings: () => this.#settings(),
      ...(options.predict ? { predict: options.predict } : {}),
      cursor: {
        ...(options.names ? { names: options.names } : {}),
        epochs: () => this.run.history?.epochs ?? [],
        values: (epoch) => {
          const row = this.run.history?.row(epoch);
          return row ? speedsOf(row, this.#measure) : [];
        },
      },
    });
  }

  /** @param {Parameters<LivePlot['begin']>[0]} core - loaded */
  begin(core) {
    this.plot.begin(core);
  }

  /** Frees the core's picture. */
  free() {
    this.plot.free();
  }

  /** @returns {boolean} whether the run has rows that its picture lacks */
  get hasNewRows() {
    const { history } = this.run;
    if (!this.plot.isReady || !history?.rows) return false;
    return this.#isOther || history.rows !== this.plot.rows;
  }

  /** @returns {readonly [number, number] | null} what its axis spans by itself */
  get ownRange() {
    return this.plot.rows > 0 ? this.plot.ownRange : null;
  }

  /** Gives new rows to the picture. */
  takeRows() {
    const { history } = this.run;
    if (!history || !this.hasNewRows) return;
    if (this.#isOther) this.plot.start();
    this.#drawn = { history, measure: this.#measure };
    appendSpeeds(this.plot, history, this.#measure, history.rows);
  }

  /** @returns {Measure} by which gradient */
  get #measure() {
    return this.#options.measure?.() ?? 'biases';
  }

  get #isOther() {
    const { history, measure } = this.#drawn;
    return history !== this.run.history || measure !== this.#measure;
  }

  /** @returns {LiveSettings} how the picture looks */
  #settings() {
    const { state } = this.run;
    const { range, settings } = this.#options;
    return {
      epochs: state.epochs,
      ...settings(state.hidden.length),
      verticalScale: 'logarithmic',
      range: range(),
    };
  }
}

/**
 * @typedef {object} PictureOptions
 * @property {LiveHost} host - the figure
 * @property {string} title - of the picture
 * @property {() => readonly [number, number] | null} range - that all axes
 *   span; null for each its own
 * @property {import('../kit/predict/predict.js').Predict} [predict] - lets readers draw what
 *   they expect of it
 * @property {readonly string[]} [names] - of its lines where they are read; by default those
 *   at their ends
 * @property {() => Measure} [measure] - by which gradient; the biases' without
 * @property {(layers: number) => Pick<LiveSettings, 'margins' | 'lines' | 'xTitle' | 'yTitle' | 'overlay'> & { epochs?: number }} settings -
 *   what else there is to it, by the number of hidden layers
 */
