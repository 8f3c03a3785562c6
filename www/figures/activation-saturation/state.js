import { declaration } from '../../core/declaration.js';
import { choice, fieldsOf, schema } from '../../kit/schema.js';
import { checkRun } from '../../run/run-state.js';

const { run } = declaration;

/**
 * The run whose activations are shown, and which of their numbers is plotted. The
 * defaults are Glorot and Bengio's setting: four sigmoid layers, weights uniform in
 * ±1/√n, biases 0, a softmax output, mini-batches of 10.
 */
export const activationSaturationSchema = schema(
  'activation-saturation',
  {
    ...fieldsOf({
      ...run,
      hidden: { ...run.hidden, default: [100, 100, 100, 100] },
      batch: { ...run.batch, default: 10 },
      lambda: { ...run.lambda, default: 0 },
      initialisation: { ...run.initialisation, default: 'standard' },
      output: { ...run.output, default: 'softmax' },
      epochs: { ...run.epochs, default: 100 },
    }),
    plotted: choice(['activation', 'slope', 'saturated'], 'activation'),
  },
  checkRun,
);

/**
 * @typedef {import('../../kit/schema.js').StateOf<typeof activationSaturationSchema>} ActivationSaturationState
 * @property {any} plotted - against the epochs: the mean activation with its
 *   standard deviation, the mean slope, or the share that is saturated
 */
