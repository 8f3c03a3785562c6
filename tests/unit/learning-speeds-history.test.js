import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  historyToCsv,
  tableEpochs,
} from '../../www/elements/learning-speeds/history-text.js';
import { RunHistory } from '../../www/elements/run/run-history.js';
import { checkInWords } from '../../www/elements/learning-speeds/transport.js';
import { ordinalLayers, readable } from '../../www/words/number-phrases.js';

/** @param {number} rows - how many */
function filled(rows) {
  const history = new RunHistory(2);
  for (let epoch = 0; epoch < rows; epoch += 1) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append(epoch, Float64Array.from(row));
  }
  return history;
}

test('rows come out as they went in', () => {
  const history = new RunHistory(2);
  assert.equal(history.epoch, -1);
  const rows = Float64Array.from([1, 2, 3, 0.1, 0.2, 4, 5, 6, 0.3, 0.4]);
  history.append(0, rows);
  assert.equal(history.epoch, 1);
  assert.deepEqual(history.row(1), {
    epoch: 1,
    speeds: [4, 5],
    cost: 6,
    trainingAccuracy: 0.3,
    validationAccuracy: 0.4,
  });
  const all = history.history;
  assert.deepEqual([...all.epochs], [0, 1]);
  assert.deepEqual([...all.speeds], [1, 2, 4, 5]);
  assert.deepEqual([...all.cost], [3, 6]);
  assert.deepEqual([...all.trainingAccuracy], [0.1, 0.3]);
  assert.deepEqual([...all.validationAccuracy], [0.2, 0.4]);
});

test('what a caller does to the history leaves the run alone', () => {
  const history = filled(3);
  history.history.speeds.fill(NaN);
  assert.equal(history.row(0).speeds[0], 0.1);
});

test('a gap, a repetition and half a row are refused', () => {
  const history = filled(2);
  assert.throws(() => history.append(3, new Float64Array(5)), RangeError);
  assert.throws(() => history.append(1, new Float64Array(5)), RangeError);
  assert.throws(() => history.append(2, new Float64Array(4)), RangeError);
  assert.equal(history.rows, 2);
});

test('the columns from an epoch on are what a plot has not drawn yet', () => {
  const history = filled(4);
  assert.deepEqual([...history.columns(2, 0, 2)], [2.1, 2.2, 3.1, 3.2]);
  assert.equal(history.columns(4, 0, 2).length, 0);
});

test('a table of few epochs has them all', () => {
  assert.deepEqual(tableEpochs(3, 51), { step: 1, epochs: [0, 1, 2] });
  assert.deepEqual(tableEpochs(0, 51), { step: 1, epochs: [] });
});

test('a table of many epochs has the last, at steps people count in', () => {
  for (const rows of [52, 501, 502, 10_001]) {
    const { step, epochs } = tableEpochs(rows, 51);
    assert.ok(epochs.length <= 52, `${rows} rows: ${epochs.length}`);
    assert.equal(epochs[epochs.length - 1], rows - 1);
    assert.equal(epochs[1], step);
    assert.match(String(step), /^[125]0*$/);
  }
});

test('CSV reads back to the same bits, NaN and infinity among them', () => {
  const history = new RunHistory(2);
  const row = [0.1 + 0.2, 5e-324, Infinity, NaN, 0];
  history.append(0, Float64Array.from(row));
  const [header, line] = historyToCsv(history.history, 2).split('\n');
  assert.equal(
    header,
    'epoch,speed_1,speed_2,cost,training_accuracy,validation_accuracy',
  );
  assert.deepEqual((line ?? '').split(',').map(Number), [0, ...row]);
});

test('the gradient check says the largest difference, and how large for its layer', () => {
  const values = [0, 0, 1e-6, 1.01e-6, 1, 0, 0.5, 0.5000001];
  const sentence = checkInWords(Float64Array.from(values));
  assert.match(sentence, /^2 derivatives .* 1\.0×10⁻⁷, 0\.010 of/);
});

test('a check of zeros that agree differs by nothing', () => {
  const sentence = checkInWords(Float64Array.from([0, 0, 0, 0]));
  assert.match(sentence, /largest difference is 0, 0 of/);
});

test('numbers read as people write them', () => {
  assert.equal(readable(0), '0');
  assert.equal(readable(NaN), 'NaN');
  assert.equal(readable(-Infinity), '−∞');
  assert.equal(readable(122.4, 3), '122');
  assert.equal(readable(1.8371e-5, 3), '1.84×10⁻⁵');
  assert.equal(readable(-0.25, 2), '−0.25');
  assert.equal(readable(5e-324), '5×10⁻³²⁴');
});

test('layers are named in runs', () => {
  assert.equal(ordinalLayers([3]), 'hidden layer 3');
  assert.equal(ordinalLayers([1, 2]), 'hidden layers 1 and 2');
  assert.equal(ordinalLayers([1, 2, 3, 4, 6]), 'hidden layers 1 to 4 and 6');
});
