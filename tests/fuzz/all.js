import fc from 'fast-check';
import { drawn } from './drawn.js';
import { digits } from './digits.js';
import { files } from './files.js';
import { messages } from './messages.js';
import { texts } from './texts.js';

/** Each property of an entrance, by what it says. */
export const properties = Object.entries({
  ...texts,
  ...files,
  ...messages,
  ...drawn,
  ...digits,
});

/**
 * @param {any} property - of fast-check, with the counterexamples once found
 * @param {number} numRuns - cases
 * @param {number} seed - of them
 * @returns {Promise<void>} rejects with the smallest counterexample
 */
export async function tried(property, numRuns, seed) {
  const { examples = [] } = property;
  await fc.assert(property, {
    ...{ numRuns, seed, examples },
    includeErrorInReport: true,
  });
}
