import { describe, it } from 'node:test';
import { recomputes, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { take } from '../../core/plain.js';
import { defaultState } from '../../kit/schema.js';
import { recomputed } from './python.js';
import { readingsOf } from './readings.js';
import { gradientThroughTimeSchema } from './state.js';

const { core } = await openInNode('recurrent');
const usual = {
  ...defaultState(gradientThroughTimeSchema),
  ...{ length: 12, width: 6, seeds: 5 },
};

describe(
  'a recurrent network recomputed in Python',
  { skip: withoutNumpy },
  () => {
    /** @type {[string, Partial<typeof usual>, number][]} */
    const states = [
      ['tanh', {}, 2],
      ['an LSTM', { cell: 'lstm', rate: 2, seed: 4294967295 }, 2],
      ['a GRU', { cell: 'gru', clipping: 'none', rate: 0.5 }, 2],
      ['without training', { length: 200, radius: 0.1, seeds: 2 }, 0],
      ['more steps than it makes', { length: 3, width: 2 }, 23],
    ];
    for (const [what, changes, rows] of states) {
      it(`agrees: ${what}`, () => {
        const state = /** @type {any} */ ({ ...usual, ...changes });
        const study = new core.RawGradientThroughTime(state);
        while (!study.isDone) study.advance(100);
        const learning = new core.RawMemoryRun({ ...state, rows });
        while (rows > 0 && !learning.isDone) learning.advance(100);
        const run = /** @type {any} */ (take(learning.answer()));
        const found = { ...take(study.answer()), state, seeds: state.seeds };
        const parts = recomputed(readingsOf(/** @type {any} */ (found), run));
        recomputes(parts, what === 'tanh' ? 'median' : undefined);
      });
    }
  },
);
