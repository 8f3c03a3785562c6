import { describe, it } from 'node:test';
import { recomputes, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { recomputed } from './python.js';
import { computeWindow } from './window-numbers.js';

const { core } = await openInNode('chain');

describe('the window recomputed in Python', { skip: withoutNumpy }, () => {
  for (const [weight, bias] of [
    [6.9, -3.45],
    [-20, 3],
    [4, -2],
    [3, 1],
    [0, 1],
    [1000, 3000],
  ]) {
    it(`agrees for w = ${weight}, b = ${bias}`, () => {
      const state = /** @type {any} */ ({ weight, bias });
      recomputes(
        recomputed(state, computeWindow(core, state)),
        weight === 4 ? 'factorAtHalf' : undefined,
      );
    });
  }
});
