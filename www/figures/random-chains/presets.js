import { declaration } from '../../core/declaration.js';

const { weightSpread, biasSpread, input, activation } =
  declaration.randomChains;
const standard = {
  weightSpread: weightSpread.default,
  biasSpread: biasSpread.default,
  input: input.default,
  activation: activation.default,
};

/** Spreads and activations with a name; depth, number and seed stay. */
export const presets = Object.freeze([
  {
    name: 'standard',
    label: 'N(0, 1)',
    title: 'Weights and biases from N(0, 1), sigmoid neurons',
    changes: standard,
  },
  {
    name: 'wider',
    label: 'Weights five times as large',
    title: 'Weights from N(0, 5²)',
    changes: { ...standard, weightSpread: 5 },
  },
  {
    name: 'tanh',
    label: 'tanh',
    title: 'Weights and biases from N(0, 1), tanh neurons',
    changes: { ...standard, activation: 'tanh' },
  },
  {
    name: 'relu',
    label: 'ReLU',
    title: 'Weights and biases from N(0, 1), rectified linear neurons',
    changes: { ...standard, activation: 'relu' },
  },
]);
