import { describe, it } from 'node:test';
import { recomputes, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { take } from '../../core/plain.js';
import { defaultState } from '../../kit/schema.js';
import { recomputed } from './python.js';
import { layerJacobiansSchema } from './state.js';

const { core } = await openInNode('jacobians');
const usual = { ...defaultState(layerJacobiansSchema), depth: 4, width: 9 };
const pixels = Float32Array.from(
  { length: 784 },
  (_, index) => ((index * index) % 256) / 256,
);

describe(
  'the matrices between layers in Python',
  { skip: withoutNumpy },
  () => {
    /** @type {[string, Partial<typeof usual>][]} */
    const states = [
      ['the default', { depth: 10, width: 30 }],
      [
        'thirty layers of tanh',
        { activation: 'tanh', initialisation: 'normal', depth: 30 },
      ],
      ['ReLU', { activation: 'relu', initialisation: 'he', width: 20 }],
      [
        'softplus',
        { activation: 'softplus', initialisation: 'xavier', depth: 2 },
      ],
    ];
    for (const [what, changes] of states) {
      it(`agrees: ${what}`, () => {
        const state = { ...usual, ...changes };
        const labels = Uint8Array.of(7);
        const raw = new core.RawLayerJacobians({ ...state, pixels, labels });
        while (!raw.isDone) raw.advance(100);
        const readings = {
          ...take(raw.answer()),
          state,
          label: 7,
          spread: null,
        };
        recomputes(recomputed(/** @type {any} */ (readings), pixels));
      });
    }
  },
);
