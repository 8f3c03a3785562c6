/**
 * What the page says before and after its sections.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPart } from '../../scripts/digits/format.mjs';

const DATA = new URL('../../www/data/', import.meta.url);

/** @type {import('./claim.js').Section} */
export const masthead = { claims: [], setup: ['chapter 5, live'] };

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
