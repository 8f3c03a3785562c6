/**
 * How fast a run is shown: t seconds after its start it has come to a·t² epochs,
 * slowly at first, where the curves are steep. Only the worker waits for it; no
 * number depends on it.
 */
import { Mismatch } from '../kit/fields.js';
import { PACES } from '../kit/link.js';
import { choice } from '../kit/schema.js';

/** The attribute, link key and control `pace`. */
export const paceField = choice(PACES, 'normal');

/**
 * a, in epochs: 500 of them take 8 s, or 22 s. 0 is as fast as it can.
 *
 * @satisfies {Record<Pace, number>}
 */
const EPOCHS_IN_FIRST_SECOND = { slow: 1, normal: 8, fast: 0 };

/** A run that takes longer, in seconds, shows how far it is. */
const LONG_RUN_SECONDS = 10;

/** @param {string} written - in the attribute @returns {Pace} that it names; the usual one otherwise */
export function paceNamed(written) {
  const read = paceField.read(written);
  return read instanceof Mismatch ? paceField.default : read;
}

/** @param {Pace} pace @returns {number} its a, for the worker */
export function strideOf(pace) {
  return EPOCHS_IN_FIRST_SECOND[pace];
}

/**
 * @param {object} run - as it stands
 * @param {number} run.epoch - the last that is shown
 * @param {number} run.epochs - its length
 * @param {number} run.perSecond - epochs that it can train in a second; 0 where
 *   that is not known yet
 * @param {Pace} run.pace - at which it plays
 * @returns {{ isLong: boolean, perSecond: number, secondsLeft: number }} how many
 *   epochs a second it shows, and how long it will take from here
 */
export function outlook({ epoch, epochs, perSecond, pace }) {
  const a = strideOf(pace);
  const secondsTo = (/** @type {number} */ to) =>
    a > 0 ? Math.sqrt(to / a) : 0;
  const paced = secondsTo(epochs) - secondsTo(epoch);
  const trained = perSecond > 0 ? (epochs - epoch) / perSecond : 0;
  const shown =
    a > 0 ? Math.min(perSecond, 2 * Math.sqrt(a * epoch)) : perSecond;
  return {
    isLong:
      Math.max(secondsTo(epochs), perSecond > 0 ? epochs / perSecond : 0) >
      LONG_RUN_SECONDS,
    perSecond: shown,
    secondsLeft: Math.max(paced, trained),
  };
}

/** @typedef {typeof paceField.default} Pace */
