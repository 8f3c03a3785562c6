import { KeptRows } from './kept-rows.js';

/** ∂C/∂b of every hidden neuron at the measured epochs. */
export class GradientHistory extends KeptRows {
  /** The largest absolute value so far; 0 while there is none above 0. */
  largest = 0;
  /** The smallest root mean square above 0 of a layer so far. */
  leastTypical = Infinity;
  /** The largest norm of a layer so far; 0 while there is none above 0. */
  largestSpeed = 0;
  /** The smallest one above 0. */
  leastSpeed = Infinity;

  /** @returns {NeuronHistory} a copy of all rows */
  get history() {
    return {
      epochs: Uint32Array.from(this.epochs),
      widths: [...this.widths],
      gradients: this.values.slice(0, this.rows * this.numbers),
    };
  }

  /** @param {Float64Array} layer - its numbers in a row @override */
  came(layer) {
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

/** @typedef {import('./kept-rows.js').KeptRow} GradientRow - ∂C/∂b of each neuron */

/**
 * @typedef {object} NeuronHistory
 * @property {Uint32Array} epochs - the rows' epochs
 * @property {number[]} widths - neurons of each hidden layer
 * @property {Float64Array} gradients - row-major: by epoch, by layer, by neuron
 */
