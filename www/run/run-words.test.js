import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RunHistory } from './run-history.js';
import {
  endingWords,
  failureWords,
  frozenLayers,
  frozenWords,
  gapWords,
  hasDiverged,
  percent,
  runWords,
  smallerRate,
  troubleOf,
} from './run-words.js';

/** @param {number} rows - how many */
function filled(rows) {
  const history = new RunHistory(2);
  for (let epoch = 0; epoch < rows; epoch += 1) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

/** A run measured at epochs 0 to 2, then now and then. */
function gappy() {
  const history = new RunHistory(2);
  for (const epoch of [0, 1, 2, 14, 27]) {
    const row = [0.1 + epoch, 0.2 + epoch, 3 + epoch, 0.5, 0.25];
    history.append([epoch], Float64Array.from(row));
  }
  return history;
}

test('the words say at which epochs, and nothing where at all of them', () => {
  assert.equal(gapWords(filled(5), 0.1), '');
  assert.equal(gapWords(null, 0.1), '');
  assert.match(
    gapWords(gappy(), 0.05),
    /^Measured at 5 of the epochs 0 to 27; .* at most 5\s%/,
  );
  assert.equal(
    gapWords(gappy(), 'every'),
    'Measured at 5 of the epochs 0 to 27; where these are far apart, the lines between them look smoother than the run is.',
  );
});

test('every button and field of a run has words, and what tells the epoch has both numbers', () => {
  const { paces, ...all } = runWords;
  for (const [name, words] of Object.entries({ ...all, ...paces })) {
    /** @type {string | ((...numbers: any[]) => string)} */
    const either = words;
    const text = typeof either === 'string' ? either : either(7, 500);
    assert.notEqual(text, '', name);
  }
  assert.equal(runWords.epochOf(7, 500), 'epoch 7 of 500');
  assert.match(runWords.printed(7, 500), /epoch 7 of 500/);
  assert.match(runWords.printedUnplayed(500), /not played.* epoch 0 of 500/);
  assert.match(runWords.badEpoch(500), /from 0 to 500/);
  assert.equal(
    runWords.progress('30', '10 s'),
    '30 epochs a second, 10 s left',
  );
  assert.equal(runWords.layerName(2), 'hidden layer 2');
  assert.equal(runWords.shortLayerName(2), 'layer 2');
});

test('a speed that cannot be plotted has its layer named, and what made it so', () => {
  const settings = /** @type {const} */ ({
    precision: 'f32',
    activation: 'sigmoid',
    initialisation: 'chapter',
  });
  assert.deepEqual(troubleOf([1e-30, 5], settings), []);
  const [broken = '', endless = '', still = '', ...more] = troubleOf(
    [NaN, 0.5, Infinity, 0, 0],
    settings,
  );
  assert.deepEqual(more, []);
  assert.match(
    broken,
    /^The speed of hidden layer 1 is not a number \(NaN\): .* A smaller learning rate/,
  );
  assert.match(
    endless,
    /^The speed of hidden layer 3 is infinite: .* range of 32-bit floats upwards\.$/,
  );
  assert.match(
    still,
    /^The speed of hidden layers 4 and 5 is exactly 0: .* fell below 1\.4×10⁻⁴⁵, the smallest of the 32-bit floats\.$/,
  );
  const [double = ''] = troubleOf([0], { ...settings, precision: 'f64' });
  assert.match(double, /below 4\.9×10⁻³²⁴, the smallest of the 64-bit floats/);
});

test('a speed of 0 is put down to weights that began at 0 before rectifiers, and to these before small numbers', () => {
  const settings = /** @type {const} */ ({
    precision: 'f32',
    activation: 'relu',
    initialisation: 'he',
  });
  const [off = ''] = troubleOf([1, 0], settings);
  assert.match(
    off,
    /^The speed of hidden layer 2 is exactly 0: .* rectifier that is off/,
  );
  const [zero = ''] = troubleOf([1, 0], {
    ...settings,
    initialisation: 'zero',
  });
  assert.match(
    zero,
    /^The speed of hidden layer 2 is exactly 0: all weights began at 0/,
  );
});

test('a run that ended early says why, where and what to try', () => {
  const settings = /** @type {const} */ ({
    hidden: [30, 20],
    precision: 'f64',
    rate: 3,
  });
  const ending = { reason: 'diverged', epoch: 4, step: 31, layer: 1 };
  assert.match(
    endingWords(ending, settings),
    /diverged: at step 31, in epoch 4, numbers of hidden layer 2 left the range of 64-bit floats\. .* such as 0\.3, may/,
  );
  assert.match(
    endingWords({ ...ending, layer: 2 }, settings),
    /numbers of the output layer left/,
  );
  const patience = { reason: 'patience', epoch: 12, step: 0, layer: 0 };
  assert.match(
    endingWords(patience, settings),
    /^Stopped early: no epoch since epoch 12 /,
  );
  assert.deepEqual([ending, patience, null].map(hasDiverged), [
    true,
    false,
    false,
  ]);
});

test('the rate to try next is written with as few digits as the one before', () => {
  assert.equal(smallerRate(3), 0.3);
  // 0.7 / 10 is 0.06999999999999999.
  assert.equal(smallerRate(0.7), 0.07);
});

test('a failure says what it was, and its button what it does about it', () => {
  const failure = { code: 'core-trap', message: 'the core has stopped' };
  assert.deepEqual(failureWords({ ...failure, fatal: false }, 7), {
    sentence: 'The run could not go on: the core has stopped.',
    offer: 'Run again from seed 7',
  });
  assert.deepEqual(failureWords({ ...failure, fatal: true }, 7), {
    sentence:
      'The worker that trains has stopped, and the run with it. The run could not go on: the core has stopped.',
    offer: 'Run again from seed 7',
  });
  for (const [code, what] of /** @type {const} */ ([
    ['load-failed', /^The handwritten digits .* \(404\)/],
    ['core-missing', /^The part of this figure’s program .* \(404\)/],
  ])) {
    const words = failureWords({ code, message: '404', fatal: true }, 7);
    assert.match(words.sentence, what);
    assert.equal(words.offer, 'Try again');
  }
});

test('layers that are frozen are named, and no more of them than there are', () => {
  const hidden = [30, 20];
  assert.equal(
    frozenWords({ freeze: 1, hidden }),
    'Frozen hidden layer 1: its gradient is measured, and no step follows it.',
  );
  assert.equal(
    frozenWords({ freeze: 2, hidden }),
    'Frozen hidden layers 1 and 2: their gradients are measured, and no step follows them.',
  );
  assert.equal(
    frozenLayers({ freeze: 5, hidden: [30] }),
    'frozen hidden layer 1',
  );
  assert.match(frozenWords({ freeze: 5, hidden: [30] }), /its gradient/);
});

test('a share is written in whole parts of a hundred', () => {
  // 100 · 0.29 is 28.999999999999996.
  assert.equal(percent(0.29), '29\u202f%');
});
