import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  historyToCsv,
  tableEpochs,
} from '../../www/figures/learning-speeds/history-text.js';
import { RunHistory } from '../../www/run/run-history.js';
import { moveTo } from '../../www/kit/nearest.js';
import { gapWords } from '../../www/figures/learning-speeds/words.js';
import { checkInWords } from '../../www/figures/learning-speeds/gradient-check.js';
import { ordinalLayers, readable } from '../../www/kit/number-phrases.js';

/** @param {number} rows - how many */
function filled(rows) {
  const history = new RunHistory(2);
  for (let epoch = 0; epoch < rows; epoch += 1) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

test('rows come out as they went in', () => {
  const history = new RunHistory(2);
  assert.equal(history.epoch, -1);
  const rows = Float64Array.from([1, 2, 3, 0.1, 0.2, 4, 5, 6, 0.3, 0.4]);
  history.append([0, 1], rows);
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

test('a repetition, a disorder and half a row are refused whole', () => {
  const history = filled(2);
  const numbers = (/** @type {number} */ count) => new Float64Array(count);
  assert.throws(() => history.append([1], numbers(5)), RangeError);
  assert.throws(() => history.append([3, 2], numbers(10)), RangeError);
  assert.throws(() => history.append([2], numbers(4)), RangeError);
  assert.throws(() => history.append([2, 3], numbers(5)), RangeError);
  assert.equal(history.rows, 2);
});

/** A run measured at epochs 0 to 2, then now and then. */
function gappy() {
  const history = new RunHistory(2);
  for (const epoch of [0, 1, 2, 14, 27]) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

test('rows know their epochs where some were not measured', () => {
  const history = gappy();
  assert.equal(history.rows, 5);
  assert.equal(history.epoch, 27);
  assert.deepEqual([...history.history.epochs], [0, 1, 2, 14, 27]);
  assert.deepEqual([...history.history.cost], [3, 4, 5, 17, 30]);
  assert.equal(history.before(14), 2);
  assert.equal(history.before(0), -1);
  assert.ok(history.hasGaps);
  assert.ok(!filled(5).hasGaps && !new RunHistory(2).hasGaps);
});

test('an epoch that was not measured is read out as the nearest that was', () => {
  const history = gappy();
  for (const [asked, found] of [
    [14, 14],
    [8, 2],
    [9, 14],
    [20, 14],
    [21, 27],
    [-3, 0],
    [Infinity, 27],
  ]) {
    assert.equal(history.row(asked ?? NaN).epoch, found, `asked for ${asked}`);
    assert.equal(history.row(asked ?? NaN).cost, 3 + (found ?? NaN));
  }
});

test('a move between epochs leads over a gap, and stays at the ends', () => {
  const epochs = [0, 1, 2, 14, 27];
  assert.equal(moveTo(epochs, 2, 3), 14);
  assert.equal(moveTo(epochs, 14, 13), 2);
  assert.equal(moveTo(epochs, 14, 24), 27);
  assert.equal(moveTo(epochs, 27, 28), 27);
  assert.equal(moveTo(epochs, 0, -Infinity), 0);
  assert.equal(moveTo(epochs, 1, Infinity), 27);
  assert.equal(moveTo(epochs, 2, 2), 2);
  assert.equal(moveTo([], 0, 1), 0);
});

test('the words say at which epochs, and nothing where at all of them', () => {
  assert.equal(gapWords(filled(5), 0.1), '');
  assert.equal(gapWords(null, 0.1), '');
  assert.match(
    gapWords(gappy(), 0.05),
    /^Measured at 5 of the epochs 0 to 27; .* at most 5\s%/,
  );
  assert.doesNotMatch(gapWords(gappy(), 'every'), /%/);
});

test('the columns from an epoch on are what a plot has not drawn yet', () => {
  const history = filled(4);
  assert.deepEqual([...history.columns(2, 0, 2)], [2.1, 2.2, 3.1, 3.2]);
  assert.equal(history.columns(4, 0, 2).length, 0);
});

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

test('the gradient check says the largest difference, and how large for its layer', () => {
  const sentence = checkInWords([
    { layer: 0, neuron: 0, backpropagated: 1e-6, difference: 1.01e-6 },
    { layer: 1, neuron: 0, backpropagated: 0.5, difference: 0.5000001 },
  ]);
  assert.match(sentence, /^2 derivatives .* 1\.0×10⁻⁷, 0\.010 of/);
});

test('a check of zeros that agree differs by nothing', () => {
  const zeros = { layer: 0, neuron: 0, backpropagated: 0, difference: 0 };
  const sentence = checkInWords([zeros]);
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
