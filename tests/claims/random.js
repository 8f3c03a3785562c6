import assert from 'node:assert/strict';
import { take } from '../../www/core/plain.js';
import { openInNode } from '../unit/realm.js';
import { drawnChains } from './chain.js';
import { recorded } from './claim.js';

const { core } = await openInNode('random-chains');

const CHAINS = 100_000;
const SEEDS = 10;
/** The neurons of each summary. */
const DEPTHS = Array.from({ length: 31 }, (_, index) => index + 2);

/**
 * @param {number} seed
 * @param {{ weightSpread?: number, input?: number, activation?: string }} [how]
 * @returns {Map<number, import('../../www/figures/random-chains/readings.js').DepthSummary>}
 *   what the figure shows at each depth
 */
function draw(seed, how = {}) {
  const drawn = new core.RawRandomChains({
    chains: CHAINS,
    weightSpread: 1,
    biasSpread: 1,
    input: 0.5,
    activation: 'sigmoid',
    seed,
    ...how,
  });
  while (!drawn.isDone) drawn.advance(CHAINS);
  const summaries = new Map(
    drawn.answer().map((one) => [one.depth, take(one)]),
  );
  drawn.free();
  return summaries;
}

/** @param {ReturnType<typeof draw>} summaries @param {number} depth */
function atDepth(summaries, depth) {
  const summary = summaries.get(depth);
  assert.ok(summary);
  const { quantiles, counts, from, step } = summary;
  /** @param {number} share */
  const chains = (share) => Math.round(share * CHAINS);
  const squares = counts.map(
    (count, bar) => count * (from + (bar + 0.5) * step - summary.mean) ** 2,
  );
  return {
    neither: chains(summary.between),
    exploding: chains(summary.exploding),
    zero: chains(summary.zero),
    quartered: chains(summary.quartered),
    median: quantiles[2],
    mean: summary.mean,
    spread: Math.sqrt(squares.reduce((a, b) => a + b, 0) / CHAINS),
  };
}

/** @type {Readonly<Record<string, import('./claim.js').Recording>>} */
export const records = {
  'random-chains': {
    seeds: SEEDS,
    async compute(seed) {
      const normal = draw(seed);
      return {
        neither: DEPTHS.map((depth) => atDepth(normal, depth).neither),
        exploding: DEPTHS.map((depth) => atDepth(normal, depth).exploding),
        means: DEPTHS.map((depth) => atDepth(normal, depth).mean),
        two: atDepth(normal, 2),
        three: atDepth(normal, 3),
        threeOfOne: atDepth(draw(seed, { input: 1 }), 3),
        fivefold: atDepth(draw(seed, { weightSpread: 5 }), 8),
        hundredfold: atDepth(draw(seed, { weightSpread: 100 }), 8),
        relu: atDepth(draw(seed, { activation: 'relu' }), 8).zero,
      };
    },
  },
};

const results = () => recorded('random-chains');

/**
 * @param {(result: any) => number} of
 * @returns {number} the mean over the seeds
 */
function mean(of) {
  const values = results().map(of);
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** @param {number} depth @returns {number} the chains that do neither, of a million */
const neither = (depth) =>
  SEEDS * mean(({ neither: counts }) => counts[DEPTHS.indexOf(depth)]);

/** @param {number} value @param {number} low @param {number} high */
function within(value, low, high) {
  assert.ok(value >= low && value <= high, `${value}: ${low} to ${high}`);
}

/** Of ten times a hundred thousand chains of four neurons. */
export const answers = {
  random() {
    const share = neither(4) / 1e6;
    if (share > 0.3) return 'half';
    return share > 0.01 ? 'tenth' : 'none';
  },
};

export const setup = [
  'Draw a hundred thousand chains',
  'A gradient vanishes if less than a tenth of it is left at the first bias, and explodes if it has become more than ten times as large. Of a hundred thousand random chains of four sigmoid neurons, about how many do neither? one in two one in thirty hardly any',
  'opens in figure 4.',
];

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'In this ratio the cost cancels. What is left is the product of the factors between the two.',
    over: '2,000 chains',
    holds() {
      for (const { state, readings } of drawnChains(1)) {
        const { dCdb, sigmaPrime } = readings;
        const between = state.weights
          .slice(1)
          .reduce(
            (product, weight, j) => product * weight * (sigmaPrime[j] ?? NaN),
            1,
          );
        const ratio = (dCdb[0] ?? NaN) / (dCdb.at(-1) ?? NaN);
        within(ratio / between, 1 - 1e-12, 1 + 1e-12);
      }
    },
  },
  {
    says: 'From the last bias to the first the ratio takes each weight with the slope of the neuron before it, w₂ with σ′(z₁) and so on. It is summed from logarithms: the product itself leaves the range of floating-point numbers when weights are large.',
    over: '2,000 chains of eight neurons with weights from N(0, 100²)',
    holds() {
      const lost = drawnChains(100).filter(
        ({ readings, log10 }) =>
          readings.product === 0 && Number.isFinite(log10.dCdb[0]),
      );
      assert.ok(lost.length > 0);
    },
  },
  {
    says: 'Counted with ten seeds, a million chains in all: with two neurons it is about six in ten, with three one in twenty-eight, with four one in five thousand, and with five or more not one. None explodes at any depth.',
    holds() {
      within(neither(2) / 1e6, 0.55, 0.65);
      within(1e6 / neither(3), 27.5, 28.5);
      within(1e6 / neither(4), 4500, 5500);
      for (const depth of DEPTHS.slice(3)) assert.equal(neither(depth), 0);
      for (const { exploding } of results()) {
        assert.deepEqual(
          exploding,
          DEPTHS.map(() => 0),
        );
      }
    },
  },
  {
    says: 'Each layer more costs one decade on average, give or take half a decade. Ten layers more cost ten decades, and no luck makes up for that.',
    over: 'ten seeds; half a decade from the histogram of two neurons',
    holds() {
      for (const { means, two } of results()) {
        for (const [index, depth] of DEPTHS.entries()) {
          within(means[index] / (depth - 1), -1.01, -0.99);
        }
        within(two.spread, 0.45, 0.55);
      }
    },
  },
  {
    says: 'The chapter says of its four neurons that ∂C/∂b₁ is usually smaller than ∂C/∂b₃ by a factor of 16 or more. Between these two lie two factors, w₂σ′(z₁) and w₃σ′(z₂), the same as in a chain of three neurons.',
    over: '2,000 chains',
    holds() {
      for (const { state, readings } of drawnChains(1)) {
        const [first = NaN, , third = NaN] = readings.dCdb;
        const [slope1 = NaN, slope2 = NaN] = readings.sigmaPrime;
        const [, w2 = NaN, w3 = NaN] = state.weights;
        within(
          first / third / (w2 * slope1 * w3 * slope2),
          1 - 1e-12,
          1 + 1e-12,
        );
      }
    },
  },
  {
    says: 'Over ten seeds the factor is 16 or more in 90 % of the chains, and 78 in the median one; with an input of 1 instead of 0.5 it is 16 or more in 92 %, and 90 in the median.',
    holds() {
      for (const [key, share, factor] of /** @type {const} */ ([
        ['three', 90, 78],
        ['threeOfOne', 92, 90],
      ])) {
        assert.equal(
          Math.round(mean((result) => (100 * result[key].quartered) / CHAINS)),
          share,
        );
        assert.equal(
          Math.round(10 ** -mean((result) => result[key].median)),
          factor,
        );
      }
    },
  },
  {
    says: 'With weights five times as large one in six hundred of the chains of eight neurons neither vanishes nor explodes. With weights a hundred times as large it is one in eight thousand, again over ten seeds.',
    holds() {
      within(CHAINS / mean(({ fivefold }) => fivefold.neither), 550, 650);
      within(
        CHAINS / mean(({ hundredfold }) => hundredfold.neither),
        7500,
        8500,
      );
    },
  },
  {
    says: 'Two in three neurons are then saturated,',
    over: '2,000 chains of eight neurons; a slope below a tenth of the steepest',
    holds() {
      const slopes = drawnChains(100).flatMap(
        ({ readings }) => readings.sigmaPrime,
      );
      const flat = slopes.filter((slope) => slope < 0.025);
      within(flat.length / slopes.length, 0.62, 0.71);
    },
  },
  {
    says: 'the median chain loses not one decade a layer but more than fourteen.',
    over: 'ten seeds',
    holds() {
      for (const { hundredfold } of results()) {
        within(-hundredfold.median / 7, 14, 15);
      }
    },
  },
  {
    says: 'the gradient of almost every chain is exactly zero, since one neuron that is switched off cuts the chain.',
    over: 'ten seeds, eight neurons',
    holds() {
      for (const { relu } of results()) within(relu / CHAINS, 0.99, 1);
    },
  },
];
