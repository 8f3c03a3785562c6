/** The networks of the table, recomputed in Python. */
import { runsScript } from '../../run/runs-script.js';
import { plannedRuns, scoresOf } from './numbers.js';
import { depthWords as words } from './words.js';

/** Why there is no script of some tables. */
const OWN_FILES =
  'These networks read files of your own, which a script cannot carry; of the digits of MNIST there is one.';

/**
 * @param {import('./state.js').DepthAccuracyState} state - of the table
 * @param {import('./cells.js').Cells} cells - what its runs have come to
 * @returns {ReturnType<typeof runsScript>}
 */
export async function recomputed(state, cells) {
  if (state.data === 'own') return OWN_FILES;
  const runs = plannedRuns(state).map((settings) => {
    const run = cells.at(settings);
    const name = words.runName(settings.hidden.length, settings.seed);
    const { history } = run ?? {};
    const also = run && history?.rows ? [scoresOf(run).bestEpoch] : [];
    return { name, state: settings, history, also };
  });
  return runsScript(runs);
}
