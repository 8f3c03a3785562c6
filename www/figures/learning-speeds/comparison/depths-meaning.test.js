import assert from 'node:assert/strict';
import { test } from 'node:test';

import { depthsMeaning } from './depths-meaning.js';

/** Of answering the class frequencies, among the thousand first images. */
const CONSTANT = 3.246;

/**
 * @param {readonly number[]} accuracies - on the validation images, by depth
 * @param {object} [more] - what else is known
 * @param {number} [more.epoch] - of the rows
 * @param {readonly number[]} [more.costs] - by depth
 * @param {number} [more.images] - validation images
 * @returns {string} what is said
 */
function said(
  accuracies,
  { epoch = 500, costs = accuracies.map(() => 1), images = 250 } = {},
) {
  const rows = accuracies.map((validationAccuracy, index) => ({
    epoch,
    speeds: [],
    weightSpeeds: [],
    speedsTogether: [],
    cost: costs[index] ?? NaN,
    trainingAccuracy: validationAccuracy,
    validationAccuracy,
  }));
  const sentences = depthsMeaning({ rows, images, constantCost: CONSTANT });
  return sentences.join(' ').replaceAll('\u202f', ' ');
}

test('more layers make it worse where each gets no more right than the one before', () => {
  const costs = [1.337, 2.984, 3.242, 3.246];
  assert.equal(
    said([0.796, 0.268, 0.096, 0.096], { costs }),
    'More layers make it worse here: after 500 epochs the network with 1 hidden layer gets 79.6 % of the validation images right, and the one with 4 gets 9.6 %. ' +
      'With 3 and 4 it hardly gets beyond guessing: 500 epochs cannot say what more would bring.',
  );
});

test('a rise that may be chance is none', () => {
  assert.match(said([0.36, 0.116, 0.1, 0.108]), /^More layers make it worse/);
});

test('the best of them is named where it is neither the first nor the last', () => {
  assert.match(
    said([0.8, 0.9, 0.85, 0.5]),
    /^The most layers are not the best here: .* with 2 hidden layers gets 90\.0 % .* 4 gets 50\.0 %\.$/,
  );
});

test('more layers may make it better, or now better, now worse', () => {
  assert.match(
    said([0.7, 0.6, 0.8, 0.9]),
    /^More layers make it better here: .* 1 hidden layer gets 70\.0 % .* 4 gets 90\.0 %\.$/,
  );
  assert.match(
    said([0.9, 0.4, 0.85, 0.9]),
    /^More layers are now better, now worse here: .* 2 hidden layers gets 40\.0 % .* 1 gets 90\.0 %\.$/,
  );
});

test('what so few validation images cannot show is not said', () => {
  const close = [0.9648, 0.969, 0.9657, 0.9653];
  assert.equal(
    said(close),
    'The number of layers makes no difference that these 250 validation images can show: after 500 epochs from 96.5 % to 96.9 % of them are right.',
  );
  // The chapter's table, on its own ten thousand.
  assert.match(said(close, { images: 10_000 }), /makes no difference/);
  assert.match(said([0.9, 0.88], { images: 250 }), /makes no difference/);
  assert.match(said([0.9, 0.88], { images: 10_000 }), /make it worse/);
});

test('before anything is learned there is no conclusion', () => {
  assert.match(said([0.1, 0.2], { epoch: 0 }), /^Before the first update/);
  assert.equal(
    said([0.2, 0.1], { epoch: 1, costs: [3.3, 3.24] }),
    'After 1 epoch none of them gets much beyond guessing.',
  );
  assert.equal(said([0.2, 0.1], { costs: [NaN, 1] }), '');
});
