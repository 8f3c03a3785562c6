import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, number, schema } from '../../kit/schema.js';
import { checkRun } from '../../run/run-state.js';

/** The checks, in the order in which they are worked down. */
export const CHECKS = Object.freeze(
  /** @type {const} */ ([
    'data',
    'seed',
    'baseline',
    'first-loss',
    'one-batch',
    'shapes',
    'regularise',
    'search',
    'ensemble',
  ]),
);

/** @typedef {typeof CHECKS[number]} Check */

/** Images that the first file of digits has to train on. */
const MOST_IMAGES = 1000;

/** The most pages of digits, if one had a single image. */
const MOST_PAGES = MOST_IMAGES;

const { hidden, images, batch, rate, lambda, output, epochs, ...run } =
  declaration.run;
const { dropout } = declaration.cures;

/** A careful practitioner's list, worked down on the first thousand digits. */
export const trainingRecipeSchema = schema(
  'training-recipe',
  {
    check: choice(CHECKS, 'data'),
    digit: choice(['all', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 'all'),
    order: choice(['file', 'cost'], 'file'),
    page: number({ integer: true, min: 1, max: MOST_PAGES, default: 1 }),
    budget: choice([4, 9, 16, 25], 9),
    searches: number({ integer: true, min: 1, max: 10, default: 4 }),
    members: number({ integer: true, min: 2, max: 10, default: 5 }),
    ...fieldsOf({
      hidden: { ...hidden, default: [30] },
      images: { ...images, max: MOST_IMAGES },
      batch: { ...batch, max: MOST_IMAGES, default: 10 },
      rate: { ...rate, default: 0.5 },
      lambda: { ...lambda, default: 1 },
      dropout: { ...dropout, default: 0.3 },
      output: { ...output, default: 'softmax' },
      epochs: { ...epochs, max: 500, default: 20 },
      ...run,
    }),
  },
  (state, refuse) => {
    const { seed, searches, members } = state;
    const several = Math.max(searches, members, STARTS);
    const highest = declaration.run.seed.max - several + 1;
    if (seed > highest) {
      refuse('seed', `at most ${highest} for ${several} seeds`, String(seed));
    }
    checkRun(/** @type {any} */ (state), refuse);
  },
);

/** From how many seeds the first cost is measured. */
export const STARTS = 5;

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof trainingRecipeSchema>} RecipeState
 * @property {any} check - the one that is shown
 * @property {any} digit - which images are shown
 * @property {any} order - as in the file, or those first that cost most
 * @property {any} page - of the images that are shown, from 1
 * @property {any} budget - networks that each way of searching trains
 * @property {any} searches - searches of each way, from `seed` on
 * @property {any} members - networks of the ensemble, from `seed` on
 * @property {any} lambda - λ wherever it is not searched for or left out
 * @property {any} dropout - share of hidden neurons that one run leaves out, to be
 *   compared with the others
 */
