import assert from 'node:assert/strict';
import { declaration } from '../../www/core/declaration.js';
import { take } from '../../www/core/plain.js';
import {
  levelOf,
  REMEMBERS,
} from '../../www/figures/gradient-through-time/readings.js';
import { fateOf } from '../../www/kit/fate.js';
import { openInNode } from '../unit/realm.js';
import { recorded } from './claim.js';

const { core } = await openInNode('recurrent');

const SEEDS = 10;
const ROWS = 30;

/** A fresh figure’s settings. */
const FRESH = Object.fromEntries(
  Object.entries(declaration.recurrent).map(([key, field]) => [
    key,
    field.default,
  ]),
);

/** What differs from them, by the name of a network. */
const NETWORKS = {
  tanh: {},
  wild: { radius: 1.5, input: 0.1 },
  unclipped: { radius: 1.5, input: 0.1, clipping: 'none' },
  biasOne: { cell: 'lstm', forgetBias: 1 },
  biasThree: { cell: 'lstm', forgetBias: 3 },
};

/** @typedef {keyof typeof NETWORKS} Name */

/** @type {Map<string, ReturnType<typeof measure>>} */
const measured = new Map();

/** @param {Name} name */
function measure(name) {
  const spec = /** @type {any} */ ({ ...FRESH, ...NETWORKS[name] });
  const work = new core.RawGradientThroughTime(spec);
  while (!work.isDone) work.advance(10_000);
  const { quantiles, fates } = take(work.answer());
  work.free();
  const [vanishing = NaN, between = NaN, exploding = NaN] = fates;
  return { medians: levelOf(quantiles, 2), vanishing, between, exploding };
}

/** @param {Name} name @returns {ReturnType<typeof measure>} over a hundred seeds */
function gradientOf(name) {
  const found = measured.get(name) ?? measure(name);
  measured.set(name, found);
  return found;
}

/** @param {number[]} medians @param {number} t @returns {number} by how much, from the last step to step t */
function shrinkage(medians, t) {
  return 10 ** -(medians[t] ?? NaN);
}

/** @type {Readonly<Record<string, import('./claim.js').Recording>>} */
export const records = {
  'through-time': {
    seeds: SEEDS,
    compute: async (seed) =>
      Object.fromEntries(
        Object.entries(NETWORKS).map(([name, changes]) => {
          const spec = { ...FRESH, ...changes, seed };
          const work = new core.RawMemoryRun(
            /** @type {any} */ ({
              ...spec,
              rows: ROWS,
              from: 0,
              parameters: new Float64Array(),
            }),
          );
          while (!work.isDone) work.advance(10_000);
          const { accuracies, norms } = take(work.answer());
          work.free();
          // JSON has no infinity.
          const fate = fateOf(norms[1] ?? NaN);
          return [name, { accuracy: accuracies.at(-1), fate }];
        }),
      ),
  },
};

/** @param {Name} name @returns {{ accuracy: number, fate: string }[]} of each seed, after 300 steps */
function trained(name) {
  return recorded('through-time').map((result) => result[name]);
}

/** @param {Name} name @returns {number} of ten seeds, how many remember */
function remembering(name) {
  return trained(name).filter(({ accuracy }) => accuracy >= REMEMBERS).length;
}

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'In all hundred, and the median shrinks more than two-hundred-thousand-fold.',
    over: '100 seeds',
    holds() {
      const { medians, vanishing } = gradientOf('biasOne');
      assert.equal(vanishing, 100);
      const by = shrinkage(medians, 1);
      assert.ok(by > 200_000 && by < 300_000, `${by}`);
    },
  },
  {
    says: 'a tanh network of spectral radius 1, which loses more than eleven decades',
    over: '100 seeds',
    holds() {
      const { medians } = gradientOf('tanh');
      const decades = Math.log10(shrinkage(medians, 1));
      assert.ok(decades > 11 && decades < 12, `${decades}`);
    },
  },
  {
    says: 'With a bias of 3 it shrinks sixteenfold, twelvefold of which in the last five steps, at the output gates. Before them the line is nearly flat.',
    over: '100 seeds',
    holds() {
      const { medians } = gradientOf('biasThree');
      assert.equal(Math.round(shrinkage(medians, 1)), 16);
      assert.equal(Math.round(shrinkage(medians, 45)), 12);
    },
  },
  {
    says: 'With a bias of 3 the networks of all first ten seeds remember the bit over fifty steps. With a bias of 1, or with tanh, none does.',
    over: '10 seeds',
    holds() {
      assert.equal(remembering('biasThree'), SEEDS);
      assert.equal(remembering('biasOne'), 0);
      assert.equal(remembering('tanh'), 0);
    },
  },
  {
    says: 'once they have learned it, the gradient vanishes in all ten',
    over: '10 seeds',
    holds() {
      for (const { fate } of trained('biasThree')) {
        assert.equal(fate, 'vanishing');
      }
    },
  },
  {
    says: 'the gradient vanishes in thirty-nine of a hundred networks and explodes in ten',
    over: '100 seeds',
    holds() {
      const { vanishing, exploding } = gradientOf('wild');
      assert.deepEqual([vanishing, exploding], [39, 10]);
    },
  },
  {
    says: 'of the first ten seeds four remember after three hundred steps with clipping, and one without',
    over: '10 seeds',
    holds() {
      assert.equal(remembering('wild'), 4);
      assert.equal(remembering('unclipped'), 1);
    },
  },
];

/** What is done, and the definitions. */
export const setup = [
  'The first inputs are all 1 or all −1: a bit.',
  'if it is right about 95 % of two hundred new sequences',
  'An LSTM of sixteen neurons with random weights, whose forget gates begin with a bias of 1, as is usual.',
  'In how many of a hundred such networks does the gradient vanish over fifty steps?',
  'in about half of them',
  'Train each of them for three hundred steps',
  'A spectral radius above 1 is no recipe. With a radius of 1.5 and faint inputs',
];

/** @type {Readonly<Record<string, () => string>>} */
export const answers = {
  time() {
    const { vanishing } = gradientOf('biasOne');
    return vanishing === 100 ? 'all' : 'other';
  },
};
