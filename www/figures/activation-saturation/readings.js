/** @import { ActivationRow } from '../../run/activation-history.js' */

/**
 * @param {ActivationRow} row - of the epoch shown
 * @param {number} validationAccuracy - then
 */
export function readingsOf({ epoch, layers }, validationAccuracy) {
  return {
    epoch,
    means: layers.map(({ mean }) => mean),
    deviations: layers.map(({ deviation }) => deviation),
    overImages: layers.map(({ overImages }) => overImages),
    slopes: layers.map(({ slope }) => slope),
    saturated: layers.map(({ saturated }) => saturated),
    stuck: layers.map(({ stuck }) => stuck),
    histograms: layers.map(({ low, high, bins }) =>
      Object.freeze({ low, high, shares: Object.freeze([...bins]) }),
    ),
    validationAccuracy,
  };
}

/** @typedef {ReturnType<typeof readingsOf>} ActivationSaturationReadings */
