import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RunHistory } from '../../run/run-history.js';
import { historyToCsv, tableEpochs } from './history-text.js';

/** A run measured at epochs 0 to 2, then now and then. */
function gappy() {
  const history = new RunHistory(2);
  for (const epoch of [0, 1, 2, 14, 27]) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

test('a table of few epochs has them all', () => {
  assert.deepEqual(tableEpochs([0, 1, 2], 51), { step: 1, epochs: [0, 1, 2] });
  assert.deepEqual(tableEpochs([], 51), { step: 1, epochs: [] });
});

test('a table of many epochs has the last, at steps people count in', () => {
  for (const rows of [52, 501, 502, 10_001]) {
    const measured = Array.from({ length: rows }, (_, epoch) => epoch);
    const { step, epochs } = tableEpochs(measured, 51);
    assert.ok(epochs.length <= 52, `${rows} rows: ${epochs.length}`);
    assert.equal(epochs[epochs.length - 1], rows - 1);
    assert.equal(epochs[1], step);
    assert.match(String(step), /^[125]0*$/);
  }
});

test('a table of a run with gaps has the first epoch measured of every so many', () => {
  const measured = [0, 1, 2, 14, 27, 40];
  const { step, epochs } = tableEpochs(measured, 4);
  assert.equal(step, 5);
  assert.deepEqual(epochs, [0, 14, 27, 40]);
  assert.deepEqual(tableEpochs(measured, 3).epochs, [0, 27, 40]);
});

test('CSV has the epochs that were measured', () => {
  const lines = historyToCsv(gappy().history, 2).trim().split('\n').slice(1);
  assert.deepEqual(
    lines.map((line) => Number(line.split(',')[0])),
    [0, 1, 2, 14, 27],
  );
});

test('CSV reads back to the same bits, NaN and infinity among them', () => {
  const history = new RunHistory(2);
  const row = [0.1 + 0.2, 5e-324, Infinity, NaN, 0];
  history.append([0], Float64Array.from(row));
  const [header, line] = historyToCsv(history.history, 2).split('\n');
  assert.equal(
    header,
    'epoch,speed_1,speed_2,cost,training_accuracy,validation_accuracy',
  );
  assert.deepEqual((line ?? '').split(',').map(Number), [0, ...row]);
});

test('CSV names the measure of every speed', () => {
  const history = new RunHistory(1);
  const row = Float64Array.from([0.5, 3, 0.1, 0.2]);
  history.append([0], row, Float64Array.from([1.2, 1.3]));
  assert.equal(
    historyToCsv(history.history, 1),
    'epoch,speed_1,cost,training_accuracy,validation_accuracy,weight_speed_1,speed_together_1\n' +
      '0,0.5,3,0.1,0.2,1.2,1.3\n',
  );
});

test('kept runs have columns of their own in the file, and rows where only they are', () => {
  const run = new RunHistory(1);
  run.append([0, 2], Float64Array.of(1, 2, 0.1, 0.2, 3, 4, 0.3, 0.4));
  const kept = new RunHistory(1);
  kept.append(
    [0, 1, 3],
    Float64Array.of(5, 6, 0.5, 0.5, 7, 8, 0.5, 0.5, 9, 9, 0.9, 0.9),
  );
  const columns = { name: 'A: η 0.5, ReLU', history: kept, rows: 2 };
  const [header, ...lines] = historyToCsv(run.history, 1, [columns])
    .trim()
    .split('\n');
  assert.match(
    header ?? '',
    /,"A: η 0.5, ReLU speed_1","A: η 0.5, ReLU cost",/,
  );
  assert.deepEqual(lines, [
    '0,1,2,0.1,0.2,5,6,0.5,0.5',
    '2,3,4,0.3,0.4,,,,',
    '1,,,,,7,8,0.5,0.5',
  ]);
});
