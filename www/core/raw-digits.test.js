import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { inflateDigits } from './digits.js';
import {
  TINY_FILES,
  tinyDigits,
  tinyImage,
} from '../../tests/fixtures/digits-tiny.js';

const PACKAGE = new URL('../pkg/', import.meta.url);
const GLUE = new URL('training.js', PACKAGE);

/**
 * What of the built core is tested here.
 *
 * @typedef {object} Core
 * @property {(options: { module: Uint8Array }) => unknown} initSync
 * @property {new () => Digits} RawDigits
 *
 * @typedef {object} Digits
 * @property {(bytes: Uint8Array) => void} appendPart
 * @property {number} trainingCount
 * @property {number} validationCount
 * @property {(index: number) => number} trainingLabel
 * @property {(index: number, side: number) => Float32Array} trainingPixels
 */

const [first, more] = await Promise.all([
  tinyDigits('first'),
  tinyDigits('more'),
]);
const [, moreFile] = /** @type {[Buffer, Buffer, Buffer]} */ (
  TINY_FILES.map((path) => readFileSync(path))
);

/**
 * @param {string} place
 * @param {string} expected
 * @param {string} got
 */
function dataError(place, expected, got) {
  return {
    name: 'CoreError',
    code: 'data',
    message: `digits file, ${place}: expected ${expected}, got ${got}`,
  };
}

for (const build of ['training', 'training_scalar']) {
  const path = new URL(`${build}_bg.wasm`, PACKAGE);
  const skip = !existsSync(path) && 'scripts/build has not run';

  /** @returns {Promise<Digits>} */
  const newDigits = async () => {
    // A query of its own gives each build its own instance of the glue.
    // eslint-disable-next-line no-unsanitized/method -- one of two fixed names
    const core = /** @type {Core} */ (await import(`${GLUE.href}?${build}`));
    core.initSync({ module: readFileSync(path) });
    return new core.RawDigits();
  };

  test(`${build} holds the digits part by part`, { skip }, async () => {
    const digits = await newDigits();
    assert.deepEqual([digits.trainingCount, digits.validationCount], [0, 0]);
    digits.appendPart(first);
    assert.deepEqual([digits.trainingCount, digits.validationCount], [20, 5]);
    digits.appendPart(more);
    assert.deepEqual([digits.trainingCount, digits.validationCount], [30, 10]);
    assert.equal(digits.trainingLabel(27), 2);
  });

  test(`${build} gives exact pixels at each side`, { skip }, async () => {
    const digits = await newDigits();
    digits.appendPart(first);
    const { pixels } = tinyImage(3);
    const values = digits.trainingPixels(3, 28);
    assert.deepEqual(
      [...values],
      Array.from(pixels, (byte) => byte / 256),
    );
    for (const side of [14, 7]) {
      const square = 28 / side;
      const means = Array.from({ length: side * side }, (_, at) => {
        const [row, column] = [Math.floor(at / side), at % side];
        let sum = 0;
        for (let y = 0; y < square; y += 1) {
          for (let x = 0; x < square; x += 1) {
            sum += pixels[(row * square + y) * 28 + column * square + x] ?? 0;
          }
        }
        return sum / (256 * square * square);
      });
      assert.deepEqual([...digits.trainingPixels(3, side)], means);
    }
  });

  test(
    `${build} refuses a part with words and keeps what it has`,
    { skip },
    async () => {
      const digits = await newDigits();
      assert.throws(
        () => digits.appendPart(more),
        dataError('part', 'part 1 of 3', 'part 2 of 3'),
      );
      digits.appendPart(first);
      assert.throws(
        () => digits.appendPart(moreFile.subarray(0, 100)),
        dataError('payload', `${moreFile.length - 48} bytes`, '52 bytes'),
      );
      const damaged = new Uint8Array(moreFile);
      damaged.fill(0xff, 48);
      const left = await inflateDigits(damaged);
      assert.throws(
        () => digits.appendPart(left),
        dataError('payload', 'a whole DEFLATE stream', 'a damaged one'),
      );
      const changed = more.slice();
      changed.set([9], 48);
      assert.throws(() => digits.appendPart(changed), {
        code: 'data',
        message: /^digits file, checksum: expected/,
      });
      assert.equal(digits.trainingCount, 20);
      digits.appendPart(more);
    },
  );

  test(
    `${build} names a side or an image that is not there`,
    { skip },
    async () => {
      const digits = await newDigits();
      digits.appendPart(first);
      assert.throws(() => digits.trainingPixels(0, 15), {
        code: 'setting',
        message: 'pixels: expected 28, 14 or 7, got 15',
      });
      assert.throws(() => digits.trainingLabel(20), {
        code: 'setting',
        message: 'index: expected an image below 20, got 20',
      });
    },
  );
}
