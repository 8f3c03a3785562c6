/** Where the settings that a search has found may go: here, and to other figures. */
import { numberToText } from '../../kit/number-text.js';

/** @import { Finding } from './findings.js' */
/** @import { RecipeState as State } from './state.js' */

/** Digits of a setting that is taken over; more would be noise. */
const DIGITS = 3;

/** What `learning-speeds` has as well. */
const SHARED = Object.freeze(
  /** @type {const} */ ([
    'hidden',
    'pixels',
    'images',
    'batch',
    'activation',
    'initialisation',
    'output',
    'costFunction',
    'optimiser',
    'epochs',
    'seed',
    'precision',
  ]),
);

/** What each run of `gradient-cures` has for itself. */
const OWN = Object.freeze(
  /** @type {const} */ ([
    'activation',
    'initialisation',
    'optimiser',
    'output',
  ]),
);

/**
 * @param {Finding | null} finding
 * @returns {{ rate: number, lambda: number } | null} the best of a search, rounded
 */
export function settingsFound(finding) {
  if (finding?.check !== 'search') return null;
  const { rate, lambda } = finding.best;
  return {
    rate: Number(rate.toPrecision(DIGITS)),
    lambda: Number(lambda.toPrecision(DIGITS)),
  };
}

/**
 * @param {State} state
 * @param {{ rate: number, lambda: number }} found
 * @returns {{ speeds: string, cures: string }} links without the `#`: the run in
 *   `learning-speeds`, and as the first one in `gradient-cures`
 */
export function linksOf(state, { rate, lambda }) {
  const speeds = SHARED.map((key) => part(key, state[key]));
  const cures = SHARED.filter((key) => !OWN.some((own) => own === key)).map(
    (key) => part(key, state[key]),
  );
  const first = OWN.map((key) => part(`${key}1`, state[key]));
  const common = [part('lambda', lambda)];
  return {
    speeds: [
      'figure=learning-speeds',
      ...speeds,
      part('rate', rate),
      ...common,
    ].join('&'),
    cures: [
      'figure=gradient-cures',
      ...cures,
      ...first,
      part('rate1', rate),
      ...common,
    ].join('&'),
  };
}

/** @param {string} key @param {unknown} value @returns {string} of a link */
function part(key, value) {
  const text = typeof value === 'number' ? numberToText(value) : String(value);
  return `${key}=${text}`;
}
