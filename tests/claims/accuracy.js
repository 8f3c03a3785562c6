/** The chapter's table of accuracies, in the section of the speeds. */

import assert from 'node:assert/strict';
import { take } from '../../www/core/plain.js';
import { CHAPTER_ACCURACIES } from '../../www/run/chapter-accuracies.js';
import { openInNode } from '../unit/realm.js';
import { tableOfSeeds } from './page.js';

const { core } = await openInNode('training');

/** @param {number} depth @param {number} other - of hidden layers @returns {boolean} whether a test tells their accuracies apart */
function isTold(depth, other) {
  const table = tableOfSeeds();
  const of = (/** @type {number} */ layers) =>
    Float64Array.from(table[layers - 1] ?? []);
  return take(new core.RawSample(of(depth), of(other))).differsFrom0;
}

/** @returns {number[][]} of each seed, the depths by accuracy, best first */
function orders() {
  const table = tableOfSeeds();
  return (table[0] ?? []).map((_, seed) =>
    [1, 2, 3, 4].toSorted(
      (a, b) => (table[b - 1]?.[seed] ?? 0) - (table[a - 1]?.[seed] ?? 0),
    ),
  );
}

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'With one to four hidden layers they read 96.48, 96.90, 96.57 and 96.53 % of 10,000 other digits. The second layer helps, the third and the fourth do not.',
    over: 'the chapter’s own table',
    holds() {
      assert.deepEqual(
        [...CHAPTER_ACCURACIES.values()],
        [96.48, 96.9, 96.57, 96.53],
      );
    },
  },
  {
    says: 'Two layers read best in all three rows, and the other depths change places.',
    over: 'seeds 1 to 3, the best of 30 epochs',
    holds() {
      const found = orders();
      assert.equal(found.length, 3);
      assert.ok(found.every(([best]) => best === 2));
      assert.ok(new Set(found.map(String)).size > 1);
    },
  },
  {
    says: 'Four layers read worse than two, by more than chance explains; but of two neighbouring depths three seeds cannot tell which is better.',
    over: 'seeds 1 to 3, a paired t-test at the level of 5 %',
    holds() {
      assert.ok(isTold(4, 2));
      for (const depth of [1, 2, 3]) assert.ok(!isTold(depth + 1, depth));
    },
  },
];

/** What is done. */
export const setup = [
  'in full: 50,000 images, thirty epochs in batches of ten.',
  'Train the four networks from three different seeds. What will the three rows have in common? the order of all four depths two layers read best',
  'each depth is best once',
  'Ten can tell more.',
];

/** @type {Record<string, () => string>} */
export const answers = {
  accuracy: () => (orders().every(([best]) => best === 2) ? 'two' : 'none'),
};
