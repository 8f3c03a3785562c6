import { DigitReader } from '../../run/reader/digit-reader.js';
import { curesWords as words } from './words.js';

/** @import { GradientCuresElement } from './gradient-cures.js' */
/** @import { CuresRuns } from './cures-runs.js' */

/**
 * The pad of the figure: the run whose switches are shown reads it.
 *
 * @param {GradientCuresElement} figure - the host
 * @param {CuresRuns} runs - of the figure
 * @returns {() => unknown} what renders the drawer
 */
export function curesReader(figure, runs) {
  const chosen = () => figure.chosen;
  const run = () => {
    const { run: one } = runs.cards[chosen() - 1] ?? {};
    return one?.pooled ? one : null;
  };
  const reader = new DigitReader(figure, {
    read: (bytes) => {
      const one = run();
      return one ? runs.runs.read(one, bytes) : Promise.resolve(null);
    },
    get stamp() {
      const { history = null, phase = '' } = run() ?? {};
      return [history, history?.rows, phase, chosen()];
    },
    get network() {
      return figure.state;
    },
    get pointed() {
      return runs.pointed;
    },
    get name() {
      const name = words.runName(chosen());
      return `${name.charAt(0).toUpperCase()}${name.slice(1)}:`;
    },
  });
  return () => reader.render();
}
