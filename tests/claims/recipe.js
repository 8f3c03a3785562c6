/** What the page says of a careful practitioner's list. */

import assert from 'node:assert/strict';
import { recorded } from './claim.js';
import { found } from './recipe-runs.js';
import { rangeOf } from './training.js';

/** Networks of the figure's ensemble. */
const MEMBERS = 5;

const recipe = {
  seeds: 12,
  /** @param {number} seed */
  async compute(seed) {
    const start = found('first-loss', { seed });
    const baseline = found('baseline', { seed });
    const batch = found('one-batch', { seed });
    const { gaps, validation } = found('regularise', { seed });
    const strong = found('regularise', { seed, lambda: 3 });
    const { rounds } = found('search', { seed, searches: 1 });
    const first = MEMBERS * (seed - 1) + 1;
    const { whole, single } = found('ensemble', { seed: first });
    return {
      zero: start.measured,
      chapter: start.chosen[0],
      normal: start.normal[0],
      blind: baseline.best,
      largest: baseline.share,
      seeing: baseline.reads,
      batch: batch.end / batch.start,
      unseen: batch.unseen,
      plain: [gaps[0], validation[0]],
      lambda: [strong.gaps[1], strong.validation[1]],
      quarter: [gaps[3], validation[3]],
      grid: rounds[0].grid.accuracy,
      random: rounds[0].random.accuracy,
      together: whole - single,
    };
  },
};

/** @returns {any[]} of each of the twelve seeds */
const runs = () => recorded('recipe');

/** @param {string} key @returns {number[]} of each seed */
const all = (key) => runs().map((run) => run[key]);

/** @param {string} key @param {0 | 1} place - gap or validation accuracy @returns {number} over the seeds */
const mean = (key, place) =>
  runs().reduce((sum, run) => sum + run[key][place], 0) / runs().length;

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'From the chapter’s weights the first cost is between 2.53 and 3.30 in the first twelve seeds, from N(0, 1) between 4.7 and 9.6.',
    holds() {
      assert.equal(runs().length, 12);
      const [low, high] = rangeOf(all('chapter'));
      assert.ok(low > 2.53 && high < 3.3, `${low} ${high}`);
      const [least, most] = rangeOf(all('normal'));
      assert.ok(least > 4.7 && most < 9.6, `${least} ${most}`);
    },
  },
  {
    says: 'ln 10, about 2.303, is what it costs with all weights and biases 0.',
    over: '12 seeds',
    holds() {
      for (const cost of all('zero')) {
        assert.ok(Math.abs(cost - Math.log(10)) < 1e-5);
      }
      assert.equal(Math.log(10).toFixed(3), '2.303');
    },
  },
  {
    says: 'the network never reads more than 11.7 % of its training images, the share of the 7s; with them more than 99 %',
    over: '12 seeds',
    holds() {
      for (const { blind, largest, seeing } of runs()) {
        assert.equal(largest, 0.117);
        assert.ok(blind <= largest && seeing > 0.99);
      }
    },
  },
  {
    says: 'a batch of ten is learned until it costs less than a two-hundredth of what it did, and then about four in ten of the other digits are read right.',
    over: '12 seeds',
    holds() {
      assert.ok(all('batch').every((share) => share < 1 / 200));
      const [low, high] = rangeOf(all('unseen'));
      assert.ok(low > 0.35 && high < 0.45, `${low} ${high}`);
    },
  },
  {
    says: 'With λ = 3 the gap closes from 13.9 to 12.1 points on the average of twelve seeds, but the validation accuracy falls as well, from 86.1 to 84.8 %. With a quarter of the images it is 20.2 points: four times as many images close it further than λ = 3 does, and raise the accuracy besides.',
    holds() {
      const percent = (/** @type {number} */ share) => (100 * share).toFixed(1);
      assert.deepEqual([mean('plain', 0), mean('lambda', 0)].map(percent), [
        '13.9',
        '12.1',
      ]);
      assert.deepEqual([mean('plain', 1), mean('lambda', 1)].map(percent), [
        '86.1',
        '84.8',
      ]);
      assert.equal(percent(mean('quarter', 0)), '20.2');
      const closed = mean('quarter', 0) - mean('plain', 0);
      assert.ok(closed > mean('plain', 0) - mean('lambda', 0));
      assert.ok(mean('quarter', 1) < mean('plain', 1));
    },
  },
  {
    says: 'of twelve searches of nine networks each the random one found the better setting in four, the grid in six, and in two they were even.',
    holds() {
      const signs = runs().map(({ grid, random }) => Math.sign(random - grid));
      const count = (/** @type {number} */ sign) =>
        signs.filter((one) => one === sign).length;
      assert.deepEqual([count(1), count(-1), count(0)], [4, 6, 2]);
    },
  },
  {
    says: 'In eleven of twelve sets of five, the networks averaged read more than one of them does on the average; over all twelve sets the gain is 1.0 points.',
    holds() {
      const gains = all('together');
      assert.equal(gains.filter((gain) => gain > 0).length, 11);
      const average = gains.reduce((sum, gain) => sum + gain, 0) / 12;
      assert.equal((100 * average).toFixed(1), '1.0');
    },
  },
];

/** What is done. */
export const setup = [
  'Each was tried on the first twelve seeds.',
  'one hidden layer of thirty neurons, softmax outputs, the first 1,000 digits in batches of ten, and 250 others to validate on.',
  'The nine checks below are',
];

/** @type {Record<string, () => string>} */
export const answers = {
  recipe() {
    const expected = Math.log(10);
    if (all('chapter').every((cost) => cost > expected + 0.1)) return 'more';
    return all('chapter').every((cost) => cost < expected) ? 'less' : 'same';
  },
};

export const records = { recipe };
