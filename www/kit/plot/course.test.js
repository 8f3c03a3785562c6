import assert from 'node:assert/strict';
import { test } from 'node:test';
import { share } from '../numbers.js';
import { courseOf } from './course.js';

const UNIT = { unit: 'epoch', names: ['layer 1', 'layer 2'] };

test('few lines are each said, from the first value to the last', () => {
  assert.equal(
    courseOf({ ...UNIT, epochs: [0, 20], first: [0.1, 0.5], last: [0.02, 0] }),
    'From epoch 0 to epoch 20 layer 1 goes from 0.1 to 0.02, layer 2 goes from 0.5 to 0 (exactly).',
  );
});

test('before it moves, a plot says where it stands', () => {
  assert.equal(
    courseOf({ ...UNIT, epochs: [0, 0], first: [0.1, 0.5], last: [0.1, 0.5] }),
    'At epoch 0 layer 1 is 0.1, layer 2 is 0.5.',
  );
  const only = {
    unit: 'step',
    names: [''],
    epochs: /** @type {const} */ ([0, 0]),
  };
  assert.equal(
    courseOf({ ...only, first: [2], last: [2] }),
    'At step 0 it is 2.',
  );
});

test('the only line needs no name, and shares are said as such', () => {
  const course = {
    unit: 'epoch',
    names: [''],
    epochs: /** @type {const} */ ([0, 3]),
    first: [0.1],
    last: [0.875],
    format: share,
  };
  assert.equal(
    courseOf(course),
    'From epoch 0 to epoch 3 it goes from 10.0\u202f% to 87.5\u202f%.',
  );
});

test('of many lines the highest and the lowest are said, and never NaN for one', () => {
  const course = {
    unit: 'epoch',
    names: ['a', 'b', 'c', 'd', 'e'],
    epochs: /** @type {const} */ ([0, 9]),
    first: [1, 2, 3, 4, 5],
    last: [3, NaN, 1, 7, 2],
  };
  assert.equal(
    courseOf(course),
    'From epoch 0 to epoch 9 d goes from 4 to 7, the highest of 5, c goes from 3 to 1, the lowest.',
  );
  assert.equal(courseOf({ ...course, last: course.last.map(() => NaN) }), '');
});

test('nothing is said of no rows', () => {
  assert.equal(courseOf({ ...UNIT, epochs: [0, 0], first: [], last: [] }), '');
});
