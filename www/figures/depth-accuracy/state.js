import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, number, numbers, schema } from '../../kit/schema.js';
import { checkRun } from '../../run/run-state.js';

/** The most hidden layers of a network in the table. */
export const MOST_LAYERS = 8;

const { hidden, freeze, ...run } = declaration.run;

/** As many images as the site has to train on, and as a file may have. */
const SITES_IMAGES = run.images.max;
const MOST_IMAGES = 250_000;

/** The chapter's runs: all its images, mini-batches, 30 epochs. */
const fields = {
  depths: numbers({
    integer: true,
    min: 1,
    max: MOST_LAYERS,
    minLength: 1,
    maxLength: MOST_LAYERS,
    default: [1, 2, 3, 4],
  }),
  seeds: number({ integer: true, min: 1, max: 20, default: 1 }),
  width: number({
    integer: true,
    min: hidden.min,
    max: hidden.max,
    default: 30,
    scale: 'logarithmic',
    slider: { min: 2 },
  }),
  score: choice(['best', 'last'], 'best'),
  data: choice(['mnist', 'own'], 'mnist'),
  validation: choice(['held-out', 'test'], 'held-out'),
  ...fieldsOf({
    ...run,
    images: {
      ...run.images,
      max: MOST_IMAGES,
      default: 50_000,
      slider: { max: SITES_IMAGES },
    },
    batch: { ...run.batch, default: 10 },
    epochs: { ...run.epochs, default: 30 },
  }),
};

/** Networks of several depths, each trained from several seeds. */
export const depthAccuracySchema = schema(
  'depth-accuracy',
  fields,
  (state, refuse) => {
    const { depths, seed, seeds } = state;
    if (depths.some((depth, index) => depth <= (depths[index - 1] ?? 0))) {
      refuse('depths', 'depths that rise', depths.join(','));
    }
    const highest = run.seed.max - seeds + 1;
    if (seed > highest) {
      refuse('seed', `at most ${highest} for ${seeds} seeds`, String(seed));
    }
    if (state.data === 'mnist') {
      const { images, validation } = state;
      if (images > SITES_IMAGES) {
        const expected = `at most ${SITES_IMAGES} of the page’s own`;
        refuse('images', expected, String(images));
      }
      if (validation !== 'held-out') {
        refuse('validation', 'held-out for the page’s own images', validation);
      }
    }
    checkRun(/** @type {any} */ (state), refuse);
  },
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof depthAccuracySchema>} DepthAccuracyState
 * @property {any} depths - numbers of hidden layers, ascending
 * @property {any} seeds - runs of each depth, from `seed` on
 * @property {any} width - neurons of each hidden layer
 * @property {any} score - what is compared: the best validation accuracy of all
 *   epochs, or that after the last; the chapter does not say which it gives
 * @property {any} data - the page's own images of MNIST, or files that the reader has
 *   chosen; a link does not carry them
 * @property {any} validation - with files of the reader's own: the last sixth of the
 *   training images, held out, or the test files
 */
