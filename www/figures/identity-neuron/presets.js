import { expanded } from './identity-numbers.js';

/** The w₁ that does best where nothing is added, as the core says it. */
const BEST = 5.647643565962444;

/** @type {readonly (import('../../kit/presets.js').StatePreset & { changes: object })[]} */
export const presets = Object.freeze([
  {
    name: 'one',
    label: 'w₁ = 1',
    title: 'The expansion, with its constant taken away by the next bias',
    changes: { ...expanded(1), offset: 'absorbed' },
  },
  {
    name: 'small',
    label: 'w₁ = 0.1',
    title: 'A smaller weight, a straighter line',
    changes: { ...expanded(0.1), offset: 'absorbed' },
  },
  {
    name: 'literal',
    label: 'w₁ = 1, nothing added',
    title: 'The same neuron, taken literally',
    changes: { ...expanded(1), offset: 'literal' },
  },
  {
    name: 'best',
    label: 'The best with nothing added',
    title:
      'The least that the largest error can be without a bias after the neuron',
    changes: {
      weightIn: BEST,
      bias: -BEST / 2,
      weightOut: 1,
      offset: 'literal',
    },
  },
]);
