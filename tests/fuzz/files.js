/** Scenes and saved runs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc32 } from '../../www/kit/crc32.js';
import { SavedRunError, readRun } from '../../www/run/saved-run.js';
import {
  ScenesError,
  parseScenes,
  writeScenes,
} from '../../www/site/scenes.js';
import { figureSchemas } from '../unit/schemas.js';
import { anyFigure, key, plainValue, text } from './inputs.js';

const scene = fc.oneof(
  plainValue,
  fc.record(
    {
      link: fc.oneof(
        plainValue,
        anyFigure.map((name) => `figure=${name}`),
      ),
      title: fc.oneof(plainValue, text),
      until: plainValue,
    },
    { requiredKeys: ['link'] },
  ),
  fc.dictionary(key, plainValue, { maxKeys: 3 }),
  anyFigure.map((name) => ({ link: `figure=${name}` })),
);
const lecture = fc.oneof(
  text,
  fc
    .record({
      format: fc.constant('unstable-gradients lecture'),
      version: fc.oneof(
        { weight: 9, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: plainValue },
      ),
      scenes: fc.oneof(plainValue, fc.array(scene, { maxLength: 3 })),
    })
    .map((file) => JSON.stringify(file)),
);

const header = fc.record(
  {
    figure: fc.oneof(plainValue, fc.constant('learning-speeds')),
    state: fc.oneof(plainValue, fc.record({ hidden: plainValue })),
    measuring: fc.oneof(plainValue, fc.constant('0.1')),
    epoch: fc.oneof(plainValue, fc.nat(9)),
    plateauEnd: fc.oneof(plainValue, fc.nat(9)),
    fingerprint: plainValue,
    parts: fc.oneof(
      plainValue,
      fc.array(
        fc.oneof(
          plainValue,
          fc.record({
            name: fc.oneof(
              plainValue,
              fc.constantFrom(
                'epochs',
                'values',
                'weightSpeeds',
                'snapshot',
                '__proto__',
              ),
            ),
            length: fc.oneof(plainValue, fc.nat(9)),
          }),
        ),
        { maxLength: 5 },
      ),
    ),
  },
  {
    requiredKeys: [
      'figure',
      'state',
      'measuring',
      'epoch',
      'plateauEnd',
      'parts',
    ],
  },
);

/** @param {unknown} settings - of a file @param {Uint8Array} body @returns {Uint8Array<ArrayBuffer>} it, with a good checksum */
function sealed(settings, body) {
  const json = new TextEncoder().encode(JSON.stringify(settings) ?? '');
  const start = Math.ceil((24 + json.length) / 8) * 8;
  const file = new Uint8Array(start + body.length);
  file.set(new TextEncoder().encode('UGRUN\r\n\n'));
  file.set(json, 24);
  file.set(body, start);
  const view = new DataView(file.buffer);
  view.setUint32(8, 1, true);
  view.setUint32(12, file.length, true);
  view.setUint32(20, json.length, true);
  view.setUint32(16, crc32(file.subarray(0, 16), file.subarray(20)), true);
  return file;
}

/** @param {Uint8Array<ArrayBuffer>} file */
function readOrRefused(file) {
  const before = file.slice();
  try {
    readRun(file, 'learning-speeds');
  } catch (error) {
    assert.ok(error instanceof SavedRunError, String(error));
  }
  assert.deepEqual(file, before);
}

const object = { toString: 1, valueOf: 1 };
const good = {
  figure: 'learning-speeds',
  state: { hidden: [3] },
  measuring: '',
  epoch: 1,
  plateauEnd: 1,
};

export const files = {
  'scenes are refused in words, or written and read the same': fc.property(
    lecture,
    (file) => {
      let scenes;
      try {
        scenes = parseScenes(file, figureSchemas);
      } catch (error) {
        assert.ok(error instanceof ScenesError, String(error));
        return;
      }
      assert.deepEqual(parseScenes(writeScenes(scenes), figureSchemas), scenes);
    },
  ),
  'a saved run of any bytes is refused in words': fc.property(
    fc.uint8Array({ maxLength: 64 }),
    (bytes) => readOrRefused(new Uint8Array(bytes)),
  ),
  'a saved run that is forged is refused in words': Object.assign(
    fc.property(header, fc.uint8Array({ maxLength: 64 }), (settings, body) =>
      readOrRefused(sealed(settings, body)),
    ),
    {
      examples: [
        [{ ...good, figure: object, parts: [] }, new Uint8Array()],
        [{ ...good, parts: [{ name: object, length: 0 }] }, new Uint8Array()],
      ],
    },
  ),
};
