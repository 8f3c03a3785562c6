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
  assert.match(await refusal(file), /damaged/);
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

test('a refusal says in words what is wrong', async () => {
  const file = writeRun(saved());
  assert.match(
    await refusal(new Uint8Array(3)),
    /^This file is not a saved run/,
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
  for (const changes of [
    { epoch: 3 },
    { plateauEnd: 9 },
    { snapshot: new Uint8Array(40) },
    { snapshot: snapshotOf().subarray(0, 50) },
    { rows: { ...rows, values: rows.values.subarray(1) } },
    { rows: { ...rows, weightSpeeds: rows.weightSpeeds.subarray(2) } },
    { rows: { ...rows, epochs: Uint32Array.of(0, 4, 4) } },
    { rows: { ...rows, epochs: Uint32Array.of() } },
  ]) {
    assert.match(await refusal(writeRun(saved(changes))), /damaged/);
  }
  for (const settings of [
    { state: null },
    { state: { hidden: 3 } },
    { measuring: 1 },
  ]) {
    assert.match(
      await refusal(writeRun(saved({}, settings))),
      /damaged: its part “settings”/,
    );
  }
});

test('lengths that a file only claims are refused before they are used', async () => {
  const file = writeRun(saved());
  const header = file.slice();
  new DataView(header.buffer).setUint32(20, 0xffffffff, true);
  assert.match(await refusal(sealed(header)), /“settings”/);
  const text = new TextDecoder('latin1').decode(file);
  for (const wrong of ['99', '-1', '.5', '1e']) {
    const at = text.indexOf('"length":15') + '"length":'.length;
    const claimed = file.slice();
    claimed.set(new TextEncoder().encode(wrong), at);
    assert.match(await refusal(sealed(claimed)), /damaged/, wrong);
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
