/** The networks that a check trains, recomputed in Python. */
import { runsScript } from '../../run/runs-script.js';
import { recipeWords as words } from './words.js';

/** What is not in the script. */
const NOTE = `It trains the networks of the check that was shown, and leaves out what the check makes
of them: the cost of single images, the average of several networks, the verdict.`;

/**
 * @param {import('./state.js').Check} check
 * @param {import('./workbench.js').Trained | undefined} trained - its runs, once they have begun
 * @param {Parameters<typeof runsScript>[1]} [options]
 * @returns {ReturnType<typeof runsScript>}
 */
export function recomputed(check, trained, options) {
  const { planned = [], runs = [] } = trained ?? {};
  return runsScript(
    planned.map(({ state, kind }, index) => ({
      name: words.names[check],
      state,
      history: runs[index]?.history,
      isBlank: kind === 'blank',
    })),
    { note: NOTE, ...options },
  );
}
