import assert from 'node:assert/strict';
import {
  checkChain,
  computeChain,
} from '../../www/figures/gradient-chain/chain-numbers.js';
import { presetState } from '../../www/figures/gradient-chain/presets.js';
import { openInNode } from '../unit/realm.js';

const { core } = await openInNode('chain');
const { core: draws } = await openInNode('random-chains');

/** @typedef {import('../../www/figures/gradient-chain/state.js').GradientChainState} State */

/** @type {State} The chain of the question: w = 100, and every z is 0. */
const edge = presetState(core, 'exploding', 4, 1);

/**
 * @param {number} shift - of b₁
 * @param {State['cost']} [cost]
 */
function shifted(shift, cost = 'quadratic') {
  const biases = edge.biases.with(0, -50 + shift);
  return computeChain(core, { ...edge, biases, cost });
}

/** @param {ReturnType<typeof shifted>} chain @returns {number} ∂C/∂b₁ over ∂C/∂b₄ */
const ratioOf = ({ attribution }) => 10 ** attribution.log10Ratio;

/** @param {number} value @param {number} size @param {number} [off] */
function about(value, size, off = 0.05) {
  assert.ok(Math.abs(value / size - 1) <= off, `${value}, not ${size}`);
}

/**
 * Chains that are drawn, each of eight neurons with sigmoids.
 *
 * @param {number} weightSpread
 * @param {number} [chains]
 */
export function drawnChains(weightSpread, chains = 2000) {
  const activation = 'sigmoid';
  const spec = { chains, weightSpread, biasSpread: 1, input: 0.5, seed: 1 };
  return Array.from({ length: chains }, (_, index) => {
    const { weights, biases } = draws.randomChain(
      { ...spec, activation },
      index,
      8,
    );
    return computeChain(core, {
      weights: [...weights],
      biases: [...biases],
      input: 0.5,
      target: 1,
      activation,
      cost: 'quadratic',
    });
  });
}

export const answers = {
  chain() {
    const { product } = shifted(0.001).readings;
    if (product < 1) return 'tiny';
    return product < 1200 ? 'half' : 'little';
  },
};

export const setup = [
  'For four such neurons in a row',
  'Now b₁ moves by one thousandth. What becomes of the 1953? it hardly changes it drops by about half it drops below 1',
  'each factor of the product is drawn against 1,',
];

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'every neuron on the way contributes one factor, its weight times the slope of its sigmoid, and the first neuron its slope alone',
    over: '2,000 random chains, and central differences of one',
    holds() {
      for (const { readings } of drawnChains(1)) {
        const { sigmaPrime, factors, dCda, dCdb } = readings;
        const [slope = NaN] = sigmaPrime;
        const product = factors.slice(1).reduce((a, b) => a * b, slope * dCda);
        about(dCdb[0] ?? NaN, product, 1e-12);
      }
      const { readings } = shifted(0);
      for (const [j, { value, error }] of checkChain(core, edge).entries()) {
        assert.ok(Math.abs(value - (readings.dCdb[j] ?? NaN)) <= error);
      }
    },
  },
  {
    says: 'The slope is never above 1/4. A weight of size below 4 therefore makes a factor below 1, whatever its neuron does',
    over: 'z from −40 to 40',
    holds() {
      const curve = core.activationCurve('sigmoid', -40, 40, 8001);
      const slopes = curve.filter((_, index) => index % 2 === 1);
      assert.equal(Math.max(...slopes), 0.25);
      assert.ok(3.999_999 * Math.max(...slopes) < 1);
    },
  },
  {
    says: 'w₁ is missing from the product: it acts before the bias b₁. Its slider still moves z₁ and with it every slope that follows.',
    holds() {
      const weights = [1.1, ...edge.weights.slice(1)];
      const other = computeChain(core, { ...edge, weights });
      for (const [j, slope] of other.readings.sigmaPrime.entries()) {
        assert.notEqual(slope, shifted(0).readings.sigmaPrime[j]);
      }
      // At the same z the size of w₁ makes no difference.
      const biases = edge.biases.with(0, -0.55);
      const same = computeChain(core, { ...edge, weights, biases });
      assert.deepEqual(same.readings.dCdb, shifted(0).readings.dCdb);
    },
  },
  {
    says: 'Four neurons, every weight 100, biases such that every z is 0: each factor is 25, and the gradient grows from 0.125 at the last bias to 1953 at the first.',
    holds() {
      const { state, readings } = shifted(0);
      assert.deepEqual(state.weights, [100, 100, 100, 100]);
      assert.deepEqual(readings.z, [0, 0, 0, 0]);
      assert.deepEqual(readings.factors, [25, 25, 25, 25]);
      assert.equal(readings.dCdb[3], 0.125);
      assert.equal(Math.round(readings.product), 1953);
    },
  },
  {
    says: 'every z at 0, then to b₁ one thousandth higher: 1953 becomes 0.004.',
    holds() {
      assert.equal(shifted(0.001).readings.product.toFixed(3), '0.004');
    },
  },
  {
    says: 'The small shift is multiplied by about 25 at one neuron after the other, until z₄ has gone from 0 to 15, where the sigmoid is flat.',
    holds() {
      const { z, sigmaPrime } = shifted(0.001).readings;
      for (const j of [1, 2, 3]) {
        about((z[j] ?? NaN) / (z[j - 1] ?? NaN), 25);
      }
      assert.equal(Math.round(z[3] ?? NaN), 15);
      assert.ok((sigmaPrime[3] ?? NaN) < 1e-6);
    },
  },
  {
    says: 'Its slope there is a factor of every gradient, and all of them become small.',
    holds() {
      const before = shifted(0).readings.dCdb;
      for (const [j, gradient] of shifted(0.001).readings.dCdb.entries()) {
        assert.ok(gradient < 1e-5 * (before[j] ?? NaN));
      }
    },
  },
  {
    says: 'In the ratio of ∂C/∂b₁ to ∂C/∂b₄ the slope of the output cancels; it goes only from 15,625 to 14,191, and the gradient still explodes.',
    holds() {
      assert.equal(Math.round(ratioOf(shifted(0))), 15_625);
      assert.equal(Math.round(ratioOf(shifted(0.001))), 14_191);
      const { outcome, shared } = shifted(0.001).attribution;
      assert.deepEqual([outcome, shared], ['exploding', 'output-slope']);
    },
  },
  {
    says: 'cross-entropy, which has no such slope, the same step makes ∂C/∂b₁ grow, from 7,813 to 14,191.',
    holds() {
      const products = [0, 0.001].map((shift) =>
        Math.round(shifted(shift, 'cross-entropy').readings.product),
      );
      assert.deepEqual(products, [7813, 14_191]);
    },
  },
  {
    says: 'To bring the ratio below 1, b₁ has to go up by 0.018.',
    holds() {
      assert.ok(ratioOf(shifted(0.018)) < 1);
      for (let shift = 0; shift <= 0.0175; shift += 0.0005) {
        assert.ok(ratioOf(shifted(shift)) > 1, `${shift}`);
      }
    },
  },
  {
    says: 'drawn from a standard normal distribution, two in three are smaller than 1 in size, and almost none exceeds 4.',
    over: '160,000 draws',
    holds() {
      const sizes = drawnChains(1, 20_000).flatMap(({ state }) =>
        state.weights.map(Math.abs),
      );
      /** @param {(size: number) => boolean} is */
      const share = (is) => sizes.filter(is).length / sizes.length;
      about(
        share((size) => size < 1),
        2 / 3,
        0.03,
      );
      assert.ok(share((size) => size > 4) < 1e-4);
    },
  },
  {
    says: 'Exploding takes large weights and weighted inputs close to 0, two wishes that pull against each other, since a large weight makes a large weighted input out of most activations.',
    over: 'the weight 100 with ten thousand activations, b = −50',
    holds() {
      const activations = Float64Array.from(
        { length: 10_000 },
        (_, i) => i / 1e4,
      );
      const factors = core.factorCurve(100, -50, activations);
      const share = factors.filter((factor) => factor >= 1).length / 10_000;
      assert.ok(share < 0.1, `${share}`);
    },
  },
];
