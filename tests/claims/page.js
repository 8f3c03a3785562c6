/**
 * What the page says before and after its sections.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPart } from '../../scripts/digits/format.mjs';

import { recorded } from './claim.js';
import { validationAccuracies } from './training.js';

const DATA = new URL('../../www/data/', import.meta.url);

/**
 * The chapter's table: the networks with one to four hidden layers, on all of
 * MNIST, the best of 30 epochs.
 */
const chapterTable = {
  seeds: 3,
  /** @param {number} seed */
  async compute(seed) {
    const best = [];
    for (const hidden of [[30], [30, 30], [30, 30, 30], [30, 30, 30, 30]]) {
      const spec = { hidden, images: 50_000, batch: 10, epochs: 30, seed };
      best.push(Math.max(...(await validationAccuracies(spec))));
    }
    return { best };
  },
};

/** @returns {number[][]} of each depth from 1 to 4, the accuracies of the seeds */
export function tableOfSeeds() {
  const results = recorded('chapterTable');
  return [0, 1, 2, 3].map((depth) => results.map(({ best }) => best[depth]));
}

/** @type {import('./claim.js').Section} */
export const masthead = {
  claims: [
    {
      says: 'on the chapter’s digits plain gradient descent gets 96.9 % right with two hidden layers and 96.6 % with four',
      over: 'three seeds, 50,000 images, the best of 30 epochs',
      holds() {
        const results = recorded('chapterTable');
        const means = [0, 1, 2, 3].map(
          (depth) =>
            results.reduce((sum, { best }) => sum + best[depth], 0) /
            results.length,
        );
        assert.deepEqual(
          [means[1], means[3]].map((mean) => (100 * Number(mean)).toFixed(1)),
          ['96.9', '96.6'],
        );
        // As in the chapter two do best, and four no better than one.
        assert.equal(Math.max(...means), means[1]);
        assert.ok(Number(means[3]) < Number(means[0]));
        // Of each seed.
        assert.ok(results.every(({ best }) => best[3] < best[1]));
      },
    },
  ],
  setup: ['chapter 5, live'],
  records: { chapterTable },
};

/** @type {import('./claim.js').Section} */
export const about = {
  claims: [
    {
      says: 'the first 1,000 of its training images and 250 for validation to begin with, and on demand up to all 50,000 and 10,000 that the chapter uses.',
      holds() {
        const parts = ['first', 'more', 'all'].map((name) =>
          readPart(readFileSync(new URL(`digits-${name}.bin`, DATA))),
        );
        const [first] = parts;
        assert.ok(first);
        assert.deepEqual(
          [first.trainingCount, first.validationCount],
          [1000, 250],
        );
        /** @param {'trainingCount' | 'validationCount'} count */
        const all = (count) =>
          parts.reduce((sum, part) => sum + part[count], 0);
        assert.deepEqual(
          [all('trainingCount'), all('validationCount')],
          [50_000, 10_000],
        );
      },
    },
  ],
  setup: [
    'chapter 5 of Michael Nielsen’s',
    '(Determination Press, 2015)',
    'NonCommercial 3.0',
    'Apache-2.0',
  ],
};
