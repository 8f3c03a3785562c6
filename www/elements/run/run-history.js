/**
 * The rows of one run, as they come in: row e was measured after e epochs,
 * before the update of the next.
 */
export class RunHistory {
  /** Hidden layers. */
  layers;
  #rowLength;
  #rows = 0;
  #values = new Float64Array(0);

  /** @param {number} layers - hidden layers, whose speeds each row starts with */
  constructor(layers) {
    this.layers = layers;
    this.#rowLength = layers + 3;
  }

  /** @returns {number} how many rows there are */
  get rows() {
    return this.#rows;
  }

  /** @returns {number} the last epoch measured, -1 before any */
  get epoch() {
    return this.#rows - 1;
  }

  /**
   * Takes rows in.
   *
   * @param {number} firstEpoch - the epoch of the first of them, the next one
   * @param {Float64Array} values - row-major: speeds, cost, training accuracy,
   *   validation accuracy
   */
  append(firstEpoch, values) {
    const added = values.length / this.#rowLength;
    if (firstEpoch !== this.#rows || !Number.isInteger(added)) {
      throw new RangeError(
        `rows: expected whole ones from epoch ${this.#rows} on, got ` +
          `${values.length} numbers from epoch ${firstEpoch} on`,
      );
    }
    const used = this.#rows * this.#rowLength;
    this.#reserve(used + values.length);
    this.#values.set(values, used);
    this.#rows += added;
  }

  /**
   * One column group of the rows from an epoch on.
   *
   * @param {number} epoch - the first row
   * @param {number} column - the first column; the cost is column `layers`
   * @param {number} width - how many columns
   * @returns {Float64Array} row-major, `width` numbers a row
   */
  columns(epoch, column, width) {
    const rows = Math.max(0, this.#rows - epoch);
    const found = new Float64Array(rows * width);
    for (let row = 0; row < rows; row += 1) {
      const start = (epoch + row) * this.#rowLength + column;
      found.set(this.#values.subarray(start, start + width), row * width);
    }
    return found;
  }

  /**
   * @param {number} epoch - a measured epoch
   * @returns {Row} what was measured then
   */
  row(epoch) {
    const start = epoch * this.#rowLength;
    const values = this.#values.subarray(start, start + this.#rowLength);
    const [cost = NaN, trainingAccuracy = NaN, validationAccuracy = NaN] =
      values.subarray(this.layers);
    const speeds = [...values.subarray(0, this.layers)];
    return { epoch, speeds, cost, trainingAccuracy, validationAccuracy };
  }

  /** @returns {History} all rows, as arrays of the caller's own */
  get history() {
    const { layers } = this;
    return {
      epochs: Uint32Array.from({ length: this.#rows }, (_, epoch) => epoch),
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
