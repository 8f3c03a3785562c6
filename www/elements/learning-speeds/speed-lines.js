import { layerColour, layerDash } from '../../view/palette.js';
import { learningSpeedsWords as words } from '../../words/learning-speeds.js';

const LINE_WIDTH = 2;
/** More lines than these are drawn thinner, not to run into each other. */
const MOST_FULL_LINES = 12;

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
