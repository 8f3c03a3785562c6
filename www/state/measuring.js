/**
 * At which epochs a run with mini-batches is measured: a setting of the run
 * that is no part of any state, since no number depends on it.
 */
import { choice } from './fields.js';

/** The share of the training that measuring may take, or every epoch. */
export const measuringField = choice([0.05, 0.1, 0.25, 'every'], 0.1);

/** @typedef {0.05 | 0.1 | 0.25 | 'every'} Measuring */

/**
 * @param {Measuring} measuring - as it is chosen
 * @returns {number} the share as the core takes it
 */
export function shareOf(measuring) {
  return measuring === 'every' ? Infinity : measuring;
}
