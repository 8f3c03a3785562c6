import { nearestIndex } from '../kit/nearest.js';
import { grown } from './run-history.js';

/** A row begins with its epoch and whether it is kept. */
const HEAD = 2;

/**
 * ∂C/∂b of every hidden neuron at the measured epochs. Of a long run of a large
 * network only every `stride`-th row is kept, and the last one.
 */
export class GradientHistory {
  /** Neurons of each hidden layer. */
  widths;
  /** Every `stride`-th row is kept. */
  stride;
  /** The largest absolute value so far; 0 while there is none above 0. */
  largest = 0;
  /** The smallest root mean square above 0 of a layer so far. */
  leastTypical = Infinity;
  /** The largest norm of a layer so far; 0 while there is none above 0. */
  largestSpeed = 0;
  /** The smallest one above 0. */
  leastSpeed = Infinity;

  #neurons;
  /** @type {number[]} */
  #epochs = [];
  /** Whether the next row replaces the last. */
  #isPassing = false;
  #values = new Float64Array(0);

  /**
   * @param {readonly number[]} widths - neurons of each hidden layer
   * @param {number} stride - every `stride`-th row is kept
   */
  constructor(widths, stride) {
    this.widths = widths;
    this.stride = stride;
    this.#neurons = widths.reduce((sum, width) => sum + width, 0);
  }

  /** @returns {number} how many rows there are */
  get rows() {
    return this.#epochs.length;
  }

  /** @returns {readonly number[]} the rows' epochs, ascending */
  get epochs() {
    return this.#epochs;
  }

  /** @returns {number} numbers in a row */
  get neurons() {
    return this.#neurons;
  }

  /**
   * Appends rows.
   *
   * @param {Float64Array} rows - row-major: the epoch, 1 for a row to keep or 0
   *   for one that the next replaces, then a number for each neuron
   */
  append(rows) {
    const length = this.#neurons + HEAD;
    for (let at = 0; at + length <= rows.length; at += length) {
      if (this.#isPassing) this.#epochs.pop();
      this.#isPassing = rows[at + 1] === 0;
      this.#put(rows[at] ?? NaN, rows.subarray(at + HEAD, at + length));
    }
  }

  /**
   * @param {number} epoch - any; ∞ for the last
   * @returns {GradientRow | null} the row of the nearest epoch; null without rows
   */
  row(epoch) {
    const index = nearestIndex(this.#epochs, epoch);
    const found = this.#epochs[index];
    if (found === undefined) return null;
    let from = index * this.#neurons;
    const layers = this.widths.map((width) => {
      from += width;
      return this.#values.subarray(from - width, from);
    });
    return { epoch: found, layers };
  }

  /**
   * @param {number} layer - 0 for the first hidden layer
   * @param {number} neuron - 0 for its first
   * @returns {Float64Array} one number a row
   */
  column(layer, neuron) {
    const before = this.widths.slice(0, layer);
    const offset = before.reduce((sum, width) => sum + width, neuron);
    return Float64Array.from(
      this.#epochs,
      (_, row) => this.#values[row * this.#neurons + offset] ?? NaN,
    );
  }

  /** @returns {NeuronHistory} a copy of all rows */
  get history() {
    return {
      epochs: Uint32Array.from(this.#epochs),
      widths: [...this.widths],
      gradients: this.#values.slice(0, this.rows * this.#neurons),
    };
  }

  /** @param {number} epoch @param {Float64Array} values - a number for each neuron */
  #put(epoch, values) {
    const start = this.#epochs.length * this.#neurons;
    this.#values = grown(this.#values, start + this.#neurons);
    this.#values.set(values, start);
    this.#epochs.push(epoch);
    let from = 0;
    for (const width of this.widths) {
      this.#measure(values.subarray(from, from + width));
      from += width;
    }
  }

  /** @param {Float64Array} layer - its numbers in a row */
  #measure(layer) {
    let largest = 0;
    for (const value of layer) {
      const size = Math.abs(value);
      if (size > largest && size < Infinity) largest = size;
    }
    this.largest = Math.max(this.largest, largest);
    // The largest is taken out before squaring: squares of 1e-170 are 0.
    let squares = 0;
    for (const value of layer) squares += (value / largest) ** 2;
    const typical = largest * Math.sqrt(squares / layer.length);
    if (typical < this.leastTypical && typical > 0) this.leastTypical = typical;
    const speed = largest * Math.sqrt(squares);
    if (!(speed > 0 && speed < Infinity)) return;
    this.largestSpeed = Math.max(this.largestSpeed, speed);
    this.leastSpeed = Math.min(this.leastSpeed, speed);
  }
}

/**
 * @typedef {object} GradientRow
 * @property {number} epoch - epochs done when it was measured
 * @property {Float64Array[]} layers - ∂C/∂b of each neuron of each hidden layer
 */

/**
 * @typedef {object} NeuronHistory
 * @property {Uint32Array} epochs - the rows' epochs
 * @property {number[]} widths - neurons of each hidden layer
 * @property {Float64Array} gradients - row-major: by epoch, by layer, by neuron
 */
