/** A run as frames of an animation: it is trained once more, from its start. */

/** @import { Film } from '../kit/film.js' */
/** @import { Goal } from './run-session.js' */

/** How often is looked whether the run has come where it is to be, in ms. */
const LOOK = 15;

/**
 * @param {FilmedRun} run - of a figure
 * @returns {Film} its moments are epochs
 */
export function runFilm(run) {
  const was = run.epochShown;
  let isBegun = false;
  return {
    last: run.shown.epochs,
    show: async (epoch, signal) => {
      if (!isBegun) {
        isBegun = true;
        run.pause();
        run.point(null);
        if (run.isMoved) run.reset();
      }
      if (epoch > 0) run.goTo({ epoch, isHurried: true });
      await until(() => isAt(run, epoch), signal);
    },
    end: () => {
      run.pause();
      if (was > 0) run.goTo({ epoch: was, isHurried: true });
      else if (run.isMoved) run.reset();
    },
  };
}

/**
 * @param {FilmedRun} run
 * @param {number} epoch
 * @returns {boolean} whether it stands there, or where it has ended before
 * @throws {Error} if it failed on the way
 */
function isAt({ history, isPlaying, phase }, epoch) {
  if (phase === 'failed') throw new Error('its run failed');
  if (phase === 'done') return epoch > 0;
  // A run that begins with its first Play has no row before.
  if (epoch === 0 && phase === 'idle') return true;
  return !isPlaying && (history?.rows ?? 0) > 0 && history?.epoch === epoch;
}

/**
 * @param {() => boolean} isThere - what is waited for
 * @param {AbortSignal} signal - ends that
 */
export async function until(isThere, signal) {
  while (!isThere()) {
    signal.throwIfAborted();
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK);
    });
  }
}

/**
 * @typedef {object} FilmedRun - as `RunController` and `RunsPlayed` are
 * @property {number} epochShown
 * @property {{ epochs: number }} shown - the settings
 * @property {boolean} isMoved - whether it is beyond its start
 * @property {boolean} isPlaying
 * @property {string} phase
 * @property {{ rows: number, epoch: number } | null} history
 * @property {(epoch: null) => void} point
 * @property {() => void} pause
 * @property {() => void} reset
 * @property {(goal: Goal) => void} goTo
 */
