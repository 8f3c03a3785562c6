import { choice, schema } from '../../kit/schema.js';
import { checkRun, runFields } from '../../run/run-state.js';

/** The run whose layers are compared, and by which gradient. */
export const learningSpeedsSchema = schema(
  'learning-speeds',
  {
    ...runFields,
    measure: choice(['biases', 'weights', 'both'], 'biases'),
    view: choice(['run', 'depths'], 'run'),
  },
  checkRun,
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof learningSpeedsSchema>} LearningSpeedsState
 * @property {any} measure - which gradient is the speed: that of a layer’s biases, as
 *   in the chapter, of its weights, or of both together
 * @property {any} view - one run, or 1 to 4 hidden layers side by side, as wide as the
 *   first of `hidden`
 */
