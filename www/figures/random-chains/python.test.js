import { describe, it } from 'node:test';
import { recomputes, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { take } from '../../core/plain.js';
import { defaultState } from '../../kit/schema.js';
import { recomputed } from './python.js';
import { readingsOf } from './readings.js';
import { randomChainsSchema } from './state.js';

/** @import { DepthSummary } from './readings.js' */

const { core } = await openInNode('random-chains');
const usual = { ...defaultState(randomChainsSchema), chains: 700 };

describe('random chains recomputed in Python', { skip: withoutNumpy }, () => {
  /** @type {[string, Partial<typeof usual>][]} */
  const states = [
    ['the default', {}],
    ['many of them', { chains: 20000, depth: 2, seed: 4294967295 }],
    ['a wide spread', { weightSpread: 100, depth: 32, biasSpread: 0 }],
    ['tanh', { activation: 'tanh', weightSpread: 2, depth: 9 }],
    ['ReLU', { activation: 'relu', depth: 12 }],
    [
      'nothing but zeros',
      { activation: 'relu', input: 0, biasSpread: 0, depth: 3 },
    ],
    ['softplus', { activation: 'softplus', input: -3 }],
  ];
  for (const [what, changes] of states) {
    it(`agrees: ${what}`, () => {
      const state = { ...usual, ...changes };
      const { depth, ...spec } = state;
      const drawing = new core.RawRandomChains(spec);
      while (!drawing.isDone) drawing.advance(100);
      /** @type {DepthSummary[]} */
      const all = take(drawing.answer());
      const found = all.find((one) => one.depth === depth);
      const readings = readingsOf(
        /** @type {DepthSummary} */ (found),
        all,
        spec.chains,
      );
      const spoiled = what === 'the default' ? 'vanishing' : undefined;
      recomputes(recomputed(state, readings), spoiled);
    });
  }
});
