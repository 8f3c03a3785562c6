/**
 * Which runs a comparison has: those of one state that differ in one setting.
 */
import { isSameRun, runFields, runOf } from '../../../run/run-state.js';

/** @import { RunState } from '../../../run/run-state.js' */
/** @import { PlannedRun } from '../../../run/runs-together.js' */

/** The settings that can be compared, in the order of the menu. */
export const SUBJECTS = Object.freeze(
  /** @type {const} */ ([
    'depth',
    'seed',
    'activation',
    'initialisation',
    'costFunction',
    'optimiser',
  ]),
);

/** @typedef {(typeof SUBJECTS)[number]} Subject */

/**
 * @param {Subject} subject - what is compared
 * @returns {boolean} whether the reader chooses how many values it takes
 */
export function isCounted(subject) {
  return subject === 'depth' || subject === 'seed';
}

/**
 * @param {Subject} subject @param {RunState} base @param {number} count
 * @returns {PlannedRun[]} what they are called by, and their whole states
 */
export function planOf(subject, base, count) {
  return valuesOf(subject, base, count).map((value) => ({
    value,
    state: vary(subject, base, value),
  }));
}

/**
 * @param {Subject} subject
 * @param {RunState} base
 * @param {string | number} value - of what is compared
 * @returns {RunState} the same state but for that, frozen
 */
function vary(subject, base, value) {
  const part =
    subject === 'depth'
      ? {
          hidden: Object.freeze(
            /** @type {number[]} */ (Array(Number(value)).fill(widthOf(base))),
          ),
        }
      : { [subject]: value };
  return Object.freeze({ ...runOf(base), ...part });
}

/**
 * @param {Subject} subject
 * @param {RunState} one
 * @param {RunState} other - another
 * @returns {boolean} whether runs made from them are the same but for it
 */
export function isSameBesides(subject, one, other) {
  const [value = 1] = valuesOf(subject, one, 1);
  return isSameRun(vary(subject, one, value), vary(subject, other, value));
}

/**
 * @param {RunState} state - a state
 * @returns {number} the width of the hidden layers that depths are made of
 */
export function widthOf({ hidden }) {
  return hidden[0] ?? 1;
}

/**
 * @param {RunState} state @param {number} count - how many seeds are wanted
 * @returns {number} the first of them: its own, or what leaves room for all
 */
export function firstSeed({ seed }, count) {
  return Math.min(seed, runFields.seed.max - count + 1);
}

/**
 * @param {Subject} subject
 * @param {RunState} base
 * @param {number} count - how many, where that is free
 * @returns {readonly (string | number)[]} its values
 */
function valuesOf(subject, base, count) {
  if (!isCounted(subject)) {
    const field = runFields[/** @type {'activation'} */ (subject)];
    return field.options;
  }
  const first = subject === 'depth' ? 1 : firstSeed(base, count);
  return Array.from({ length: count }, (_, index) => first + index);
}
