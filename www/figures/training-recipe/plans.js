/** What each check trains. */
import { declaration } from '../../core/declaration.js';
import { STARTS } from './state.js';

/** @import { RunState } from '../../run/run-state.js' */
/** @import { Check, RecipeState as State } from './state.js' */
/** @typedef {import('../../core/core.js').CoreParts['recipe']} Core */

/** So short that not every image is known by heart yet. */
const SHORT = 5;

/** So long that one batch is learned by heart. */
const EPOCHS_OF_A_BATCH = 300;

/** Of the run that is to show what fewer images do. */
export const SHARE_OF_IMAGES = 0.25;

/** The fewest images that a run takes. */
const FEWEST = declaration.run.images.min;

/**
 * @typedef {object} Planned
 * @property {RunState} state - the settings of a run
 * @property {'blank' | 'apart'} [kind] - on images without ink; in a worker of its own
 * @property {boolean} [keepWeights] - whether its weights are wanted at the end
 */

const KEYS = Object.keys(declaration.run);

/**
 * @param {State} state
 * @param {Partial<RunState>} [changes]
 * @returns {RunState} the run of these settings, without dropout
 */
export function runOf(state, changes = {}) {
  const values = /** @type {Record<string, unknown>} */ ({
    ...state,
    ...changes,
  });
  const { dropout } = changes;
  return /** @type {any} */ (
    Object.freeze({
      ...Object.fromEntries(KEYS.map((key) => [key, values[key]])),
      ...(dropout !== undefined && { dropout }),
    })
  );
}

/** @type {Readonly<Record<Check, (state: State, core: Core) => Planned[]>>} */
const PLANS = Object.freeze({
  data: (state) => [
    {
      state: runOf(state, { epochs: Math.min(SHORT, state.epochs) }),
      keepWeights: true,
    },
  ],
  seed: (state) => [
    { state: runOf(state), keepWeights: true },
    { state: runOf(state), keepWeights: true, kind: 'apart' },
    { state: runOf(state, { seed: state.seed + 1 }), keepWeights: true },
  ],
  baseline: (state) => [
    { state: runOf(state), kind: 'blank' },
    { state: runOf(state) },
  ],
  'first-loss': (state) => {
    const untrained = { epochs: 1 };
    const starts = (/** @type {RunState['initialisation']} */ initialisation) =>
      seedsFrom(state, STARTS).map((seed) => ({
        state: runOf(state, { ...untrained, initialisation, seed }),
      }));
    return [
      { state: runOf(state, { ...untrained, initialisation: 'zero' }) },
      ...starts(state.initialisation),
      ...starts('normal'),
    ];
  },
  'one-batch': (state) => {
    const images = Math.max(FEWEST, state.batch);
    const settings = { images, batch: images, lambda: 0 };
    return [
      { state: runOf(state, { ...settings, epochs: EPOCHS_OF_A_BATCH }) },
    ];
  },
  shapes: (state) => [
    { state: runOf(state, { epochs: 1 }), keepWeights: true },
  ],
  regularise: (state) => {
    const images = Math.max(FEWEST, Math.round(SHARE_OF_IMAGES * state.images));
    const batch = Math.min(state.batch, images);
    return [
      { state: runOf(state, { lambda: 0 }) },
      { state: runOf(state) },
      { state: runOf(state, { lambda: 0, dropout: state.dropout }) },
      { state: runOf(state, { lambda: 0, images, batch }) },
    ];
  },
  search: (state, core) =>
    seedsFrom(state, state.searches).flatMap((seed) =>
      [undefined, seed]
        .flatMap((drawn) => trialsOf(core, state.budget, drawn))
        .map((trial) => ({ state: runOf(state, { ...trial, seed }) })),
    ),
  ensemble: (state) =>
    seedsFrom(state, state.members).map((seed) => ({
      state: runOf(state, { seed }),
      keepWeights: true,
    })),
});

/**
 * @param {Check} check
 * @param {State} state
 * @param {Core} core
 * @returns {Planned[]} the runs that the check needs, in their order
 */
export function planOf(check, state, core) {
  return PLANS[check](state, core);
}

/** @param {State} state @param {number} count @returns {number[]} so many seeds, from the state’s on */
export function seedsFrom(state, count) {
  return Array.from({ length: count }, (_, index) => state.seed + index);
}

/**
 * @param {Core} core
 * @param {number} budget - how many
 * @param {number | undefined} seed - they are drawn by; those of the grid without one
 * @returns {{ rate: number, lambda: number }[]} what a search tries
 */
function trialsOf(core, budget, seed) {
  const numbers = core.searchTrials(seed, budget);
  return Array.from({ length: budget }, (_, index) => ({
    rate: numbers[2 * index] ?? NaN,
    lambda: numbers[2 * index + 1] ?? NaN,
  }));
}
