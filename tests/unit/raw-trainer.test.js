import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';

import { TINY_FILES } from '../fixtures/digits-tiny.js';

/** @import { TrainingSpec } from '../../www/core/training.js' */

const PACKAGE = new URL('../../www/pkg/', import.meta.url);
const PARTS = ['training', 'training-double'];
const skip =
  !PARTS.every((part) => existsSync(new URL(`${part}_bg.wasm`, PACKAGE))) &&
  'scripts/build has not run';

/** @type {Array<typeof import('../../www/core/training-double.js')>} */
let cores = [];

before(async () => {
  if (skip) return;
  cores = [
    await import('../../www/core/training.js'),
    await import('../../www/core/training-double.js'),
  ];
  for (const [index, core] of cores.entries()) {
    const wasm = new URL(`${PARTS[index]}_bg.wasm`, PACKAGE);
    core.initSync({ module: readFileSync(wasm) });
  }
});

/** @type {TrainingSpec} */
const SPEC = {
  hidden: [5, 3],
  pixels: 7,
  images: 20,
  batch: 20,
  rate: 0.1,
  lambda: 5,
  activation: 'sigmoid',
  initialisation: 'chapter',
  costFunction: 'cross-entropy',
  optimiser: 'sgd',
  epochs: 3,
  seed: 1,
  precision: 'f32',
};

/**
 * The trainer of a part, on the tiny digits.
 *
 * @param {(typeof cores)[number]} core
 * @param {object} spec
 */
function trainer(core, spec) {
  const digits = new core.RawDigits();
  for (const path of TINY_FILES) digits.appendPart(readFileSync(path));
  return new core.RawTrainer(/** @type {TrainingSpec} */ (spec), digits);
}

/** @param {object} spec - for which the first part has words */
function refusal(spec) {
  const [single] = cores;
  assert.ok(single);
  try {
    trainer(single, spec);
  } catch (error) {
    const { name, code, message } = /** @type {any} */ (error);
    assert.deepEqual([name, code], ['CoreError', 'setting']);
    return message;
  }
  return 'nothing was refused';
}

describe('the trainer', { skip }, () => {
  test('is in each part that of one precision, and refuses the other', () => {
    for (const [index, core] of cores.entries()) {
      const [own, other] = index === 0 ? ['f32', 'f64'] : ['f64', 'f32'];
      const run = trainer(core, { ...SPEC, precision: own });
      run.advance(100);
      assert.equal(run.takeRows().length % run.rowLength, 0);
      assert.throws(() => trainer(core, { ...SPEC, precision: other }), {
        name: 'CoreError',
        code: 'setting',
        message: `precision: expected ${own} of this part of the core, got ${other}`,
      });
    }
  });

  test('of double precision trains the same network, to more digits', () => {
    const [single, double] = cores.map((core, index) => {
      const run = trainer(core, {
        ...SPEC,
        precision: index === 0 ? 'f32' : 'f64',
      });
      while (!run.isDone) run.advance(100);
      return run.takeRows();
    });
    assert.ok(single && double);
    assert.equal(single.length, double.length);
    for (const [index, value] of single.entries()) {
      const truth = double[index] ?? NaN;
      assert.ok(Math.abs(value - truth) <= 1e-5 * Math.abs(truth), `${index}`);
      if (index % 5 === 0) assert.notEqual(value, truth);
    }
  });

  test('checks its gradient by differences in double precision in either part', () => {
    for (const [index, core] of cores.entries()) {
      const precision = index === 0 ? 'f32' : 'f64';
      const run = trainer(core, { ...SPEC, precision });
      run.advance(100);
      const values = run.gradientCheck();
      assert.equal(values.length, 4 * (5 + 3));
      for (let at = 0; at < values.length; at += 4) {
        const miss = Math.abs((values[at + 2] ?? 0) - (values[at + 3] ?? 1));
        assert.ok(miss < (index === 0 ? 1e-6 : 1e-9), `${miss}`);
      }
    }
  });

  test('names the key of a setting that is missing, unknown or of another type', () => {
    assert.equal(
      refusal({ ...SPEC, seed: undefined }),
      'seed: expected a number, got undefined',
    );
    assert.equal(
      refusal({ ...SPEC, rate: '0.1' }),
      'rate: expected a number, got string',
    );
    assert.equal(
      refusal({ ...SPEC, hidden: '30' }),
      'hidden: expected an array, got string',
    );
    assert.equal(
      refusal({ ...SPEC, hidden: [30, null] }),
      'hidden: expected a number, got object',
    );
    assert.match(
      refusal({ ...SPEC, depth: 2 }),
      /^spec: expected .*, got depth$/,
    );
    assert.equal(
      refusal({ ...SPEC, rate: Infinity }),
      'rate: expected above 0, at most 100, got Infinity',
    );
    assert.equal(
      refusal({ ...SPEC, costFunction: 'hinge' }),
      'costFunction: expected cross-entropy or quadratic, got hinge',
    );
  });
});
