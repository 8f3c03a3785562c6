import { checkRun, runFields } from './run-fields.js';
import { schema } from './schema.js';

/**
 * The state of the learning-speeds figure, which is its run's and no more.
 *
 * @type {import('./schema.js').Schema<LearningSpeedsState>}
 */
export const learningSpeedsSchema = schema(
  'learning-speeds',
  runFields,
  checkRun,
);

/** @typedef {import('./run-fields.js').RunState} LearningSpeedsState */
