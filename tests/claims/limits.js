import assert from 'node:assert/strict';
import { recorded } from './claim.js';
import {
  IN_BATCHES,
  lastOverFirst,
  quantile,
  rangeOf,
  train,
} from './training.js';

/** @type {Record<string, import('./claim.js').Recording>} */
export const records = {
  'four-layers-in-batches': {
    seeds: 12,
    compute: async (seed) => {
      const hidden = [30, 30, 30, 30];
      const run = train({ hidden, ...IN_BATCHES, epochs: 100, seed });
      const ratios = run.rows.map(({ speeds }) => lastOverFirst(speeds));
      return {
        plateauEnd: run.plateauEnd,
        last: ratios.at(-1),
        lastTwenty: quantile(ratios.slice(-20), 0.5),
      };
    },
  },
};

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'A network with four hidden layers starts with its first layer about a hundred times slower than its last: 80 to 186 times for the middle nine tenths of two hundred seeds.',
    over: '200 seeds',
    holds() {
      const ratios = recorded('untrained-layers').map(([, , four]) => four);
      assert.equal(quantile(ratios, 0.5).toPrecision(1), '1e+2');
      assert.equal(Math.round(quantile(ratios, 0.05)), 80);
      assert.equal(Math.round(quantile(ratios, 0.95)), 186);
    },
  },
  {
    says: 'in each of the first twelve seeds it leaves the plateau, and after a hundred epochs its first layer is the faster one. “Early layers always learn more slowly” is not what happens.',
    over: '12 seeds',
    holds() {
      const runs = recorded('four-layers-in-batches');
      assert.ok(runs.every(({ plateauEnd }) => plateauEnd > 0));
      assert.ok(runs.every(({ last }) => last < 1));
      assert.ok(runs.every(({ lastTwenty }) => lastTwenty < 1));
    },
  },
  {
    says: 'By the weights, in the runs of figure 2 with two or three hidden layers the first layer is faster than the last most of the time, and with four it never is: so it is in the first twenty seeds of each.',
    over: '20 seeds of 2, 3 and 4 hidden layers',
    holds() {
      for (const name of ['two-layers', 'three-layers']) {
        const epochs = recorded(name).map((run) => run.firstByWeights);
        assert.ok(rangeOf(epochs)[0] > 501 * 0.75);
      }
      const four = recorded('four-layers').map((run) => run.firstByWeights);
      assert.deepEqual(rangeOf(four), [0, 0]);
    },
  },
];

export const setup = ['beside the speeds in figure 2'];
