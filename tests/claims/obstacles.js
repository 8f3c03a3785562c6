/** What the page says of saturation. */

import assert from 'node:assert/strict';
import { presets } from '../../www/figures/activation-saturation/presets.js';
import { fallOf } from '../../www/figures/activation-saturation/sentence.js';
import { recorded } from './claim.js';
import { answersOf, rangeOf } from './training.js';

/** Epochs of which the means are kept. */
const EPOCHS = [0, 1, 10, 20, 50, 100];

/** Runs of figure 8, and how many epochs of each it takes to see. */
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
    accuracy: accuracies.at(-1),
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

/** @type {import('./claim.js').Claim[]} */
export const claims = [];
void assert;
void recorded;
void rangeOf;
