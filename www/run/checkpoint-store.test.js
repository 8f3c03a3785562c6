import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILD_ID } from '../core/core.js';
import { MOST_BYTES, dropped } from './checkpoint-store.js';
import { agoText } from './ago.js';

const NOW = 1e12;

/** @param {string} id @param {object} [changes] */
const mark = (id, changes = {}) => ({
  ...{ id, figure: 'a', settings: '', epoch: 1, at: NOW - Number(id) },
  ...{ bytes: 1, build: BUILD_ID, ...changes },
});

test('the oldest runs of a figure are dropped, and of no other', () => {
  const marks = [1, 2, 3, 4, 5].map((age) => mark(`${age}`));
  marks.push(mark('9', { figure: 'b' }));
  assert.deepEqual(dropped(marks, NOW), ['4', '5']);
});

test('runs that are trained together count as one', () => {
  const marks = [1, 2, 3, 4, 5, 6].map((age) =>
    mark(`${age}`, { group: age < 4 ? 'a' : `${age}` }),
  );
  assert.deepEqual(dropped(marks, NOW), ['6']);
});

test('no more bytes are kept than there is room for', () => {
  const bytes = MOST_BYTES / 2;
  const marks = ['1', '2', '3'].map((id) => mark(id, { bytes, figure: id }));
  assert.deepEqual(dropped(marks, NOW), ['3']);
  assert.deepEqual(dropped([mark('1', { bytes: 3 * bytes })], NOW), ['1']);
});

test('runs of another build, or too old, are dropped', () => {
  const marks = [
    mark('1', { build: 'other' }),
    mark('2', { at: NOW - 1e10 }),
    mark('3', { at: NOW + 1e10 }),
  ];
  assert.deepEqual(dropped(marks, NOW).sort(), ['1', '2', '3']);
});

test('what is damaged is dropped, and hides no other', () => {
  const marks = [
    mark('1', { at: 1n }),
    mark('2', { bytes: 'many' }),
    mark('3', { settings: undefined }),
    mark('4', { epoch: -1 }),
    mark('5', { figure: '__proto__' }),
    mark('6'),
  ];
  assert.deepEqual(dropped(marks, NOW), ['1', '2', '3', '4']);
});

test('how long ago a run was is said in words', () => {
  const texts = [5, 65, 200, 3700, 200_000].map((s) => agoText(1000 * s));
  assert.deepEqual(texts, [
    'a moment ago',
    '1 minute ago',
    '3 minutes ago',
    '1 hour ago',
    '2 days ago',
  ]);
});
