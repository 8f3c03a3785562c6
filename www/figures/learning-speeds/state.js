import { choice, schema } from '../../kit/schema.js';
import { checkRun, runFields } from '../../run/run-state.js';

/** The run whose layers are compared, and by which gradient. */
export const learningSpeedsSchema = schema(
  'learning-speeds',
  { ...runFields, measure: choice(['biases', 'weights', 'both'], 'biases') },
  checkRun,
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof learningSpeedsSchema>} LearningSpeedsState
 * @property {any} measure - which gradient is the speed: that of a layer’s biases, as
 *   in the chapter, of its weights, or of both together
 */
