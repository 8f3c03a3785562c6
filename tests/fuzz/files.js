/** Scenes and saved runs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc32 } from '../../www/kit/crc32.js';
import { defaultState, validate } from '../../www/kit/schema.js';
import { BUILD_ID } from '../../www/core/core.js';
import { readLearning } from '../../www/figures/gradient-through-time/learning-file.js';
import { learningSpeedsSchema } from '../../www/figures/learning-speeds/state.js';
import { agoText } from '../../www/run/ago.js';
import { MOST_BYTES, dropped } from '../../www/run/checkpoint-store.js';
import { fingerprintOf } from '../../www/run/fingerprint.js';
import { RunHistory } from '../../www/run/run-history.js';
import { SavedRunError, readRun, writeRun } from '../../www/run/saved-run.js';
import { readFor } from '../../www/run/saved-runs.js';
import {
  ScenesError,
  parseScenes,
  writeScenes,
} from '../../www/site/scenes.js';
import { figureSchemas } from '../unit/schemas.js';
import { anyFigure, anyValue, key, plainValue, text } from './inputs.js';

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
async function readOrRefused(file) {
  const before = file.slice();
  try {
    await readRun(file, 'learning-speeds');
  } catch (error) {
    assert.ok(error instanceof SavedRunError, String(error));
  }
  assert.deepEqual(file, before);
}

/** @param {[unknown, Uint8Array]} parts @returns {Uint8Array<ArrayBuffer>} a file */
function sealedOf([settings, body]) {
  return sealed(settings, body);
}

/** What a figure is asked for when a run is opened. */
class Host {
  static schema = learningSpeedsSchema;
  localName = 'learning-speeds';
  training = {};
}

const run = savedRun();
/** A saved run with some bytes changed, and a good checksum. */
const changed = fc
  .array(fc.tuple(fc.nat(run.length - 25), fc.nat(255)), { maxLength: 4 })
  .map((changes) => {
    const file = run.slice();
    for (const [at, byte] of changes) file[24 + at] = byte;
    const view = new DataView(file.buffer);
    view.setUint32(16, crc32(file.subarray(0, 16), file.subarray(20)), true);
    return file;
  });

/** @returns {Uint8Array<ArrayBuffer>} a run of one row */
function savedRun() {
  const snapshot = new Uint8Array(32);
  snapshot.set(new TextEncoder().encode('UGSTATE\n'));
  const view = new DataView(snapshot.buffer);
  view.setUint32(8, 1, true);
  view.setUint32(12, snapshot.length, true);
  const sum = crc32(snapshot.subarray(0, 16), snapshot.subarray(20));
  view.setUint32(16, sum, true);
  const state = defaultState(learningSpeedsSchema);
  const layers = state.hidden.length;
  const values = new Float64Array(layers + 3).fill(0.5);
  const history = new RunHistory(layers);
  history.append([0], values);
  const [fingerprint, link, measuring] = [
    fingerprintOf(history.row(0)),
    '',
    '0.1',
  ];
  return writeRun({
    header: { figure: 'learning-speeds', state, measuring, link, fingerprint },
    kept: {
      ...{ snapshot, epoch: 0, plateauEnd: -1 },
      rows: {
        epochs: Uint32Array.of(0),
        values,
        weightSpeeds: new Float64Array(),
      },
      ...{ gradients: null, activations: null },
    },
  });
}

const NOW = 1.8e12;
/** What the storage of a browser may hold: all but functions. */
const mark = fc.record(
  {
    id: fc.oneof(text, fc.nat(5), fc.constant([1])),
    figure: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', '__proto__') },
      { weight: 1, arbitrary: anyStored() },
    ),
    settings: fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: anyStored() },
    ),
    epoch: fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, anyStored()),
    at: fc.oneof({ weight: 4, arbitrary: fc.constant(NOW) }, anyStored()),
    bytes: fc.oneof({ weight: 4, arbitrary: fc.nat(MOST_BYTES) }, anyStored()),
    build: fc.oneof(
      { weight: 4, arbitrary: fc.constant(BUILD_ID) },
      anyStored(),
    ),
  },
  { requiredKeys: ['id'] },
);

/** @returns {fc.Arbitrary<unknown>} */
function anyStored() {
  return fc.oneof(plainValue, fc.constant(10n), fc.constant(new Date(NaN)));
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
  'what the store of checkpoints has is offered whole, or dropped': fc.property(
    fc.array(mark, { maxLength: 6 }),
    fc.oneof(fc.nat(), fc.constant(NOW)),
    (marks, now) => {
      const gone = dropped(/** @type {any[]} */ (marks), now);
      const offered = /** @type {any[]} */ (marks).filter(
        ({ id }) => !gone.includes(id),
      );
      let bytes = 0;
      for (const one of offered) {
        assert.equal(one.build, BUILD_ID);
        assert.match(agoText(now - one.at), /ago$/);
        bytes += one.bytes;
      }
      assert.ok(bytes <= MOST_BYTES);
    },
  ),
  'a checkpoint of anything is discarded in words, or is a run':
    fc.asyncProperty(
      fc.oneof(
        fc.tuple(header, fc.uint8Array({ maxLength: 64 })).map(sealedOf),
        changed,
        anyValue,
      ),
      async (file) => {
        const figure = /** @type {any} */ (new Host());
        try {
          const { state, measuring } = await readFor(
            figure,
            /** @type {any} */ (file),
          );
          assert.deepEqual(validate(learningSpeedsSchema, state), state);
          assert.notEqual(typeof measuring, 'object');
        } catch (error) {
          if (file instanceof Uint8Array) {
            assert.ok(error instanceof SavedRunError, String(error));
          }
        }
      },
    ),
  'a training that was kept is discarded, or is one': fc.property(
    fc.oneof(
      anyValue,
      fc
        .array(fc.oneof(fc.double(), fc.integer({ min: -1, max: 9 })), {
          maxLength: 20,
        })
        .map((numbers) => {
          const floats = Float64Array.from([0, ...numbers]);
          const bytes = new Uint8Array(floats.buffer);
          floats[0] = crc32(bytes.subarray(8));
          return bytes;
        }),
    ),
    (file) => {
      try {
        const { steps, costs, parameters } = readLearning(file);
        assert.ok(costs.length >= steps / 10 && costs.length < 2 + steps / 10);
        assert.ok(parameters.length > 0);
      } catch (error) {
        if (error instanceof TypeError) return;
        throw error;
      }
    },
  ),
  'a saved run of any bytes is refused in words': fc.asyncProperty(
    fc.uint8Array({ maxLength: 64 }),
    (bytes) => readOrRefused(new Uint8Array(bytes)),
  ),
  'a saved run that is forged is refused in words': Object.assign(
    fc.asyncProperty(
      header,
      fc.uint8Array({ maxLength: 64 }),
      (settings, body) => readOrRefused(sealed(settings, body)),
    ),
    {
      examples: [
        [{ ...good, figure: object, parts: [] }, new Uint8Array()],
        [{ ...good, parts: [{ name: object, length: 0 }] }, new Uint8Array()],
        [
          { ...good, parts: [{ name: 'epochs', length: object }] },
          new Uint8Array(),
        ],
      ],
    },
  ),
};
