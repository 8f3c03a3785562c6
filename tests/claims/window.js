import assert from 'node:assert/strict';
import { identitySentence } from '../../www/figures/identity-neuron/identity-sentence.js';
import {
  computeIdentity,
  expanded,
} from '../../www/figures/identity-neuron/identity-numbers.js';
import { windowSentence } from '../../www/figures/exploding-window/window-sentence.js';
import { computeWindow } from '../../www/figures/exploding-window/window-numbers.js';
import {
  compareRows,
  networkOf,
} from '../../www/figures/identity-neuron/rows-numbers.js';
import { openInNode } from '../unit/realm.js';
import { drawnChains } from './chain.js';
import { trainForRows } from './training.js';

const { core } = await openInNode('chain');

/** @param {number} weight @param {number} [bias] */
const windowOf = (weight, bias = 0) => computeWindow(core, { weight, bias });

/** Sizes of weights from 4 on. */
const SIZES = Array.from({ length: 20_000 }, (_, i) => 4 * 1.0003 ** i);

/**
 * @param {number} z
 * @returns {number} the standard normal distribution up to z, by the midpoint
 *   rule from 0
 */
function normal(z) {
  const [end, steps] = [Math.min(Math.abs(z), 9), 200];
  let area = 0;
  for (let step = 0; step < steps; step += 1) {
    const at = ((step + 0.5) * end) / steps;
    area += Math.exp((-at * at) / 2);
  }
  area *= end / steps / Math.sqrt(2 * Math.PI);
  return z < 0 ? 0.5 - area : 0.5 + area;
}

/**
 * The chance of |wσ′(wa + b)| ≥ 1 with w from N(0, spread²), b from N(0, 1) and
 * a = ½, from the core's windows: |wa + b| has to be at most z₊.
 *
 * @param {number} spread
 */
function chance(spread) {
  const steps = 1500;
  // From |w| = 4 on, evenly in √(|w| − 4), where the window opens like that.
  const end = Math.sqrt(8 * spread + 20);
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    const root = ((step + 0.5) * end) / steps;
    const size = 4 + root * root;
    const { reach } = windowOf(size);
    const inside =
      normal((reach ?? NaN) - size / 2) - normal(-(reach ?? NaN) - size / 2);
    const density =
      (2 * Math.exp(-((size / spread) ** 2) / 2)) /
      (spread * Math.sqrt(2 * Math.PI));
    sum += inside * density * 2 * root;
  }
  return (sum * end) / steps;
}

/**
 * @param {{ weightIn: number, bias: number, weightOut: number }} neuron
 * @param {'absorbed' | 'literal'} offset
 */
const identityOf = (neuron, offset) =>
  computeIdentity(core, { ...neuron, offset });

/**
 * The least largest error with nothing added, as far as a search finds it that
 * halves its steps.
 *
 * @param {number} weightIn - held, or where to begin
 * @param {boolean} isHeld
 */
function closest(weightIn, isHeld) {
  let best = { weightIn, bias: -weightIn / 2, weightOut: 1 };
  let { largestError: error } = identityOf(best, 'literal');
  for (let step = 1; step > 1e-9;) {
    const from = error;
    for (const key of /** @type {const} */ ([
      'weightIn',
      'bias',
      'weightOut',
    ])) {
      if (isHeld && key === 'weightIn') continue;
      for (const also of /** @type {const} */ (['bias', 'weightOut'])) {
        for (const by of [-step, step]) {
          for (const second of [0, -step, step]) {
            const next = { ...best, [key]: best[key] + by };
            next[also] += second;
            const { largestError } = identityOf(next, 'literal');
            if (largestError < error) [best, error] = [next, largestError];
          }
        }
      }
    }
    if (error === from) step /= 2;
  }
  return { ...best, error };
}

export const answers = {
  window() {
    const { widestWeight } = windowOf(1);
    if (widestWeight > 20) return 'large';
    return Math.round(widestWeight) === 7 ? 'seven' : 'four';
  },
  identity() {
    const { bestLiteral } = identityOf(expanded(1), 'literal');
    if (bestLiteral > 5 && bestLiteral < 6) return 'large';
    return bestLiteral > 1 ? 'two' : 'small';
  },
};

export const setup = [
  'just above 4 about 7 the larger, the wider',
  'is about x, wherever x lies between 0 and 1.',
  'since the sigmoid is almost straight near 0.',
  'the smaller, the closer about 2 between 5 and 6',
  'w2σ(w1x + b)',
  'where it is at least 1, the ground is shaded.',
];

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'At an input weight of 5.65, and no choice of the three brings the largest error below 0.056.',
    over: 'searches from 40 places',
    holds() {
      const { bestLiteral, leastLiteral } = identityOf(expanded(1), 'literal');
      assert.equal(bestLiteral.toFixed(2), '5.65');
      assert.equal(leastLiteral.toFixed(3), '0.056');
      const found = Array.from({ length: 40 }, (_, index) =>
        closest(0.25 + 0.5 * index, false),
      );
      const least = Math.min(...found.map(({ error }) => error));
      assert.ok(least >= leastLiteral && least < 0.0562, `${least}`);
      for (const weightIn of [1, 2, 4, 5, 6, 8]) {
        assert.ok(closest(weightIn, true).error > 0.056, `${weightIn}`);
      }
      const linked = {
        weightIn: 5.647643565962444,
        bias: -2.823821782981222,
        weightOut: 1,
      };
      const said = identitySentence(
        { ...linked, offset: 'literal' },
        identityOf(linked, 'literal'),
      );
      assert.match(said, /No choice of w₁, b and w₂ comes closer/);
    },
  },
  {
    says: 'lifts it by 19.5 when it is 0.1.',
    holds() {
      const neuron = identityOf(expanded(0.1), 'literal');
      for (const key of /** @type {const} */ ([
        'errorAtZero',
        'errorAtHalf',
        'errorAtOne',
      ])) {
        assert.equal(neuron[key].toFixed(1), '19.5');
      }
    },
  },
  {
    says: 'Then the hint is right: the largest error is about the square of the input weight over 96.',
    holds() {
      for (const weightIn of [0.01, 0.1, 0.5, 1]) {
        const { largestError } = identityOf(expanded(weightIn), 'absorbed');
        const ratio = (96 * largestError) / weightIn ** 2;
        assert.ok(Math.abs(ratio - 1) < 0.03, `${weightIn}: ${ratio}`);
      }
    },
  },
  {
    says: 'With an input weight of 0.01 the network answers none of its 250 validation images otherwise, with one row or with twenty. With one of 20, a single row costs it more than a fifth of its right answers.',
    over: '10 seeds',
    async holds() {
      for (let seed = 1; seed <= 10; seed += 1) {
        const network = await trainForRows(networkOf(seed));
        /** @param {number} weight @param {number} rows */
        const found = (weight, rows) =>
          compareRows(network, {
            ...expanded(weight),
            offset: 'absorbed',
            rows,
          });
        for (const rows of [1, 20]) {
          for (const one of Object.values(found(0.01, rows))) {
            assert.equal(one.images, 250);
            assert.equal(one.changed, 0, `seed ${seed}`);
          }
        }
        const { correct, correctBefore } = found(20, 1).single;
        assert.ok(correct < 0.8 * correctBefore, `seed ${seed}: ${correct}`);
      }
    },
  },
  {
    says: 'For the gradient to grow from layer to layer, factors have to exceed 1.',
    over: '2,000 chains with weights from N(0, 10²)',
    holds() {
      for (const { state, readings, attribution } of drawnChains(10)) {
        const factors = state.weights
          .slice(1)
          .map((weight, j) =>
            Math.abs(weight * (readings.sigmaPrime[j] ?? NaN)),
          );
        if (attribution.log10Ratio > 0) assert.ok(Math.max(...factors) > 1);
      }
    },
  },
  {
    says: 'Since the slope is at most 1/4, the weight has to be 4 or more in size. And the weighted input wa + b has to lie near 0, where the slope is.',
    holds() {
      for (const weight of [-3.999, 0, 1, 3.999]) {
        assert.equal(windowOf(weight).reach, null);
      }
      assert.equal(windowOf(4).reach, 0);
      for (const weight of [4, 7, 100, 1000]) {
        const [factor = NaN] = core.factorCurve(
          weight,
          (windowOf(weight).reach ?? NaN) + 0.01,
          Float64Array.of(0),
        );
        assert.ok(factor < 1);
      }
    },
  },
  {
    says: 'At |w| = 6.894, and even there it is only 0.4477 wide, less than half of the range of a sigmoid.',
    holds() {
      const { widestWeight, widestWidth } = windowOf(1);
      assert.equal(widestWeight.toFixed(3), '6.894');
      assert.equal(widestWidth.toFixed(4), '0.4477');
      const widths = core.windowWidths(Float64Array.from(SIZES));
      assert.ok(Math.max(...widths) <= widestWidth);
      const linked = { weight: 6.894, bias: -3.447 };
      const said = windowSentence(linked, computeWindow(core, linked));
      assert.match(said, /No weight has a window wider than 0\.4477/);
    },
  },
  {
    says: 'At w = 100 the factor reaches 25, but in a window less than a tenth wide.',
    holds() {
      const { greatestInside, insideWidth } = windowOf(100, -50);
      assert.equal(greatestInside, 25);
      assert.ok(insideWidth < 0.1 && insideWidth > 0.09);
    },
  },
  {
    says: 'At w = 4 the window is a single point.',
    holds() {
      assert.equal(windowOf(4).width, 0);
    },
  },
  {
    says: 'with weight and bias drawn from the standard normal distribution and an activation of one half, a factor of 1 or more comes up in 2.4 of a million draws.',
    holds() {
      assert.equal((1e6 * chance(1)).toFixed(1), '2.4');
    },
  },
  {
    says: 'the chance is largest, at 1.45 %, for a spread of 5.7, and down to 0.14 % for one of 100.',
    holds() {
      assert.equal((100 * chance(5.7)).toFixed(2), '1.45');
      assert.equal((100 * chance(100)).toFixed(2), '0.14');
      for (const spread of [1, 3, 5, 5.6, 5.8, 6.5, 10, 30, 100]) {
        assert.ok(chance(spread) < chance(5.7), `${spread}`);
      }
    },
  },
  {
    says: 'Activations of sigmoids lie between 0 and 1: what the window has outside is of no use.',
    holds() {
      const curve = core.activationCurve('sigmoid', -800, 800, 1601);
      const values = curve.filter((_, index) => index % 2 === 0);
      assert.ok(values.every((value) => value >= 0 && value <= 1));
      const cut = { weight: 8, bias: 0 };
      assert.match(
        windowSentence(cut, computeWindow(core, cut)),
        /a window 0\.4\d* wide\. Of that, 0\.2\d* lies between 0 and 1/,
      );
    },
  },
];
