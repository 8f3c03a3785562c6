/** The run whose switches are shown, for whoever keeps it. */
import { fieldsOf } from '../../kit/schema.js';
import { declaration } from '../../core/declaration.js';
import { keptNetworks } from '../../run/kept-networks.js';
import { kindOfRuns } from '../../run/kept-text.js';
import { shortName } from './words.js';

/** @import { GradientCuresElement } from './gradient-cures.js' */

const words = Object.freeze({
  /** @type {Readonly<Record<string, string>>} */
  schedules: Object.freeze({
    constant: 'η constant',
    step: 'η in steps',
    cosine: 'η by a cosine',
    'warm-up': 'η warming up',
  }),
  ofEpochs: (/** @type {number} */ epochs) => `of ${epochs} epochs`,
  unnormalised: 'no normalisation',
  unresidual: 'not residual',
});

const { freeze: _, ...shared } = declaration.run;
const { schedule, normalisation, residual } = declaration.cures;

const kind = kindOfRuns(
  fieldsOf({ ...shared, schedule, normalisation, residual }),
);

/** @type {import('../../run/kept-runs.js').NameOf} */
function nameOf(key, value) {
  if (key === 'schedule') return words.schedules[value];
  if (key === 'epochs') return words.ofEpochs(value);
  if (key === 'normalisation' && value === 'none') return words.unnormalised;
  if (key === 'residual' && value === 'off') return words.unresidual;
  return shortName(value);
}

/** @param {GradientCuresElement} figure @returns {import('../../run/kept-runs.js').KeptSource} */
export function keptOfCures(figure) {
  return keptNetworks(
    {
      kind,
      nameOf,
      isBrief: true,
      base: () => figure.chosenRun,
      taken: () => {
        const { state, history } = figure.moved.chosenCard?.run ?? {};
        if (!history?.rows) return null;
        const { epoch, rows } = history;
        return { state, epoch, history, rows, own: null };
      },
    },
    { session: { part: 'cures' } },
  );
}
