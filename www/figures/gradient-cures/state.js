import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, number, schema } from '../../kit/schema.js';
import { checkRun } from '../../run/run-state.js';

/** @import { RunState } from '../../run/run-state.js' */

/** The most runs side by side. */
export const MOST_RUNS = 4;

/** What each run has for itself; in the state its number follows the key: `rate2`. */
export const OWN = Object.freeze(
  /** @type {const} */ ([
    'activation',
    'initialisation',
    'optimiser',
    'rate',
    'normalisation',
    'residual',
    'output',
  ]),
);

/** @typedef {Pick<RunState, 'activation' | 'initialisation' | 'optimiser' | 'rate' | 'output'>
    & Required<Pick<RunState, 'normalisation' | 'residual'>>} Cure */

const {
  hidden,
  images,
  batch,
  lambda,
  costFunction,
  epochs,
  seed,
  pixels,
  precision,
  ...own
} = declaration.run;
const { schedule, normalisation, residual } = declaration.cures;
const declared = { ...own, normalisation, residual };

/** The chapter's way, without any cure. @type {Cure} */
export const PLAIN = Object.freeze(
  /** @type {any} */ (
    Object.fromEntries(OWN.map((key) => [key, declared[key].default]))
  ),
);

/** The runs of a fresh figure. @type {readonly Partial<Cure>[]} */
export const FIRST = Object.freeze([
  Object.freeze({}),
  Object.freeze({ optimiser: 'momentum' }),
  Object.freeze({ activation: 'relu', initialisation: 'he' }),
  Object.freeze({ normalisation: 'batch' }),
]);

/** @type {RunState["hidden"]} Of the network in which plain descent does not leave its plateau. */
const EIGHT_LAYERS = [30, 30, 30, 30, 30, 30, 30, 30];

const fields = {
  runs: number({ integer: true, min: 1, max: MOST_RUNS, default: MOST_RUNS }),
  chosen: choice([1, 2, 3, 4], 1),
  ...fieldsOf({
    hidden: { ...hidden, default: EIGHT_LAYERS },
    pixels,
    images: { ...images, default: 8000 },
    batch: { ...batch, default: 10 },
    lambda: { ...lambda, default: 0.8 },
    schedule,
    costFunction,
    epochs: { ...epochs, default: 15 },
    seed,
    precision,
  }),
  .../** @type {Record<string, any>} */ (
    Object.assign(
      {},
      ...FIRST.map((cure, index) =>
        fieldsOf(
          Object.fromEntries(
            OWN.map((key) => [
              `${key}${index + 1}`,
              { ...declared[key], default: cure[key] ?? PLAIN[key] },
            ]),
          ),
        ),
      ),
    )
  ),
};

/** The keys that all runs have in common. */
const SHARED = Object.freeze(
  Object.keys(fields).filter(
    (key) => key in declaration.run || key === 'schedule',
  ),
);

/** Up to four runs from one seed, each with cures of its own. */
export const curesSchema = schema('gradient-cures', fields, (state, refuse) => {
  for (const run of runsOf(/** @type {any} */ (state))) checkRun(run, refuse);
});

/**
 * @param {CuresState} state
 * @returns {RunState[]} the settings of its runs, frozen
 */
export function runsOf(state) {
  const values = /** @type {Record<string, unknown>} */ (state);
  const shared = SHARED.map((key) => [key, values[key]]);
  return Array.from({ length: state.runs }, (_, index) => {
    const cures = OWN.map((key) => [key, values[`${key}${index + 1}`]]);
    return /** @type {any} */ (
      Object.freeze(Object.fromEntries([...shared, ...cures]))
    );
  });
}

/**
 * @param {readonly Partial<Cure>[]} cures - of each run
 * @returns {Record<string, unknown>} the part of a state that says the same; runs
 *   that are not shown are as in the chapter
 */
export function stateOf(cures) {
  const entries = Array.from({ length: MOST_RUNS }, (_, index) =>
    OWN.map((key) => [`${key}${index + 1}`, cures[index]?.[key] ?? PLAIN[key]]),
  );
  return { runs: cures.length, ...Object.fromEntries(entries.flat()) };
}

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof curesSchema>} CuresState
 * @property {any} runs - how many are shown
 * @property {any} chosen - the run whose switches the controls show
 * @property {any} schedule - how η changes in the course of the run
 * @property {any} normalisation - of the weighted inputs of hidden layers, over a
 *   mini-batch or over a layer
 * @property {any} residual - whether a hidden layer as wide as the one before adds its
 *   activations
 */
