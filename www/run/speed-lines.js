/** The speeds of the hidden layers of a run as lines of a plot. */
import { layerColour, layerDash } from '../kit/palette.js';
import { runWords } from './run-words.js';

/** @import { LiveLine, LivePlot } from '../kit/plot/live-plot.js' */
/** @import { Measure, RunHistory } from './run-history.js' */

export const LINE_WIDTH = 2;
/** More lines than this are drawn thinner, so that they stay apart. */
const MOST_FULL_LINES = 12;

/**
 * @param {LivePlot} plot - of a run's speeds
 * @param {RunHistory} history - the run; rows that are new are drawn
 * @param {Measure} measure - by which gradient
 * @param {number} rows - how many of its rows are to be drawn in all
 */
export function appendSpeeds(plot, history, measure, rows) {
  const from = plot.rows;
  if (!plot.isReady || rows <= from) return;
  const epochs = Uint32Array.from(history.epochs.slice(from, rows));
  const speeds = history.speedsBy(measure, from);
  plot.append(epochs, speeds.subarray(0, epochs.length * history.layers));
}

/**
 * How the speeds of a run are drawn: a line for each hidden layer.
 *
 * @param {number} layers - hidden layers
 * @param {'light' | 'dark'} ground - what colours must stand out from
 * @returns {LiveLine[]} the lines, the first hidden layer's first
 */
export function speedLines(layers, ground) {
  return Array.from({ length: layers }, (_, index) => ({
    name: runWords.shortLayerName(index + 1),
    colour: layerColour(index, layers, ground),
    dash: layerDash(index),
    width: layers > MOST_FULL_LINES ? 0.75 * LINE_WIDTH : LINE_WIDTH,
  }));
}
