import { schema } from '../../kit/schema.js';
import { checkRun, runFields } from '../../run/run-state.js';

/** The state of the learning-speeds figure, which is its run's and no more. */
export const learningSpeedsSchema = schema(
  'learning-speeds',
  runFields,
  checkRun,
);

/** @typedef {import('../../kit/schema.js').StateOf<typeof learningSpeedsSchema>} LearningSpeedsState */
