import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';

import { take } from './plain.js';
import { tinyDigits } from '../../tests/fixtures/digits-tiny.js';

/** @import { TrainingSpec } from './training.js' */

const PACKAGE = new URL('../pkg/', import.meta.url);
const WASM = new URL('training_bg.wasm', PACKAGE);
const skip = !existsSync(WASM) && 'scripts/build has not run';

const PARTS = await Promise.all([tinyDigits('first'), tinyDigits('more')]);

/** @type {typeof import('./training.js')} */
let core;
/** @type {typeof import('./gradient-check.js')} */
let checks;

before(async () => {
  if (skip) return;
  core = await import('./training.js');
  core.initSync({ module: readFileSync(WASM) });
  checks = await import('./gradient-check.js');
  const file = new URL('gradient-check_bg.wasm', PACKAGE);
  checks.initSync({ module: readFileSync(file) });
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
 * The trainer of a spec, on the tiny digits.
 *
 * @param {object} spec
 */
function trainer(spec) {
  const digits = new core.RawDigits();
  for (const part of PARTS) digits.appendPart(part);
  return new core.RawTrainer(/** @type {TrainingSpec} */ (spec), digits);
}

/** @param {object} spec - for which the core has words */
function refusal(spec) {
  try {
    trainer(spec);
  } catch (error) {
    const { name, code, message } = /** @type {any} */ (error);
    assert.deepEqual([name, code], ['CoreError', 'setting']);
    return message;
  }
  return 'nothing was refused';
}

describe('the trainer', { skip }, () => {
  test('of double precision trains the same network, to more digits', () => {
    const [single, double] = ['f32', 'f64'].map((precision) => {
      const run = trainer({ ...SPEC, precision });
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

  test('checks its gradient by differences in double precision in either', () => {
    for (const [precision, most] of /** @type {const} */ ([
      ['f32', 1e-4],
      ['f64', 1e-9],
    ])) {
      const run = trainer({ ...SPEC, precision });
      run.advance(100);
      const spec = { ...SPEC, precision };
      const check = new checks.RawGradientCheck(spec, run.presentParameters());
      check.takeGradient(run.gradient(check.images));
      for (let image = 0; image < check.images; image += 1) {
        check.add(run.pixels(image), run.label(image));
      }
      const { images, derivatives } = take(check);
      assert.deepEqual([images, derivatives.length], [20, 5 + 3 + 2 * 4]);
      for (const { backpropagated, difference, bound } of derivatives) {
        const miss = Math.abs(backpropagated - difference);
        assert.ok(miss < bound && bound < most, `${miss}, ${bound}`);
      }
    }
  });

  test('gives the speeds by weights with the rows, if asked for, and the same rows', () => {
    for (const batch of [20, 10]) {
      const plain = trainer({ ...SPEC, batch });
      const run = trainer({ ...SPEC, batch });
      run.recordWeightSpeeds();
      for (const each of [plain, run]) while (!each.isDone) each.advance(1000);
      const rows = run.takeRows();
      assert.deepEqual(plain.takeRows(), rows);
      assert.equal(plain.takeWeightSpeeds().length, 0);
      const weights = run.takeWeightSpeeds();
      assert.equal(weights.length, 4 * 2 * 2);
      for (let row = 0; row < 4; row += 1) {
        for (const layer of [0, 1]) {
          const by = rows[row * 5 + layer] ?? NaN;
          const [one = NaN, both = NaN] = [0, 2].map(
            (column) => weights[row * 4 + column + layer],
          );
          assert.ok(Math.abs(Math.hypot(by, one) / both - 1) < 1e-12);
        }
      }
    }
  });

  test('names the key of a setting that is missing, unknown or of another type', () => {
    assert.equal(
      refusal({ ...SPEC, seed: undefined }),
      'seed: expected a whole number from 0 to 4294967295, got undefined',
    );
    assert.equal(
      refusal({ ...SPEC, rate: '0.1' }),
      'rate: expected 1e-30 to 100, got string',
    );
    assert.equal(
      refusal({ ...SPEC, hidden: '30' }),
      'hidden: expected 1 to 30 numbers, got string',
    );
    assert.equal(
      refusal({ ...SPEC, hidden: [30, null] }),
      'hidden: expected 1 to 30 numbers, got object',
    );
    assert.match(
      refusal({ ...SPEC, depth: 2 }),
      /^spec: expected .*, got depth$/,
    );
    assert.equal(
      refusal({ ...SPEC, rate: Infinity }),
      'rate: expected 1e-30 to 100, got Infinity',
    );
    assert.equal(
      refusal({ ...SPEC, costFunction: 'hinge' }),
      'costFunction: expected cross-entropy or quadratic, got hinge',
    );
  });
});
