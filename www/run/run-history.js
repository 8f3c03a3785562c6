import { nearestIndex } from '../kit/nearest.js';

/**
 * The rows of one run, as they come in: each was measured after so many
 * epochs, before the update of the next. Not every epoch need have one.
 */
export class RunHistory {
  /** Hidden layers. */
  layers;
  #rowLength;
  /** @type {number[]} */
  #epochs = [];
  #values = new Float64Array(0);

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
   * Takes rows in.
   *
   * @param {ArrayLike<number>} epochs - of the rows, ascending, after those
   *   before
   * @param {Float64Array} values - row-major: speeds, cost, training accuracy,
   *   validation accuracy
   */
  append(epochs, values) {
    const added = Array.from(epochs);
    const expected = added.length * this.#rowLength;
    const isLater = added.every(
      (epoch, index) => epoch > (added[index - 1] ?? this.epoch),
    );
    if (!isLater || values.length !== expected) {
      throw new RangeError(
        `rows: expected ${expected} numbers of epochs after ${this.epoch}, ` +
          `ascending, got ${values.length} of epochs ${added.join(', ')}`,
      );
    }
    const used = this.rows * this.#rowLength;
    this.#reserve(used + values.length);
    this.#values.set(values, used);
    for (const epoch of added) this.#epochs.push(epoch);
  }

  /**
   * One column group of the rows from one of them on.
   *
   * @param {number} first - the first row, from 0
   * @param {number} column - the first column; the cost is column `layers`
   * @param {number} width - how many columns
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

  /**
   * @param {number} epoch - any; ∞ for the last
   * @returns {Row} what was measured at the nearest epoch that was
   */
  row(epoch) {
    const index = nearestIndex(this.#epochs, epoch);
    const start = Math.max(0, index) * this.#rowLength;
    const values = this.#values.subarray(start, start + this.#rowLength);
    const [cost = NaN, trainingAccuracy = NaN, validationAccuracy = NaN] =
      values.subarray(this.layers);
    const speeds = [...values.subarray(0, this.layers)];
    return {
      epoch: this.#epochs[index] ?? -1,
      speeds,
      cost,
      trainingAccuracy,
      validationAccuracy,
    };
  }

  /**
   * @param {number} epoch - a measured one
   * @returns {number} the last one measured before it, −1 for none
   */
  before(epoch) {
    return this.#epochs[nearestIndex(this.#epochs, epoch) - 1] ?? -1;
  }

  /** @returns {History} all rows, as arrays of the caller's own */
  get history() {
    const { layers } = this;
    return {
      epochs: Uint32Array.from(this.#epochs),
      speeds: this.columns(0, 0, layers),
      cost: this.columns(0, layers, 1),
      trainingAccuracy: this.columns(0, layers + 1, 1),
      validationAccuracy: this.columns(0, layers + 2, 1),
    };
  }

  /** @param {number} length - numbers that must fit */
  #reserve(length) {
    if (length <= this.#values.length) return;
    const larger = new Float64Array(Math.max(length, 2 * this.#values.length));
    larger.set(this.#values);
    this.#values = larger;
  }
}

/**
 * @typedef {object} Row
 * @property {number} epoch - epochs done
 * @property {number[]} speeds - of each hidden layer
 * @property {number} cost - on the training images
 * @property {number} trainingAccuracy - 0 to 1
 * @property {number} validationAccuracy - 0 to 1
 */

/**
 * @typedef {object} History
 * @property {Uint32Array} epochs - the rows' epochs
 * @property {Float64Array} speeds - row-major by epoch
 * @property {Float64Array} cost - one number an epoch
 * @property {Float64Array} trainingAccuracy - 0 to 1
 * @property {Float64Array} validationAccuracy - 0 to 1
 */
