import { nearestIndex } from '../kit/nearest.js';
import { grown } from './run-history.js';

/** A row begins with its epoch and whether it is kept. */
const HEAD = 2;

/**
 * As many numbers of each hidden layer at the measured epochs. Where a run would have
 * too many of them only every `stride`-th row is kept, and the last one.
 */
export class KeptRows {
  /** Numbers of each hidden layer. */
  widths;
  /** Every `stride`-th row is kept. */
  stride;
  /** Row-major. */
  values = new Float64Array(0);

  #numbers;
  /** @type {number[]} */
  #epochs = [];
  /** Whether the next row replaces the last. */
  #isPassing = false;

  /**
   * @param {readonly number[]} widths - numbers of each hidden layer
   * @param {number} stride - every `stride`-th row is kept
   */
  constructor(widths, stride) {
    this.widths = widths;
    this.stride = stride;
    this.#numbers = widths.reduce((sum, width) => sum + width, 0);
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
  get numbers() {
    return this.#numbers;
  }

  /** @returns {Float64Array} all rows, as `append` takes them */
  get appended() {
    const length = this.#numbers + HEAD;
    const rows = new Float64Array(this.rows * length);
    for (const [index, epoch] of this.#epochs.entries()) {
      const isLast = index === this.rows - 1;
      const from = index * this.#numbers;
      const numbers = this.values.subarray(from, from + this.#numbers);
      rows.set([epoch, isLast && this.#isPassing ? 0 : 1], index * length);
      rows.set(numbers, index * length + HEAD);
    }
    return rows;
  }

  /**
   * Appends rows.
   *
   * @param {Float64Array} rows - row-major: the epoch, 1 for a row to keep or 0
   *   for one that the next replaces, then its numbers
   */
  append(rows) {
    const length = this.#numbers + HEAD;
    for (let at = 0; at + length <= rows.length; at += length) {
      if (this.#isPassing) this.#epochs.pop();
      this.#isPassing = rows[at + 1] === 0;
      this.#put(rows[at] ?? NaN, rows.subarray(at + HEAD, at + length));
    }
  }

  /**
   * @param {number} epoch - any; ∞ for the last
   * @returns {KeptRow | null} the row of the nearest epoch; null without rows
   */
  row(epoch) {
    const index = nearestIndex(this.#epochs, epoch);
    const found = this.#epochs[index];
    if (found === undefined) return null;
    let from = index * this.#numbers;
    const layers = this.widths.map((width) => {
      from += width;
      return this.values.subarray(from - width, from);
    });
    return { epoch: found, layers };
  }

  /**
   * @param {number} layer - 0 for the first hidden layer
   * @param {number} place - of a number in it, from 0
   * @returns {Float64Array} that number of each row
   */
  column(layer, place) {
    const before = this.widths.slice(0, layer);
    const offset = before.reduce((sum, width) => sum + width, place);
    return Float64Array.from(
      this.#epochs,
      (_, row) => this.values[row * this.#numbers + offset] ?? NaN,
    );
  }

  /** @param {Float64Array} _layer - its numbers in a row that has come */
  came(_layer) {}

  /** @param {number} epoch @param {Float64Array} numbers - of all layers */
  #put(epoch, numbers) {
    const start = this.#epochs.length * this.#numbers;
    this.values = grown(this.values, start + this.#numbers);
    this.values.set(numbers, start);
    this.#epochs.push(epoch);
    let from = 0;
    for (const width of this.widths) {
      this.came(numbers.subarray(from, from + width));
      from += width;
    }
  }
}

/**
 * @typedef {object} KeptRow
 * @property {number} epoch - epochs done when it was measured
 * @property {Float64Array[]} layers - the numbers of each hidden layer
 */
