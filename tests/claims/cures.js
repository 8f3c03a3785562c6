/** What the page says of the remedies. */

import assert from 'node:assert/strict';
import { defaultState } from '../../www/kit/schema.js';
import { ratioOf } from '../../www/figures/gradient-cures/scores.js';
import {
  curesSchema,
  runsOf,
  stateOf,
} from '../../www/figures/gradient-cures/state.js';
import { recorded } from './claim.js';
import { trainWhole } from './training.js';

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
      const rows = await trainWhole(/** @type {any} */ (run));
      courses[name] = {
        ratios: rows.map(({ speeds }) => ratioOf(speeds)),
        accuracies: rows.map((row) => row.validationAccuracy),
      };
    }
    return courses;
  },
};

/** @param {keyof typeof REMEDIES} name @returns {Course[]} of each seed */
function coursesOf(name) {
  return recorded('cures').map((courses) => courses[name]);
}

/** @type {import('./claim.js').Claim[]} */
export const claims = [];

export const records = { cures };
void assert;
void coursesOf;
