import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RunHistory } from './run-history.js';
import { gapWords } from './run-words.js';

/** @param {number} rows - how many */
function filled(rows) {
  const history = new RunHistory(2);
  for (let epoch = 0; epoch < rows; epoch += 1) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

/** A run measured at epochs 0 to 2, then now and then. */
function gappy() {
  const history = new RunHistory(2);
  for (const epoch of [0, 1, 2, 14, 27]) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

test('the words say at which epochs, and nothing where at all of them', () => {
  assert.equal(gapWords(filled(5), 0.1), '');
  assert.equal(gapWords(null, 0.1), '');
  assert.match(
    gapWords(gappy(), 0.05),
    /^Measured at 5 of the epochs 0 to 27; .* at most 5\s%/,
  );
  assert.doesNotMatch(gapWords(gappy(), 'every'), /%/);
});
