/** Files of digits: the site's, and a reader's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { codeOf } from '../../www/core/core-error.js';
import { HEADER_BYTES, inflateDigits } from '../../www/core/digits.js';
import { readOwnDigits } from '../../www/core/own-digits.js';
import { crc32 } from '../../www/kit/crc32.js';
import { runFile } from '../../www/run/run-file.js';
import { RunHistory } from '../../www/run/run-history.js';
import { defaultState } from '../../www/kit/schema.js';
import { runSchema } from '../../www/run/run-state.js';
import { TINY_FILES } from '../fixtures/digits-tiny.js';
import { gzipped, idxSet } from '../fixtures/idx-files.js';
import { openInNode } from '../unit/realm.js';
import { text } from './inputs.js';

const { RawDigits } = (await openInNode('training')).core;
const idx = (await openInNode('idx')).core;

/** Changes of single bytes, most of them in a header. */
const changes = fc.array(
  fc.tuple(
    fc.oneof({ weight: 3, arbitrary: fc.nat(60) }, fc.nat(6000)),
    fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.nat(255)),
  ),
  { maxLength: 4 },
);

/**
 * @param {Uint8Array} file
 * @param {readonly (readonly [number, number])[]} list - places and bytes
 * @param {number} length - of what is left
 */
function mutated(file, list, length) {
  const bytes = new Uint8Array(file.subarray(0, length));
  for (const [at, byte] of list) if (at < bytes.length) bytes[at] = byte;
  return bytes;
}

/** @param {Uint8Array} file - inflated @returns {Uint8Array} it, with its checksum */
function sealed(file) {
  if (file.length < HEADER_BYTES) return file;
  const end = HEADER_BYTES - 4;
  const sum = crc32(file.subarray(0, end), file.subarray(HEADER_BYTES));
  new DataView(file.buffer).setUint32(end, sum, true);
  return file;
}

const tiny = new Uint8Array(readFileSync(String(TINY_FILES[0])));
const inflated = await inflateDigits(tiny);
const state = /** @type {any} */ (defaultState(runSchema));

/** @param {Uint8Array} file - inflated; as the core takes it, or refuses it as declared */
function taken(file) {
  const digits = new RawDigits();
  try {
    digits.appendPart(file);
    for (let at = 0; at < digits.trainingCount; at += 1) {
      assert.ok(digits.trainingLabel(at) < 10);
    }
  } catch (error) {
    assert.equal(codeOf(error), 'data', String(error));
    assert.equal(digits.trainingCount + digits.validationCount, 0);
  } finally {
    digits.free();
  }
}

const set = idxSet(24, 4, 0);
const other = idxSet(12, 4, 0);
const own = [set.images, set.labels, other.images, other.labels];
const ownFiles = fc.array(
  fc.tuple(
    fc.nat(3),
    fc.option(changes, { freq: 2, nil: [] }),
    fc.oneof({ weight: 4, arbitrary: fc.constant(1e6) }, fc.nat(9500)),
    fc.boolean(),
    fc.oneof(text, fc.constantFrom('a', 't10k', 'train')),
  ),
  { minLength: 1, maxLength: 5 },
);

export const digits = {
  'a digits file that is damaged is refused by the core': fc.asyncProperty(
    changes,
    fc.oneof({ weight: 4, arbitrary: fc.constant(1e6) }, fc.nat(3000)),
    async (list, length) => {
      const file = await inflateDigits(mutated(tiny, list, length));
      taken(file);
      taken(sealed(mutated(inflated, list, length)));
    },
  ),
  'a run is written as a file, or the digits in it are refused':
    fc.asyncProperty(
      changes,
      fc.oneof({ weight: 2, arbitrary: fc.constant(1e6) }, fc.nat(3000)),
      async (list, length) => {
        const file = mutated(inflated, list, length);
        const history = new RunHistory(state.hidden.length);
        history.append([0], new Float64Array(state.hidden.length + 3));
        const parameters = /** @type {any} */ ({
          epoch: 0,
          present: new Float64Array(0),
          initial: new Float64Array(0),
        });
        const small = { ...state, hidden: [1], images: 10, pixels: 7 };
        try {
          await runFile(small, history, parameters, null, async () => file);
        } catch (error) {
          assert.equal(codeOf(error), 'data', String(error));
        }
      },
    ),
  'files of a reader are refused by name, or are images with their classes':
    fc.asyncProperty(ownFiles, async (chosen) => {
      const files = chosen.map(([which, list, length, isPacked, name]) => {
        const bytes = mutated(own[which] ?? new Uint8Array(), list, length);
        return new File([isPacked ? gzipped(bytes) : bytes], name);
      });
      try {
        const read = await readOwnDigits(files, idx);
        const { classes } = read;
        const part = read.part(read.trainingCount('held-out'), 'held-out');
        assert.equal(part.images.length, 784 * part.labels.length);
        assert.ok(part.labels.every((label) => label < classes.length));
      } catch (error) {
        assert.equal(codeOf(error), 'data', String(error));
        assert.ok(/** @type {Error} */ (error).message.length < 600);
      }
    }),
};
