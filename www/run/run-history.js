import { nearestIndex } from '../kit/nearest.js';

/**
 * The rows measured so far in a run, each before the first update of its epoch.
 * Epochs may be missing.
 */
export class RunHistory {
  /** Hidden layers. */
  layers;
  #rowLength;
  /** @type {number[]} */
  #epochs = [];
  #values = new Float64Array(0);
  /** By weights, then by weights and biases; row-major, empty if not measured. */
  #weightSpeeds = new Float64Array(0);
  #hasWeightSpeeds = false;

  /** @param {number} layers - hidden layers, whose speeds each row starts with */
  constructor(layers) {
    this.layers = layers;
    this.#rowLength = layers + 3;
  }

  /** @returns {number} how many rows there are */
  get rows() {
    return this.#epochs.length;
  }

  /** @returns {readonly number[]} the epochs measured, ascending */
  get epochs() {
    return this.#epochs;
  }

  /** @returns {number} the last epoch measured, -1 before any */
  get epoch() {
    return this.#epochs.at(-1) ?? -1;
  }

  /** @returns {boolean} whether an epoch before the last was not measured */
  get hasGaps() {
    return this.rows < this.epoch + 1;
  }

  /**
   * Appends rows.
   *
   * @param {ArrayLike<number>} epochs - of the rows, ascending, later than the
   *   last
   * @param {Float64Array} values - row-major: speeds, cost, training accuracy,
   *   validation accuracy
   * @param {Float64Array} [weightSpeeds] - of the same rows, or of none: speeds
   *   by weights, then by weights and biases together
   */
  append(epochs, values, weightSpeeds) {
    const added = Array.from(epochs);
    const expected = added.length * this.#rowLength;
    const isLater = added.every(
      (epoch, index) => epoch > (added[index - 1] ?? this.epoch),
    );
    const byWeights = weightSpeeds?.length ?? 0;
    const isWhole =
      byWeights === 0 || byWeights === 2 * this.layers * added.length;
    if (!isLater || !isWhole || values.length !== expected) {
      throw new RangeError(
        `rows: expected ${expected} numbers of epochs after ${this.epoch}, ` +
          `ascending, got ${values.length} and ${byWeights} of epochs ${added.join(', ')}`,
      );
    }
    const used = this.rows * this.#rowLength;
    this.#values = grown(this.#values, used + values.length);
    this.#values.set(values, used);
    if (weightSpeeds) {
      const start = this.rows * 2 * this.layers;
      this.#weightSpeeds = grown(
        this.#weightSpeeds,
        start + weightSpeeds.length,
      );
      this.#weightSpeeds.set(weightSpeeds, start);
      this.#hasWeightSpeeds = true;
    }
    for (const epoch of added) this.#epochs.push(epoch);
  }

  /**
   * The speeds of the hidden layers by one measure, of all rows from `first` on.
   *
   * @param {Measure} measure - by which gradient
   * @param {number} [first] - the first row, from 0
   * @returns {Float64Array} row-major; empty where they were not measured
   */
  speedsBy(measure, first = 0) {
    const { layers } = this;
    if (measure === 'biases') return this.columns(first, 0, layers);
    const rows = this.#hasWeightSpeeds ? Math.max(0, this.rows - first) : 0;
    const found = new Float64Array(rows * layers);
    const column = measure === 'weights' ? 0 : layers;
    for (let row = 0; row < rows; row += 1) {
      const start = (first + row) * 2 * layers + column;
      const own = this.#weightSpeeds.subarray(start, start + layers);
      found.set(own, row * layers);
    }
    return found;
  }

  /**
   * Some columns of all rows from `first` on.
   *
   * @param {number} first - the first row, from 0
   * @param {number} column - the first column; the cost is column `layers`
   * @param {number} width - number of columns
   * @returns {Float64Array} row-major, `width` numbers a row
   */
  columns(first, column, width) {
    const rows = Math.max(0, this.rows - first);
    const found = new Float64Array(rows * width);
    for (let row = 0; row < rows; row += 1) {
      const start = (first + row) * this.#rowLength + column;
      found.set(this.#values.subarray(start, start + width), row * width);
    }
    return found;
  }

  /** @param {number} epoch - any; ∞ for the last @returns {Row} of the nearest measured epoch */
  row(epoch) {
    const index = nearestIndex(this.#epochs, epoch);
    const start = Math.max(0, index) * this.#rowLength;
    const values = this.#values.subarray(start, start + this.#rowLength);
    const [cost = NaN, trainingAccuracy = NaN, validationAccuracy = NaN] =
      values.subarray(this.layers);
    const { layers } = this;
    const speeds = [...values.subarray(0, layers)];
    const from = Math.max(0, index) * 2 * layers;
    const byWeights = this.#hasWeightSpeeds
      ? [...this.#weightSpeeds.subarray(from, from + 2 * layers)]
      : [];
    return {
      epoch: this.#epochs[index] ?? -1,
      speeds,
      weightSpeeds: byWeights.slice(0, layers),
      speedsTogether: byWeights.slice(layers),
      cost,
      trainingAccuracy,
      validationAccuracy,
    };
  }

  /** @param {number} epoch - measured @returns {number} the one measured before it; −1 for none */
  before(epoch) {
    return this.#epochs[nearestIndex(this.#epochs, epoch) - 1] ?? -1;
  }

  /** @returns {History} a copy of all rows */
  get history() {
    const { layers } = this;
    return {
      epochs: Uint32Array.from(this.#epochs),
      speeds: this.columns(0, 0, layers),
      weightSpeeds: this.speedsBy('weights'),
      speedsTogether: this.speedsBy('both'),
      cost: this.columns(0, layers, 1),
      trainingAccuracy: this.columns(0, layers + 1, 1),
      validationAccuracy: this.columns(0, layers + 2, 1),
    };
  }
}

/**
 * @param {Float64Array<ArrayBuffer>} values - some numbers
 * @param {number} length - that is needed
 * @returns {Float64Array<ArrayBuffer>} the same if it is long enough, else a copy with room to grow
 */
export function grown(values, length) {
  if (length <= values.length) return values;
  const larger = new Float64Array(Math.max(length, 2 * values.length));
  larger.set(values);
  return larger;
}

/**
 * By which gradient the speed of a layer is measured: that of its biases, as in
 * the chapter, of its weights, or of both together.
 *
 * @typedef {'biases' | 'weights' | 'both'} Measure
 */
/**
 * @param {Row} row - measured
 * @param {Measure} measure - by which gradient
 * @returns {number[]} the speeds of its layers; empty where they were not measured
 */
export function speedsOf({ speeds, weightSpeeds, speedsTogether }, measure) {
  return { biases: speeds, weights: weightSpeeds, both: speedsTogether }[
    measure
  ];
}

/**
 * @typedef {object} Row
 * @property {number} epoch - number of epochs trained before
 * @property {number[]} speeds - of each hidden layer, by its biases: ‖∂C/∂b‖
 * @property {number[]} weightSpeeds - by its weights: ‖∂C/∂w‖; empty where they
 *   were not measured
 * @property {number[]} speedsTogether - by weights and biases together; likewise
 * @property {number} cost - on the training images
 * @property {number} trainingAccuracy - 0 to 1
 * @property {number} validationAccuracy - 0 to 1
 */

/**
 * @typedef {object} History
 * @property {Uint32Array} epochs - the rows' epochs
 * @property {Float64Array} speeds - by biases, row-major by epoch
 * @property {Float64Array} weightSpeeds - by weights; empty where they were not
 *   measured
 * @property {Float64Array} speedsTogether - by weights and biases; likewise
 * @property {Float64Array} cost - one number an epoch
 * @property {Float64Array} trainingAccuracy - 0 to 1
 * @property {Float64Array} validationAccuracy - 0 to 1
 */
