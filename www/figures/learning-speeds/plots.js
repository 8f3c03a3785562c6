/**
 * The figure's three pictures: the speeds on a log axis, the cost and the
 * accuracies on linear ones, all drawn by the same code of the core.
 */
import { layerColour, layerDash } from '../../kit/palette.js';
import { PlotView } from '../../kit/plot-view.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { PlotSettings } from '../../core/training.js' */
/** @import { RunHistory } from '../../run/run-history.js' */

/** Narrower than this, a line's full name would take half the picture. */
const WIDTH_FOR_FULL_NAMES = 560;
const LINE_WIDTH = 2;
/** More lines than these are drawn thinner, not to run into each other. */
const MOST_FULL_LINES = 12;

/** The pictures of one run, and of one kept behind it. */
export class Plots {
  /** @type {{ layers: number, epochs: number }} */
  #run = { layers: 0, epochs: 1 };
  #keptEpochs = 0;
  #drawnRows = 0;
  /** Grows with each run: what was put behind the one before may be gone. */
  runCount = 0;
  /** @type {() => 'light' | 'dark'} */
  #ground;

  /**
   * @param {object} options - where it stands
   * @param {() => 'light' | 'dark'} options.ground - what colours must stand
   *   out from
   * @param {() => void} options.needsDrawing - asks for `draw` in the next frame
   * @param {import('../../kit/plot-cursor.js').CursorOptions} options.cursor -
   *   reads out the speeds
   */
  constructor({ ground, needsDrawing, cursor }) {
    this.#ground = ground;
    this.speeds = new PlotView({
      control: 'plot',
      title: words.plotTitle,
      describe: (size, theme) => this.#speedsSettings(size, theme),
      needsDrawing,
      cursor,
    });
    this.cost = new PlotView({
      control: 'cost-plot',
      title: words.costTitle,
      describe: (size, theme) => this.#costSettings(size, theme),
      needsDrawing,
    });
    this.accuracy = new PlotView({
      control: 'accuracy-plot',
      title: words.accuracyTitle,
      describe: (size, theme) => this.#accuracySettings(size, theme),
      needsDrawing,
    });
    this.#views = [this.speeds, this.cost, this.accuracy];
  }

  /** @type {readonly PlotView[]} */
  #views;

  /** @param {AbortSignal} signal - ends following the sizes */
  observe(signal) {
    for (const view of this.#views) view.observe(signal);
  }

  /** @param {import('../../core/core.js').CoreParts['training']} core - loaded */
  begin(core) {
    for (const view of this.#views) view.begin(core);
  }

  /**
   * Starts a new run, with no rows yet.
   *
   * @param {{ layers: number, epochs: number }} run - its size
   */
  startRun(run) {
    this.#run = run;
    this.#drawnRows = 0;
    this.runCount += 1;
    for (const view of this.#views) {
      view.configure();
      view.plot?.clear();
    }
  }

  /** @param {RunHistory} history - of the run; only new rows are handed on */
  append(history) {
    const { layers } = history;
    const from = this.#drawnRows;
    if (!this.speeds.plot || history.rows === from) return;
    const epochs = Uint32Array.from(history.epochs.slice(from));
    this.speeds.plot.append(epochs, history.columns(from, 0, layers));
    this.cost.plot?.append(epochs, history.columns(from, layers, 1));
    this.accuracy.plot?.append(epochs, history.columns(from, layers + 1, 2));
    this.#drawnRows = history.rows;
  }

  /** Keeps the run so far as pale lines behind what comes. */
  keep() {
    this.#keptEpochs = this.#run.epochs;
    for (const view of this.#views) view.plot?.pin();
  }

  /** Forgets the kept run. */
  forget() {
    this.#keptEpochs = 0;
    for (const view of this.#views) view.plot?.unpin();
  }

  /**
   * Puts bands and marks behind the speeds, or takes them away.
   *
   * @param {import('./backdrop.js').Bands | null} bands - over seeds
   * @param {Float64Array} marks - published values
   */
  setBackground(bands, marks) {
    const none = new Float64Array(0);
    const { epochs, low, high } = bands ?? {
      epochs: none,
      low: none,
      high: none,
    };
    this.speeds.plot?.setBands(epochs, low, high);
    this.speeds.plot?.setMarks(marks);
  }

  /**
   * @returns {PlotSettings[]} of each as it is to be drawn; to be read before
   *   anything of a frame is written, since it makes the browser settle styles
   */
  get settings() {
    return this.#views.map((view) => view.settings);
  }

  /** @param {readonly PlotSettings[]} settings - as read in this frame */
  draw(settings) {
    this.#views.forEach((view, index) => view.draw(settings[index]));
  }

  /** @returns {number} the last epoch of the longer of the two runs */
  get #epochs() {
    return Math.max(this.#run.epochs, this.#keptEpochs);
  }

  /**
   * @param {import('../../kit/plot-view.js').Size} size - of the picture
   * @param {PlotSettings['theme']} theme - colours of the ground
   * @returns {PlotSettings} how the speeds look
   */
  #speedsSettings(size, theme) {
    const { layers } = this.#run;
    const isWide = size.width >= WIDTH_FOR_FULL_NAMES;
    return {
      ...size,
      title: words.plotTitle,
      margins: { left: 46, right: isWide ? 138 : 76, top: 26, bottom: 46 },
      theme,
      epochs: this.#epochs,
      horizontalTitle: words.epoch,
      verticalTitle: words.speed,
      verticalScale: 'logarithmic',
      unit: 'plain',
      range: null,
      lines: speedLines(layers, this.#ground(), isWide),
    };
  }

  /**
   * @param {import('../../kit/plot-view.js').Size} size - of the picture
   * @param {PlotSettings['theme']} theme - colours of the ground
   * @returns {PlotSettings} how the cost looks
   */
  #costSettings(size, theme) {
    return {
      ...size,
      title: words.costTitle,
      margins: { left: 46, right: 14, top: 26, bottom: 28 },
      theme,
      epochs: this.#epochs,
      horizontalTitle: '',
      verticalTitle: words.cost,
      verticalScale: 'linear',
      unit: 'plain',
      range: null,
      lines: [{ name: '', colour: theme.ink, dash: [], width: LINE_WIDTH }],
    };
  }

  /**
   * @param {import('../../kit/plot-view.js').Size} size - of the picture
   * @param {PlotSettings['theme']} theme - colours of the ground
   * @returns {PlotSettings} how the accuracies look
   */
  #accuracySettings(size, theme) {
    const line = { name: '', colour: theme.ink, width: LINE_WIDTH };
    return {
      ...size,
      title: words.accuracyTitle,
      margins: { left: 46, right: 14, top: 26, bottom: 46 },
      theme,
      epochs: this.#epochs,
      horizontalTitle: words.epoch,
      verticalTitle: words.accuracy,
      verticalScale: 'linear',
      unit: 'percent',
      range: [0, 1],
      lines: [
        { ...line, dash: [] },
        { ...line, dash: layerDash(1) },
      ],
    };
  }
}

/**
 * How the speeds of a run are drawn: a line for each hidden layer.
 *
 * @param {number} layers - hidden layers
 * @param {'light' | 'dark'} ground - what colours must stand out from
 * @param {boolean} isWide - whether there is room for full names
 * @returns {import('../../core/training.js').PlotLine[]} the lines, the first
 *   hidden layer's first
 */
export function speedLines(layers, ground, isWide) {
  const name = isWide ? words.layerName : words.shortLayerName;
  return Array.from({ length: layers }, (_, index) => ({
    name: name(index + 1),
    colour: layerColour(index, layers, ground),
    dash: layerDash(index),
    width: layers > MOST_FULL_LINES ? 0.75 * LINE_WIDTH : LINE_WIDTH,
  }));
}
