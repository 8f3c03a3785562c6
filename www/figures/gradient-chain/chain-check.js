/** What the check of a chain's gradient found, in words. */
import { formatNumber } from '../../kit/numbers.js';
import { sentences } from './chain-sentence.js';
import { neuronCount } from './words.js';

/**
 * @param {readonly CheckRow[]} rows - the check, neuron by neuron
 * @returns {string} what it found
 */
export function checkFound(rows) {
  const resolved = rows.filter(({ error }) => Number.isFinite(error));
  if (resolved.length === 0) {
    return 'No central difference says anything here: even the smallest step of a bias takes the chain too far from the point where the derivative is wanted.';
  }
  const off = resolved.map(({ gradient, value }) => Math.abs(gradient - value));
  const isWithin = resolved.every(
    ({ error }, index) => (off[index] ?? NaN) <= error,
  );
  const verdict = isWithin
    ? 'within what central differences in 64 bits can tell'
    : 'more than rounding explains';
  const blind = resolved.filter(
    ({ gradient, log10, error }) =>
      log10 > -Infinity && Math.abs(gradient) < error,
  ).length;
  const left = rows.length - resolved.length;
  return sentences(
    `The largest difference is ${formatNumber(Math.max(...off), 2)}, ${verdict}.`,
    blind > 0 &&
      `The gradients of ${neuronCount(blind)} are smaller than rounding allows, and a difference cannot see them.`,
    left > 0 && `For ${neuronCount(left)} they can tell nothing.`,
  );
}

/**
 * @typedef {object} CheckRow
 * @property {number} gradient - by backpropagation
 * @property {number} log10 - log₁₀ of its size, −∞ only where it is 0
 * @property {number} value - the central difference
 * @property {number} error - how far off that may be
 */
