/** @import { NeuronGradientsState } from './state.js' */
/** @import { GradientRow } from '../../run/gradient-history.js' */

/**
 * @param {GradientRow} row - of the epoch shown
 * @param {readonly number[]} speeds - of each hidden layer, then
 * @param {NeuronGradientsState} state - of the figure
 * @returns {NeuronGradientsReadings} the numbers shown, at full precision
 */
export function readingsOf({ epoch, layers }, speeds, { layer, neuron }) {
  const value = layers[layer - 1]?.[neuron - 1];
  return {
    epoch,
    gradients: layers.map((values) => Object.freeze([...values])),
    speeds: [...speeds],
    followed:
      value === undefined
        ? null
        : Object.freeze({ layer, neuron, gradient: value }),
  };
}

/**
 * @typedef {object} NeuronGradientsReadings
 * @property {number} epoch - shown
 * @property {(readonly number[])[]} gradients - ∂C/∂b of each neuron of each
 *   hidden layer, whether drawn or not
 * @property {number[]} speeds - the norms of these
 * @property {Readonly<{ layer: number, neuron: number, gradient: number }> | null} followed -
 *   the neuron that is followed, counted from 1; null for none
 */
