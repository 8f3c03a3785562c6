import { expectedBatch, spell } from '../words/state-words.js';
import { choice, number, numbers, schema } from './schema.js';

/**
 * What a run of the learning-speeds figure is made from; the defaults are the
 * chapter's network with two hidden layers.
 *
 * @type {import('./schema.js').Schema<LearningSpeedsState>}
 */
export const learningSpeedsSchema = schema(
  'learning-speeds',
  {
    hidden: numbers({
      minLength: 1,
      maxLength: 30,
      min: 1,
      max: 256,
      integer: true,
      default: [30, 30],
      attribute: 'hidden-layers',
    }),
    pixels: choice([28, 14, 7], 28),
    images: number({ min: 10, max: 8000, integer: true, default: 1000 }),
    batch: number({ min: 1, max: 8000, integer: true, default: 1000 }),
    rate: number({ min: 0, max: 100, aboveMin: true, default: 0.1 }),
    lambda: number({ min: 0, max: 1000, default: 5 }),
    activation: choice(['sigmoid', 'tanh', 'relu'], 'sigmoid'),
    initialisation: choice(['chapter', 'normal', 'xavier', 'he'], 'chapter'),
    costFunction: choice(['cross-entropy', 'quadratic'], 'cross-entropy'),
    optimiser: choice(['sgd', 'momentum'], 'sgd'),
    epochs: number({ min: 1, max: 10000, integer: true, default: 500 }),
    seed: number({ min: 0, max: 4294967295, integer: true, default: 1 }),
    precision: choice(['f32', 'f64'], 'f32'),
  },
  ({ batch, images }, refuse) => {
    if (batch > images) refuse('batch', expectedBatch(images), spell(batch));
  },
);

/**
 * @typedef {object} LearningSpeedsState
 * @property {readonly number[]} hidden - widths of the hidden layers
 * @property {28 | 14 | 7} pixels - side of the image
 * @property {number} images - training images
 * @property {number} batch - images per update
 * @property {number} rate - η
 * @property {number} lambda - λ, entering as ηλ/n with n the training images
 * @property {'sigmoid' | 'tanh' | 'relu'} activation - of the hidden layers
 * @property {'chapter' | 'normal' | 'xavier' | 'he'} initialisation - of weights
 * @property {'cross-entropy' | 'quadratic'} costFunction - the cost
 * @property {'sgd' | 'momentum'} optimiser - the rule of the update
 * @property {number} epochs - length of the run
 * @property {number} seed - of weights and order of images
 * @property {'f32' | 'f64'} precision - of the arithmetic
 */
