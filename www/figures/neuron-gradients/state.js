import { checkRun, runFields } from '../../run/run-state.js';
import { choice, number, schema } from '../../kit/schema.js';

/** Neurons of a layer that are drawn at once, at most. */
export const MOST_DRAWN = 64;

/**
 * The run whose neurons are drawn, and which of them are, and how.
 *
 * @type {import('../../kit/schema.js').Schema<NeuronGradientsState>}
 */
export const neuronGradientsSchema = schema(
  'neuron-gradients',
  {
    ...runFields,
    neurons: number({ min: 1, max: MOST_DRAWN, integer: true, default: 6 }),
    first: number({ min: 1, max: 256, integer: true, default: 1 }),
    axis: choice(['linear', 'logarithmic'], 'linear'),
    layer: number({ min: 0, max: 30, integer: true, default: 0 }),
    neuron: number({ min: 1, max: 256, integer: true, default: 1 }),
  },
  checkRun,
);

/**
 * @typedef {object} NeuronView
 * @property {number} neurons - drawn of each hidden layer, at most
 * @property {number} first - the first one drawn, from 1
 * @property {'linear' | 'logarithmic'} axis - that the bars stand on
 * @property {number} layer - hidden layer of the neuron that is followed, from
 *   1; 0 for none
 * @property {number} neuron - that neuron, from 1
 */
/** @typedef {import('../../run/run-state.js').RunState & NeuronView} NeuronGradientsState */
