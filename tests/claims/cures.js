/** What the page says of the remedies. */

import assert from 'node:assert/strict';
import { defaultState } from '../../www/kit/schema.js';
import { CHAPTER_ACCURACIES } from '../../www/run/chapter-accuracies.js';
import { presets } from '../../www/figures/gradient-cures/presets.js';
import { ratioOf } from '../../www/figures/gradient-cures/scores.js';
import {
  curesSchema,
  runsOf,
  stateOf,
} from '../../www/figures/gradient-cures/state.js';
import { recorded } from './claim.js';
import { trainWithCures } from './training.js';

/** @import { Cure } from '../../www/figures/gradient-cures/state.js' */

/** The remedies that are spoken of. @satisfies {Record<string, Partial<Cure>>} */
const REMEDIES = {
  plain: {},
  xavier: { initialisation: 'xavier' },
  tanh: { activation: 'tanh', initialisation: 'xavier' },
  relu: { activation: 'relu', initialisation: 'he' },
  momentum: { optimiser: 'momentum' },
  adam: { optimiser: 'adam', rate: 0.001 },
  batch: { normalisation: 'batch' },
  layer: { normalisation: 'layer' },
  residual: { residual: 'on' },
};

/** @typedef {{ ratios: number[], accuracies: number[] }} Course - epoch by epoch */

/** Each remedy by itself, in the figure's own network. */
const cures = {
  seeds: 3,
  /** @param {number} seed */
  async compute(seed) {
    /** @type {Record<string, Course>} */
    const courses = {};
    for (const [name, cure] of Object.entries(REMEDIES)) {
      const state = { ...defaultState(curesSchema), ...stateOf([cure]), seed };
      const [run] = runsOf(/** @type {any} */ (state));
      const rows = await trainWithCures(/** @type {any} */ (run));
      courses[name] = {
        ratios: rows.map(({ speeds }) => ratioOf(speeds)),
        accuracies: rows.map((row) => row.validationAccuracy),
      };
    }
    return courses;
  },
};

/** The preset of all remedies together, which is fast to learn with plain layers. */
const together = {
  seeds: 1,
  /** @param {number} seed */
  async compute(seed) {
    const { changes } = presets.find(({ name }) => name === 'together') ?? {};
    const state = { ...defaultState(curesSchema), ...changes, seed };
    const [run] = runsOf(/** @type {any} */ (state));
    const rows = await trainWithCures(/** @type {any} */ (run), 0.1);
    return { last: rows.at(-1)?.validationAccuracy };
  },
};

/** @param {keyof typeof REMEDIES} name @returns {Course[]} of each seed */
function coursesOf(name) {
  return recorded('cures').map((courses) => courses[name]);
}

/** @param {Course} course @returns {number} the share that it reads right at its end */
const endOf = ({ accuracies }) => accuracies.at(-1) ?? NaN;

/** @param {Course} course @returns {number} the fastest layer by the slowest, where they are most even */
const least = ({ ratios }) => Math.min(...ratios);

/** @param {Course} course @returns {number} the same, where they are least */
const most = ({ ratios }) => Math.max(...ratios);

/** @param {Course} course @returns {boolean} whether it still guesses at its end */
const guesses = (course) => endOf(course) < 0.12;

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'in each of three seeds it still guesses after fifteen epochs, and its fastest hidden layer never learned less than thirty thousand times as fast as its slowest.',
    holds() {
      const runs = coursesOf('plain');
      assert.equal(runs.length, 3);
      assert.ok(runs.every(({ ratios }) => ratios.length === 16));
      assert.ok(runs.every(guesses));
      assert.ok(runs.every((run) => least(run) > 30_000));
    },
  },
  {
    says: 'With rectified linear neurons and He’s weights the fastest layer learns less than seven times as fast as the slowest at every epoch of three seeds, with batch normalisation less than five times; and after fifteen epochs they read more than 88 % of the validation images.',
    holds() {
      const [relu, batch] = [coursesOf('relu'), coursesOf('batch')];
      assert.ok(relu.every((run) => most(run) < 7));
      assert.ok(batch.every((run) => most(run) < 5));
      for (const run of [...relu, ...batch]) {
        assert.ok(endOf(run) > 0.88);
      }
    },
  },
  {
    says: 'With momentum the layers stay more than nine-thousandfold apart, and the network guesses.',
    over: '3 seeds',
    holds() {
      const runs = coursesOf('momentum');
      assert.ok(runs.every((run) => least(run) > 9000));
      assert.ok(runs.every(guesses));
    },
  },
  {
    says: 'A sigmoid’s is at most a quarter, and with them alone the layers stay more than fifteen-thousandfold apart. With hyperbolic tangents besides they are never more than four apart.',
    over: '3 seeds',
    holds() {
      assert.ok(coursesOf('xavier').every((run) => least(run) > 15_000));
      assert.ok(coursesOf('tanh').every((run) => most(run) < 4));
    },
  },
  {
    says: 'to less than twentyfold after fifteen epochs. By then the network reads 55 to 64 %, and is not done.',
    over: '3 seeds',
    holds() {
      const runs = coursesOf('adam');
      assert.ok(runs.every(({ ratios }) => (ratios.at(-1) ?? NaN) < 20));
      const ends = runs.map((run) => Math.round(100 * endOf(run)));
      assert.deepEqual([Math.min(...ends), Math.max(...ends)], [55, 64]);
      // At first they are as far apart as without it.
      assert.ok(runs.every(({ ratios }) => (ratios[0] ?? NaN) > 30_000));
    },
  },
  {
    says: 'more than six-hundredfold at every epoch, and guessing at the end.',
    over: '3 seeds',
    holds() {
      const runs = coursesOf('layer');
      assert.ok(runs.every((run) => least(run) > 600));
      assert.ok(runs.every(guesses));
    },
  },
  {
    says: 'Less than tenfold at every epoch, and more than 92 % at the end, with sigmoids and the chapter’s own weights.',
    over: '3 seeds',
    holds() {
      const runs = coursesOf('residual');
      assert.ok(runs.every((run) => most(run) < 10));
      assert.ok(runs.every((run) => endOf(run) > 0.92));
    },
  },
  {
    says: 'after ten epochs on all 50,000 images the network of seed 1 reads 98.13 % of the 10,000 validation images. The best of the chapter’s four reads 96.90 %.',
    holds() {
      const [{ last }] = recorded('together');
      assert.equal((100 * last).toFixed(2), '98.13');
      assert.equal(Math.max(...CHAPTER_ACCURACIES.values()), 96.9);
    },
  },
];

/** What is done. */
export const setup = [
  'so take two hidden layers, of 128 neurons.',
  'a rate that falls to 0 along half a cosine',
  'eight hidden layers of thirty neurons, and trained on 8,000 digits in batches of ten.',
  'so figure 12 shows both',
  'The second run adds momentum, the third has rectified linear neurons with He’s initial weights, the fourth batch normalisation.',
  'Up to four runs from one seed.',
  'whatever was ten thousand times as slow as the rest still is.',
  'neurons whose slope is about 1.',
  'Each was tried on the same three seeds.',
];

/** @type {Record<string, () => string>} */
export const answers = {
  helps() {
    const evened = ['momentum', 'relu', 'batch'].filter((name) =>
      coursesOf(/** @type {'relu'} */ (name)).every((run) => most(run) < 10),
    );
    return evened.join() === 'relu,batch' ? 'two' : 'another';
  },
};

export const records = { cures, together };
