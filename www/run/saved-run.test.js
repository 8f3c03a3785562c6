import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprintOf } from './fingerprint.js';
import { KeptRows } from './kept-rows.js';
import { RunHistory } from './run-history.js';
import { checkKept, readRun, writeRun } from './saved-run.js';
import { crc32 } from '../kit/crc32.js';

/** A state of the core, as far as a file can tell. */
function snapshotOf(length = 60, version = 1) {
  const bytes = Uint8Array.from({ length }, (_, place) => place);
  bytes.set(new TextEncoder().encode('UGSTATE\n'));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, version, true);
  view.setUint32(12, length, true);
  const sum = crc32(bytes.subarray(0, 16), bytes.subarray(20));
  view.setUint32(16, sum, true);
  return bytes;
}

/** @param {object} [changes] - of its parts @param {object} [settings] - of its header */
function saved(changes = {}, settings = {}) {
  const rows = {
    epochs: Uint32Array.of(0, 1, 4),
    values: Float64Array.from({ length: 15 }, (_, place) => 1 / (place + 1)),
    weightSpeeds: Float64Array.from({ length: 12 }, (_, place) => place),
  };
  const history = new RunHistory(2);
  history.append(rows.epochs, rows.values, rows.weightSpeeds);
  const header = {
    figure: 'learning-speeds',
    state: { hidden: [3, 2], rate: 0.1 },
    measuring: '0.1',
    link: 'https://example.org/#figure=learning-speeds',
    fingerprint: fingerprintOf(history.row(4)),
    ...settings,
  };
  const gradients = Float64Array.of(0, 1, 1, 2, 3, 4, 5, 4, 0, 5, 4, 3, 2, 1);
  const kept = {
    ...{ snapshot: snapshotOf(), epoch: 4, plateauEnd: 1, rows },
    ...{ gradients, activations: null, ...changes },
  };
  return { header, kept };
}

/** @param {Uint8Array<ArrayBuffer>} file @param {string} [figure] */
async function refusal(file, figure = 'learning-speeds') {
  try {
    await readRun(file, figure);
  } catch (error) {
    assert.equal(/** @type {Error} */ (error).name, 'SavedRunError');
    return /** @type {Error} */ (error).message;
  }
  return '';
}

/** @param {string} part @returns {string} the refusal of a file in which it does not fit */
function misfit(part) {
  return `This file is damaged: its part “${part}” does not fit.`;
}

/** @param {Uint8Array<ArrayBuffer>} file - whose checksum is to fit again */
function sealed(file) {
  const sum = crc32(file.subarray(0, 16), file.subarray(20));
  new DataView(file.buffer).setUint32(16, sum, true);
  return file;
}

test('a file gives back what was saved', async () => {
  const { header, kept } = saved();
  const read = await readRun(writeRun({ header, kept }), 'learning-speeds');
  assert.deepEqual(read.kept, kept);
  const { figure, state, measuring, link, fingerprint } = read.header;
  assert.deepEqual({ figure, state, measuring, link, fingerprint }, header);
});

test('a large run is read in slices, between which others have their turn', async (t) => {
  const timer = t.mock.method(globalThis, 'setTimeout');
  const { header, kept } = saved({ snapshot: snapshotOf(5 * 2 ** 21 + 50) });
  const read = await readRun(writeRun({ header, kept }), 'learning-speeds');
  assert.equal(timer.mock.callCount(), 10, 'of the file and of its weights');
  assert.deepEqual(read.kept, kept);
});

test('weights that were damaged before they are written are found when they are read', async () => {
  const snapshot = snapshotOf();
  snapshot[40] = 0;
  const file = writeRun(saved({ snapshot }));
  assert.match(await refusal(file), /its checksum is another/);
});

test('every truncation and every changed byte is refused', async () => {
  const file = writeRun(saved());
  for (let length = 0; length < file.length; length += 1) {
    assert.notEqual(
      await refusal(file.slice(0, length)),
      '',
      `${length} bytes`,
    );
  }
  for (const place of file.keys()) {
    const changed = file.slice();
    changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
    assert.notEqual(await refusal(changed), '', `byte ${place}`);
  }
});

test('a file says in its first bytes what it is, and without them it is none', async () => {
  const file = writeRun(saved());
  const text = new TextDecoder('latin1').decode(file);
  assert.ok(text.startsWith('UGRUN\r\n\n'), 'as docs/reproducing.md has it');
  for (const place of [0, 7]) {
    const other = file.slice();
    other[place] = 0;
    assert.equal(await refusal(sealed(other)), 'This file is not a saved run.');
  }
});

test('a refusal says in words what is wrong', async () => {
  const file = writeRun(saved());
  assert.match(
    await refusal(new Uint8Array(3)),
    /^This file is not a saved run/,
  );
  const head = file.slice(0, 24);
  new DataView(head.buffer).setUint32(12, head.length, true);
  assert.equal(
    await refusal(sealed(head)),
    misfit('settings'),
    'nothing after it',
  );
  const long = Uint8Array.of(...file, 0);
  assert.match(
    await refusal(long),
    /too long: it should have \d+ bytes, and has \d+\.$/,
  );
  const cut = file.slice(0, -1);
  assert.match(
    await refusal(cut),
    /cut short: it should have \d+ bytes, and has \d+/,
  );
  const later = file.slice();
  later[8] = 7;
  assert.match(await refusal(later), /saved as version 7 .* reads version 1/);
  const damaged = file.slice();
  damaged[200] = 0xff;
  assert.match(await refusal(damaged), /damaged: its checksum/);
  assert.match(
    await refusal(file, 'neuron-gradients'),
    /another figure: learning-speeds/,
  );
  const other = saved({}, { fingerprint: '00000000' });
  assert.match(await refusal(writeRun(other)), /fingerprint .* was changed/);
  const newer = saved({ snapshot: snapshotOf(60, 2) });
  assert.match(await refusal(writeRun(newer)), /saved by another version/);
});

test('parts that do not fit each other are refused', async () => {
  const { rows } = saved().kept;
  const none = { values: new Float64Array(), weightSpeeds: new Float64Array() };
  for (const [part, changes] of /** @type {[string, object][]} */ ([
    ['epoch', { epoch: 3 }],
    ['epoch', { rows: { ...none, epochs: Uint32Array.of() }, epoch: -1 }],
    ['plateau', { plateauEnd: 9 }],
    ['plateau', { plateauEnd: -2 }],
    ['weights', { snapshot: new Uint8Array(40) }],
    ['weights', { snapshot: snapshotOf().subarray(0, 50) }],
    ['weights', { snapshot: snapshotOf().slice(0, 12) }],
    ['rows', { rows: { ...rows, values: rows.values.subarray(1) } }],
    [
      'rows',
      { rows: { ...rows, weightSpeeds: rows.weightSpeeds.subarray(2) } },
    ],
    ['rows', { rows: { ...rows, epochs: Uint32Array.of(0, 4, 4) } }],
    ['rows', { rows: { ...rows, epochs: Uint32Array.of() } }],
    ['parts', { rows: { ...rows, weightSpeeds: null } }],
    ['settings', { epoch: 3.5 }],
    ['settings', { plateauEnd: '1' }],
  ])) {
    const file = writeRun(saved(changes));
    assert.equal(await refusal(file), misfit(part), JSON.stringify(changes));
  }
  for (const settings of [
    { state: null },
    { state: 'hidden' },
    { state: { hidden: 3 } },
    { measuring: 1 },
    { figure: ['learning-speeds'] },
  ]) {
    const file = writeRun(saved({}, settings));
    assert.equal(
      await refusal(file),
      misfit('settings'),
      JSON.stringify(settings),
    );
  }
});

test('the list of parts of a forged file is refused: no name, one that is none, one twice', async () => {
  const text = new TextDecoder('latin1').decode(writeRun(saved()));
  for (const name of ['12345678', '"lookup"', '"values"']) {
    const file = Uint8Array.from(
      text.replace('"name":"epochs"', `"name":${name}`),
      (letter) => letter.charCodeAt(0),
    );
    assert.equal(await refusal(sealed(file)), misfit('parts'), name);
  }
});

test('lengths that a file only claims are refused before they are used', async () => {
  const file = writeRun(saved());
  const header = file.slice();
  new DataView(header.buffer).setUint32(20, 0xffffffff, true);
  assert.match(await refusal(sealed(header)), /“settings”/);
  const text = new TextDecoder('latin1').decode(file);
  for (const [wrong, part] of /** @type {const} */ ([
    ['99', 'values'],
    ['-1', 'values'],
    ['14', 'end'],
    ['.5', 'settings'],
    ['1e', 'settings'],
  ])) {
    const at = text.indexOf('"length":15') + '"length":'.length;
    const claimed = file.slice();
    claimed.set(new TextEncoder().encode(wrong), at);
    assert.equal(await refusal(sealed(claimed)), misfit(part), wrong);
  }
});

test('kept rows are taken as they were appended, and no others', () => {
  const rows = Float64Array.of(0, 1, 1, 2, 3, 4, 5, 4, 0, 5, 4, 3, 2, 1);
  const kept = new KeptRows([3, 2], 2);
  kept.append(rows);
  assert.deepEqual(kept.appended, rows);
  checkKept(rows, 5, 4, 'gradients');
  for (const [place, number] of [
    [0, -1],
    [1, 0],
    [7, 0],
    [7, 5],
    [7, 1.5],
    [8, 2],
  ]) {
    const wrong = rows.with(place ?? 0, number ?? 0);
    assert.throws(() => checkKept(wrong, 5, 4, 'gradients'), /“gradients”/);
  }
  assert.throws(() => checkKept(rows.subarray(1), 5, 4, 'gradients'));
});
