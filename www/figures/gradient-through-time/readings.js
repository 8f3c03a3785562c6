import { lastFingerprint } from '../../run/fingerprint.js';
import { historyOf } from './learning.js';

/** Quantiles of a step. */
const LEVELS = 5;

/** Accuracy from which a network is said to remember, and to which it guesses. */
export const REMEMBERS = 0.95;
export const GUESSES = 0.6;

/**
 * @param {import('./study.js').Found} found - of untrained networks
 * @param {import('./learning.js').Run} run - of the one that learns
 */
export function readingsOf({ state, seeds, one, quantiles, fates }, run) {
  const [vanishing = 0, between = 0, exploding = 0] = fates;
  return {
    state,
    seeds,
    one: [...one],
    quantiles: [...quantiles],
    // log₁₀ of the first step’s gradient over the last one’s.
    median: levelOf(quantiles, 2)[1] ?? NaN,
    vanishing,
    between,
    exploding,
    steps: run.steps,
    costs: [...run.costs],
    accuracies: [...run.accuracies],
    gradients: [...run.gradients],
    trained: [...run.norms],
    hasDiverged: run.hasDiverged,
    // Of the training so far.
    fingerprint: lastFingerprint(historyOf(run))?.text ?? null,
  };
}

/**
 * @param {readonly number[]} quantiles - five of each step
 * @param {number} level - which of them, from 0
 * @returns {number[]} of all steps
 */
export function levelOf(quantiles, level) {
  return quantiles.filter((_, index) => index % LEVELS === level);
}

/** @typedef {ReturnType<typeof readingsOf>} Readings */
