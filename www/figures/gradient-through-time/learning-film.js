/** The training of one network as frames of an animation, from its start. */
import { wordsOf } from '../../core/core-error.js';
import { until } from '../../run/run-film.js';
import { MOST, ROW } from './learning.js';

/** @import { Film } from '../../kit/film.js' */
/** @import { GradientThroughTimeElement } from './gradient-through-time.js' */

/**
 * @param {GradientThroughTimeElement} figure - that trains
 * @param {() => unknown} failure - what its last attempt failed with, if it did
 * @returns {Film} its moments are rows of ten steps; it stays where it ends
 */
export function learningFilm(figure, failure) {
  const rows = () => (figure.readings?.steps ?? 0) / ROW;
  return {
    last: MOST / ROW,
    show: async (moment, signal) => {
      if (moment === 0) {
        figure.pause();
        if (rows() > 0) figure.reset();
        return until(() => rows() === 0, signal);
      }
      while (rows() < moment && !figure.readings?.hasDiverged) {
        const before = rows();
        figure.step();
        await until(() => {
          const error = failure();
          if (error) throw new Error(wordsOf(error));
          return rows() > before;
        }, signal);
      }
    },
    end: () => figure.pause(),
  };
}
