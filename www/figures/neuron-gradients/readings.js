/** @import { NeuronGradientsState } from './state.js' */
/** @import { GradientRow } from '../../run/gradient-history.js' */

/**
 * @param {GradientRow} row - of the epoch shown
 * @param {readonly number[]} speeds - of each hidden layer, then
 * @param {NeuronGradientsState} state - of the figure
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

/** @typedef {ReturnType<typeof readingsOf>} NeuronGradientsReadings */
