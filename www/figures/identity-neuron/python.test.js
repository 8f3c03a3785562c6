import { describe, it } from 'node:test';
import { recomputes, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { defaultState } from '../../kit/schema.js';
import { computeIdentity } from './identity-numbers.js';
import { recomputed } from './python.js';
import { identityNeuronSchema } from './state.js';

const { core } = await openInNode('chain');
const usual = defaultState(identityNeuronSchema);

describe(
  'the identity neuron recomputed in Python',
  { skip: withoutNumpy },
  () => {
    /** @type {[string, Partial<typeof usual>][]} */
    const states = [
      ['the default', {}],
      ['nothing added', { offset: 'literal' }],
      [
        'the best one',
        { weightIn: 5.6476, bias: -2.8238, weightOut: 1, offset: 'literal' },
      ],
      ['a steep one', { weightIn: -30, bias: 12, weightOut: -2 }],
      ['no weight', { weightIn: 0.01, bias: 0, weightOut: 1 }],
    ];
    for (const [what, changes] of states) {
      it(`agrees: ${what}`, () => {
        const state = { ...usual, ...changes };
        const spoiled = what === 'the default' ? 'slopeAtHalf' : undefined;
        recomputes(recomputed(state, computeIdentity(core, state)), spoiled);
      });
    }
  },
);
