import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PYTHON, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { inflateDigits } from '../../core/digits.js';
import { pythonScript } from '../../kit/python/script.js';
import { defaultState } from '../../kit/schema.js';
import { RunHistory } from '../../run/run-history.js';
import { planOf } from './plans.js';
import { recomputed } from './python.js';
import { trainingRecipeSchema } from './state.js';

const FILE = new URL('../../data/digits-first.bin', import.meta.url);
const skip =
  withoutNumpy ||
  (!existsSync(FILE) && 'there are no digits: scripts/data makes them');
const bytes = skip
  ? new Uint8Array()
  : await inflateDigits(new Uint8Array(readFileSync(FILE)));
const { core } = await openInNode('cures');
const { core: recipe } = await openInNode('recipe');

const STATE = /** @type {any} */ ({
  ...defaultState(trainingRecipeSchema),
  ...{ pixels: 7, images: 60, epochs: 2, precision: 'f64', hidden: [8] },
});

/** @param {import('./plans.js').Planned} planned @returns {any} a run of it, over */
function trained({ state, kind }) {
  const digits = new core.RawDigits();
  digits.appendPart(kind === 'blank' ? recipe.blankDigits(bytes) : bytes);
  const trainer = new core.RawTrainer(
    /** @type {any} */ (state),
    digits,
    Infinity,
  );
  while (!trainer.isDone) trainer.advance(100_000);
  const history = new RunHistory(state.hidden.length);
  history.append([...trainer.rowEpochs()], trainer.takeRows());
  return { history };
}

describe('the networks of a check recomputed in Python', { skip }, () => {
  for (const [check, rows] of /** @type {const} */ ([
    ['baseline', 6],
    ['one-batch', 2],
    ['regularise', 12],
  ])) {
    it(`agree: ${check}`, async () => {
      const short = check === 'one-batch' ? { epochs: 1 } : {};
      const planned = planOf(check, STATE, /** @type {any} */ (recipe)).map(
        (one) => ({ ...one, state: { ...one.state, ...short } }),
      );
      const runs = planned.map(trained);
      const parts = await recomputed(
        check,
        { key: '', planned, runs },
        { load: async () => bytes },
      );
      assert.ok(typeof parts !== 'string');
      const { status, stdout, stderr } = spawnSync(PYTHON, ['-'], {
        input: pythonScript({ title: 'A figure', link: 'A link', ...parts }),
        encoding: 'utf8',
      });
      assert.equal(status, 0, stdout + stderr);
      const all = [...stdout.matchAll(/All (\d+) rows .* within 1e-09/g)];
      const sum = all.reduce((total, [, count]) => total + Number(count), 0);
      assert.equal(sum, rows, stdout);
    });
  }

  it('are refused in words before the check has run', async () => {
    assert.match(String(await recomputed('seed', undefined)), /play first/);
  });
});
