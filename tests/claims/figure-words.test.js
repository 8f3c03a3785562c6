import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { meaningOf } from '../../www/figures/learning-speeds/meaning.js';
import { train } from './training.js';

/** How many seeds of each network the sentences are tried on. */
const SEEDS = 4;

describe('what figure 2 says while it trains', () => {
  for (const hidden of [
    [30, 30],
    [30, 30, 30],
    [30, 30, 30, 30],
  ]) {
    it(`is true at every epoch of ${SEEDS} seeds of ${hidden.length} layers`, () => {
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const run = train({ hidden, seed });
        const { constantCost, constantAccuracy, plateauEnd } = run;
        let guessing = 0;
        for (const row of run.rows) {
          const [standing = '', order = ''] = meaningOf({
            row,
            state: {
              precision: 'f32',
              activation: 'sigmoid',
              initialisation: 'chapter',
              hidden,
              rate: 0.1,
              freeze: 0,
            },
            ending: null,
            measure: 'biases',
            atStart: run.rows[0]?.speeds ?? [],
            constants: { constantCost, constantAccuracy },
            plateauEnd: row.epoch >= plateauEnd ? plateauEnd : -1,
            plateauLast: plateauEnd - 1,
          });
          const what = `seed ${seed}, epoch ${row.epoch}: ${standing} ${order}`;
          if (standing.startsWith('Still guessing')) {
            assert.ok(row.cost >= constantCost, what);
            assert.ok(row.trainingAccuracy <= constantAccuracy, what);
          }
          if (standing.startsWith('Off the plateau')) {
            assert.ok(row.trainingAccuracy > constantAccuracy, what);
            assert.ok(row.cost < constantCost, what);
          }
          const [first = NaN] = row.speeds;
          const last = row.speeds.at(-1) ?? NaN;
          if (/^(?:Still guessing|Hardly better)/u.test(standing)) {
            guessing += 1;
          }
          assert.equal(order.startsWith('The order has turned'), first > last);
        }
        // Each of these runs has a plateau, and the figure says so.
        assert.ok(guessing > 0, `seed ${seed} never guesses`);
      }
    });
  }
});
