import { KeptRows } from './kept-rows.js';

/** What is measured of a layer, besides the ends of its histogram. */
export const MEASURED = /** @type {const} */ ([
  'mean',
  'deviation',
  'overImages',
  'quantile2',
  'quantile25',
  'median',
  'quantile75',
  'quantile98',
  'slope',
  'saturated',
  'stuck',
]);

/** The numbers of a layer before its histogram, as `take_activations` has them. */
const COLUMNS = /** @type {const} */ ([...MEASURED, 'low', 'high']);

/** The bins of a layer's histogram. */
export const BINS = 40;

/**
 * What the hidden layers of a run answer to the first validation images, at the
 * measured epochs.
 */
export class ActivationHistory extends KeptRows {
  /**
   * @param {number} layers - hidden layers
   * @param {number} stride - every `stride`-th row is kept
   */
  constructor(layers, stride) {
    super(Array(layers).fill(COLUMNS.length + BINS), stride);
  }

  /**
   * @param {number} epoch - any; ∞ for the last
   * @returns {ActivationRow | null} the row of the nearest epoch; null without rows
   */
  at(epoch) {
    const row = this.row(epoch);
    return row && { epoch: row.epoch, layers: row.layers.map(layerOf) };
  }

  /**
   * @param {LayerNumber} name - of a number
   * @returns {Float64Array} that of each layer, row-major
   */
  all(name) {
    const place = COLUMNS.indexOf(name);
    const layers = this.widths.length;
    const found = new Float64Array(this.rows * layers);
    for (let layer = 0; layer < layers; layer += 1) {
      for (const [row, number] of this.column(layer, place).entries()) {
        found[row * layers + layer] = number;
      }
    }
    return found;
  }

  /** @returns {ActivationNumbers} all rows, without the histograms */
  get history() {
    const columns = COLUMNS.map((name) => [name, this.all(name)]);
    return {
      epochs: Uint32Array.from(this.epochs),
      ...Object.fromEntries(columns),
    };
  }
}

/** @param {Float64Array} numbers @returns {LayerActivations} */
function layerOf(numbers) {
  const named = COLUMNS.map((name, place) => [name, numbers[place] ?? NaN]);
  return {
    ...Object.fromEntries(named),
    bins: [...numbers.subarray(COLUMNS.length)],
  };
}

/** @typedef {typeof COLUMNS[number]} LayerNumber */
/** @typedef {{ epochs: Uint32Array } & Record<LayerNumber, Float64Array>} ActivationNumbers */

/**
 * @typedef {object} ActivationRow
 * @property {number} epoch - epochs done when it was measured
 * @property {LayerActivations[]} layers - the first hidden layer's first
 */

/**
 * Of a layer, over all of its neurons and the first validation images.
 *
 * @typedef {Record<LayerNumber, number> & { bins: number[] }} LayerActivations
 * @property {number} mean - of the activations
 * @property {number} deviation - their standard deviation
 * @property {number} overImages - that of a neuron over the images, averaged
 * @property {number} slope - the mean of φ′(z), as a share of the largest
 * @property {number} saturated - share of activations whose slope is less than a
 *   tenth of the largest
 * @property {number} stuck - share of neurons that are so on every image
 * @property {number} low - the lower end of the histogram
 * @property {number} high - its upper end
 * @property {number[]} bins - share of the activations in each of its bins
 */
