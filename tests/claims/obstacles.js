/** What the page says of saturation. */

import assert from 'node:assert/strict';
import { presets } from '../../www/figures/activation-saturation/presets.js';
import { fallOf } from '../../www/figures/activation-saturation/sentence.js';
import { recorded } from './claim.js';
import { answersOf, rangeOf } from './training.js';

/** Epochs of which the means are kept. */
const EPOCHS = [0, 1, 10, 20, 50, 100];

/** Runs of the figure, and how many epochs of each it takes to see. */
const RUNS = new Map([
  ['four', 100],
  ['chapter', 100],
  ['tanh', 20],
  ['relu', 20],
]);

/**
 * @param {string} name - of a run of the figure
 * @param {number} seed
 */
function trained(name, seed) {
  const preset = presets.find((each) => each.name === name);
  const epochs = RUNS.get(name) ?? NaN;
  const { activations, accuracies } = answersOf({
    ...preset?.settings,
    epochs,
    seed,
  });
  const last = activations.widths.length - 1;
  const means = [...activations.column(last, 0)];
  const at = (/** @type {number} */ epoch) =>
    activations.at(epoch)?.layers ?? [];
  const shown = at(epochs);
  return {
    means: EPOCHS.filter((epoch) => epoch <= epochs).map((epoch) =>
      at(epoch).map(({ mean }) => mean),
    ),
    fall: fallOf(activations.epochs, means, epochs),
    lowest: Math.min(...means),
    slopes: shown.map(({ slope }) => slope),
    saturated: shown.map(({ saturated }) => saturated),
    stuck: shown.map(({ stuck }) => stuck),
    overImages: [0, epochs].map((epoch) => at(epoch)[last]?.overImages),
    accuracy: accuracies.at(-1) ?? NaN,
  };
}

/** @type {Record<string, import('./claim.js').Recording>} */
export const records = {
  'obstacles-saturation': {
    seeds: 5,
    compute: async (seed) =>
      Object.fromEntries(
        [...RUNS.keys()].map((name) => [name, trained(name, seed)]),
      ),
  },
};

/** @param {string} name - of a run @returns {Trained[]} of each seed */
function seedsOf(name) {
  const results = recorded('obstacles-saturation');
  assert.equal(results.length, 5);
  return results.map((result) => result[name]);
}

/**
 * @param {Trained} run
 * @param {number} epoch - one of those that are kept
 * @returns {number[]} the mean of each hidden layer then
 */
function meansAt({ means }, epoch) {
  return means[EPOCHS.indexOf(epoch)] ?? [];
}

const FIVE = 'five seeds';

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'At first every layer answers one half, more or less.',
    over: FIVE,
    holds() {
      for (const run of seedsOf('four')) {
        for (const mean of meansAt(run, 0)) {
          assert.ok(Math.abs(mean - 0.5) < 0.02, `${mean}`);
        }
      }
    },
  },
  {
    says: 'less than a tenth of the largest: below 0.026 or above 0.974 for a sigmoid.',
    holds() {
      const slope = (/** @type {number} */ a) => (a * (1 - a)) / 0.25;
      for (const [inside, outside] of [
        [0.0257, 0.0256],
        [0.9743, 0.9744],
      ]) {
        assert.ok(slope(inside ?? NaN) > 0.1 && slope(outside ?? NaN) < 0.1);
      }
    },
  },
  {
    says: 'In each of five seeds the mean of the last hidden layer falls from one half to between 0.23 and 0.25 within a thousand steps and to less than 0.05 within ten thousand.',
    holds() {
      for (const run of seedsOf('four')) {
        const [start = NaN, tenth = NaN, end = NaN] = [0, 10, 100].map(
          (epoch) => meansAt(run, epoch)[3] ?? NaN,
        );
        assert.equal(start.toFixed(1), '0.5');
        assert.ok(tenth > 0.225 && tenth < 0.255, `${tenth}`);
        assert.ok(end < 0.05);
        assert.equal(run.fall.left, null);
      }
    },
  },
  {
    says: 'The layers before it rise instead, the third to about 0.7.',
    over: FIVE,
    holds() {
      for (const run of seedsOf('four')) {
        const [from, to] = [meansAt(run, 0), meansAt(run, 100)];
        for (const layer of [0, 1, 2]) {
          assert.ok((to[layer] ?? NaN) > (from[layer] ?? NaN));
        }
        assert.equal((to[2] ?? NaN).toFixed(1), '0.7');
      }
    },
  },
  {
    says: 'The slopes of the last layer are then less than a fifth of the largest on average, though no answer is saturated yet by the measure above, and from one image to the next a neuron’s answer differs by less than 0.001. The network reads no more than 11 % of the validation digits: it guesses.',
    over: FIVE,
    holds() {
      for (const run of seedsOf('four')) {
        assert.ok((run.slopes[3] ?? NaN) < 0.2);
        assert.deepEqual(run.saturated, [0, 0, 0, 0]);
        assert.ok((run.overImages[1] ?? NaN) < 0.001);
        assert.ok(run.accuracy <= 0.11);
      }
    },
  },
  {
    says: 'answers 0 where it is steepest, and with it the same network reads more than four fifths of the digits after twenty epochs, in each of five seeds. With rectified linear neurons and He’s weights it does so too.',
    holds() {
      for (const run of [...seedsOf('tanh'), ...seedsOf('relu')]) {
        assert.ok(run.accuracy > 0.8);
      }
    },
  },
  {
    says: 'the last layer sinks to about 0.3 and comes back; after a hundred epochs it reads from 48 to 75 % of the validation digits, in five seeds.',
    holds() {
      const runs = seedsOf('chapter');
      for (const run of runs) {
        assert.equal(run.lowest.toFixed(1), '0.3');
        assert.ok((meansAt(run, 100)[3] ?? NaN) > run.lowest + 0.1);
      }
      const ends = rangeOf(runs.map(({ accuracy }) => 100 * accuracy));
      assert.deepEqual(ends.map(Math.round), [48, 75]);
    },
  },
];

export const setup = [
  'who watched in 2010 what',
  'A sigmoid that answers nearly 0 or nearly 1 is saturated: its slope is all but 0,',
  'four hidden layers of a hundred sigmoids, every weight drawn between −1/√n and 1/√n with n inputs to the neuron, biases 0, ten outputs whose answers add up to 1.',
  'Train it for 10,000 steps.',
  'some neurons come near 0, some near 1',
  'they all fall towards 0,',
  'they all rise towards 1,',
  'they stay near one half',
  'a hundred steps an epoch.',
  'Why to 0?',
];

/** @type {Record<string, () => string>} */
export const answers = {
  obstacles: () =>
    seedsOf('four').every(({ fall }) => fall.fell !== null) ? 'falls' : 'stays',
};

/** @typedef {ReturnType<typeof trained>} Trained */
