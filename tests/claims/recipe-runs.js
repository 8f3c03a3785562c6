/** The checks of the recipe without a browser: their own plans, and what they find. */

import { readFileSync } from 'node:fs';
import { inflateDigits } from '../../www/core/digits.js';
import { findingOf } from '../../www/figures/training-recipe/findings.js';
import { planOf } from '../../www/figures/training-recipe/plans.js';
import { trainingRecipeSchema } from '../../www/figures/training-recipe/state.js';
import { defaultState } from '../../www/kit/schema.js';
import { RunHistory } from '../../www/run/run-history.js';
import { openInNode } from '../unit/realm.js';

/** @import { Planned } from '../../www/figures/training-recipe/plans.js' */
/** @import { Check, RecipeState } from '../../www/figures/training-recipe/state.js' */

const { core } = await openInNode('recipe');
const { core: cures } = await openInNode('cures');
const file = new URL('../../www/data/digits-first.bin', import.meta.url);
const bytes = await inflateDigits(new Uint8Array(readFileSync(file)));
const digits = new core.RawDigits();
digits.appendPart(bytes);
const seen = new cures.RawDigits();
seen.appendPart(bytes);
const blank = new cures.RawDigits();
blank.appendPart(core.blankDigits(bytes));

/**
 * @param {Check} check
 * @param {Partial<RecipeState>} settings - other than the figure's at first
 * @returns {any} what the figure finds
 */
export function found(check, settings) {
  const state = { ...defaultState(trainingRecipeSchema), ...settings };
  const planned = planOf(check, state, core);
  const runs = /** @type {any[]} */ (planned.map(trained));
  return findingOf(check, state, core, digits, { key: '', planned, runs });
}

/** @param {Planned} planned @returns {object} the run, as a pool leaves it */
function trained({ state, kind }) {
  const trainer = new cures.RawTrainer(
    state,
    kind === 'blank' ? blank : seen,
    Infinity,
  );
  while (!trainer.isDone) trainer.advance(1_000_000);
  const history = new RunHistory(state.hidden.length);
  history.append(trainer.rowEpochs(), trainer.takeRows());
  const parameters = trainer.parameters(false) ?? null;
  const { constantCost, constantAccuracy } = trainer;
  trainer.free();
  const constants = { constantCost, constantAccuracy };
  return {
    ...{ spec: state, phase: 'done', ending: null, failure: null },
    ...{ history, parameters, constants },
  };
}
