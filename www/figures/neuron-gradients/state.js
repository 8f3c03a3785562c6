import { checkRun, runFields } from '../../run/run-state.js';
import { choice, number, schema } from '../../kit/schema.js';

/** Neurons of a layer that are drawn at once, at most. */
const MOST_DRAWN = 64;

/** The run whose neurons are drawn, and which of them are, and how. */
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
 * @typedef {import('../../kit/schema.js').StateOf<typeof neuronGradientsSchema>} NeuronGradientsState
 * @property {any} neurons - drawn of each hidden layer, at most
 * @property {any} first - the first one drawn, from 1
 * @property {any} axis - that the bars stand on
 * @property {any} layer - hidden layer of the neuron that is followed, from
 *   1; 0 for none
 * @property {any} neuron - that neuron, from 1
 */
