import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlook, paceField, paceNamed } from './pace.js';
import { durationText } from './playback.js';

const RUN = { epoch: 125, epochs: 500, perSecond: 1000 };

test('what is left of a run goes by its pace', () => {
  const view = outlook({ ...RUN, pace: 'slow' });
  assert.ok(view.isLong);
  assert.ok(Math.abs(view.secondsLeft - Math.sqrt(125)) < 1e-9);
  assert.ok(Math.abs(view.perSecond - 2 * Math.sqrt(125)) < 1e-9);
  assert.equal(outlook({ ...RUN, pace: 'normal' }).isLong, false);
});

test('what is left of a run slower than its pace goes by its own rate', () => {
  for (const pace of /** @type {const} */ (['slow', 'normal', 'fast'])) {
    const view = outlook({ ...RUN, perSecond: 2, pace });
    assert.deepEqual(view, { isLong: true, perSecond: 2, secondsLeft: 187.5 });
  }
});

test('a run that takes ten seconds is not long yet', () => {
  const long = (/** @type {number} */ epochs) =>
    outlook({ epoch: 0, epochs, perSecond: 1000, pace: 'slow' }).isLong;
  assert.deepEqual([long(100), long(101)], [false, true]);
});

test('a pace that there is not is the usual one', () => {
  assert.equal(paceField.default, 'normal');
  assert.deepEqual(['slow', 'fast', 'quick', ''].map(paceNamed), [
    'slow',
    'fast',
    'normal',
    'normal',
  ]);
});

test('a run of which nothing is known yet is not long', () => {
  const view = outlook({ epoch: 0, epochs: 500, perSecond: 0, pace: 'fast' });
  assert.deepEqual(view, { isLong: false, perSecond: 0, secondsLeft: 0 });
});

test('a time is said in two units at most', () => {
  const texts = [0.2, 59.5, 200, 7500].map(durationText);
  assert.deepEqual(texts, [
    '1\u202fs',
    '1\u202fmin 0\u202fs',
    '3\u202fmin 20\u202fs',
    '2\u202fh 5\u202fmin',
  ]);
});
