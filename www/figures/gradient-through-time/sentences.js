import { fateOf } from '../../kit/fate.js';
import {
  countText,
  formatNumber,
  ratioText,
  share,
} from '../../kit/numbers.js';
import { MOST, ROW } from './learning.js';
import { GUESSES, REMEMBERS } from './readings.js';
import { timeWords as words } from './words.js';

/** Sequences of a row. */
const SEQUENCES = 200;

/** A gradient that was once longer than this is worth a word. */
const LONG = 10;

/**
 * @param {Readings} readings - what the figure shows
 * @returns {string} what becomes of the gradient of untrained networks
 */
export function gradientSentence(readings) {
  const { state, seeds, median } = readings;
  const fate = fateOf(median);
  const isMany = seeds > 1;
  const cells = words.networks[cellOf(state)];
  const whose = isMany
    ? `in the median of ${seeds} untrained ${cells}`
    : `in one of the untrained ${cells}`;
  const all = isMany ? `, in ${readings[fate]} of ${seeds}` : '';
  const way = `From step ${state.length} back to step 1 the gradient ${changeOf(median)} ${whose}`;
  switch (fate) {
    case 'vanishing':
      return `${way}: it vanishes${all}.`;
    case 'exploding':
      return `${way}: it explodes${all}.`;
    case 'between':
      return `${way}: it neither vanishes nor explodes${all}.`;
  }
}

/** @param {number} log10 - of the first over the last @returns {string} “shrinks 20-fold” */
function changeOf(log10) {
  if (log10 === -Infinity) return 'becomes exactly 0';
  if (!Number.isFinite(log10)) return 'is not a number';
  if (Math.abs(log10) < Math.log10(2)) return 'stays within a factor of two';
  const by = `${ratioText(Math.abs(log10))}-fold`;
  return log10 < 0 ? `shrinks ${by}` : `grows ${by}`;
}

/**
 * @param {Readings} readings - what the figure shows
 * @returns {string} what the training has come to; '' before it begins
 */
export function trainingSentence(readings) {
  const { state, steps, accuracies, gradients, hasDiverged } = readings;
  const accuracy = accuracies.at(-1);
  if (accuracy === undefined) return '';
  const cell = `the ${words.cells[cellOf(state)]} network`;
  const longest = Math.max(...gradients);
  const row = gradients.indexOf(longest);
  const clipped =
    state.clipping === 'norm' ? 'and was clipped to 1' : 'unclipped';
  const long =
    longest > LONG
      ? ` Its longest gradient was ${formatNumber(longest)} long, by step ${Math.min(steps, (row + 1) * ROW)}, ${clipped}.`
      : '';
  if (hasDiverged) {
    return `The training diverged at step ${steps}: the cost rose to ten times that of guessing, or left the numbers.${long}`;
  }
  const right = `After ${countText(steps)} steps of training ${cell} of seed ${state.seed} answers ${share(accuracy)} of ${SEQUENCES} new sequences right`;
  if (accuracy >= REMEMBERS) {
    return `${right}: it remembers the first bit for ${state.length} steps.${long}`;
  }
  return accuracy <= GUESSES
    ? `${right}: it guesses.${long}`
    : `${right}: it remembers the bit at times.${long}`;
}

/**
 * @param {import('./learning.js').Run | undefined} run - of the cell that is shown
 * @returns {{ facts: string[], progress: () => string }} what is said of it while it
 *   trains
 */
export function spokenOf(run) {
  const { steps = 0, accuracies = [], hasDiverged = false } = run ?? {};
  const right = `${Math.round(100 * (accuracies.at(-1) ?? 0))}\u202f%`;
  const row = accuracies.findIndex((accuracy) => accuracy >= REMEMBERS);
  const facts =
    row < 0 ? [] : [`Remembers the bit by step ${(row + 1) * ROW}.`];
  if (hasDiverged) facts.push(`Diverged at step ${steps}.`);
  else if (steps >= MOST) facts.push(`Done at step ${steps}: ${right} right.`);
  return {
    facts,
    progress: () => (steps > 0 ? `Step ${steps}: ${right} right.` : ''),
  };
}

/**
 * @param {readonly Pick<import('./learning.js').Run, 'cell' | 'steps' | 'accuracies'>[]} runs - of all cells that have begun
 * @param {string} chosen - the cell that is shown
 * @returns {string} how the other cells do at the same task; '' where none has begun, or the shown one has not
 */
export function othersSentence(runs, chosen) {
  const others = runs.filter(({ cell }) => cell !== chosen);
  if (others.length === 0 || others.length === runs.length) return '';
  return `At the same task ${accuraciesOf(others)}.`;
}

/**
 * @param {readonly Pick<import('./learning.js').Run, 'cell' | 'steps' | 'accuracies'>[]} runs - of all cells that have begun
 * @returns {string} what the picture of the accuracies comes to where the shown cell has not begun
 */
export function untoldSentence(runs) {
  const known = runs.filter(({ accuracies }) => accuracies.length > 0);
  return known.length > 0
    ? `Right answers: ${accuraciesOf(known)}.`
    : words.untriedAloud;
}

/** @param {readonly Pick<import('./learning.js').Run, 'cell' | 'steps' | 'accuracies'>[]} runs @returns {string} how each does */
function accuraciesOf(runs) {
  return runs
    .map(
      ({ cell, steps, accuracies }) =>
        `the ${words.cells[cell]} network ${share(accuracies.at(-1) ?? NaN)} after ${countText(steps)} steps`,
    )
    .join(', ');
}

/** @param {{ cell: string }} state @returns {import('./state.js').Cell} */
function cellOf({ cell }) {
  return /** @type {import('./state.js').Cell} */ (cell);
}

/** @typedef {import('./readings.js').Readings} Readings */
