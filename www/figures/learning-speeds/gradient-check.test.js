import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkInWords } from './gradient-check.js';

/** @import { Derivative } from './gradient-check.js' */

/**
 * @param {Partial<Derivative>} part
 * @returns {Derivative} of the bias of a first neuron, unless part of it
 */
function derivative(part) {
  const place = { layer: 0, along: 'bias', neuron: 0 };
  const numbers = { backpropagated: 0.5, difference: 0.5, bound: 1e-6 };
  return { ...place, ...numbers, ...part };
}

/** @param {Derivative[]} derivatives @param {number} [images] */
function words(derivatives, images = 1000) {
  return checkInWords({ images, derivatives }, 1000);
}

test('what agrees is said to, with what was compared and how close it is', () => {
  const sentence = words([
    derivative({ difference: 0.5000001 }),
    derivative({ layer: 1, along: 'weights', neuron: -1 }),
  ]);
  assert.match(sentence, /^The gradient on 1\u202f000 images, /);
  assert.match(sentence, /by 1 single bias, and along 1 random directions/);
  assert.match(
    sentence,
    /in hidden layers 1 and 2\. They agree within the bound/,
  );
  assert.match(sentence, /: at most 10\.0\u202f% of it lies between them\.$/);
});

test('a check on a part of the images says so', () => {
  assert.match(
    words([derivative({})], 5),
    /on the first 5 of the 1\u202f000 images/,
  );
});

test('what differs is named, and nothing is said to agree', () => {
  const sentence = words([
    derivative({}),
    derivative({ layer: 2, along: 'weights', backpropagated: 0.50001 }),
  ]);
  assert.match(
    sentence,
    /differ by up to 10\.0 times the bound, which should not/,
  );
  assert.match(sentence, /in hidden layer 3, along a direction of the weights/);
  assert.doesNotMatch(sentence, /agree/);
});

test('derivatives below the bound are not said to be confirmed', () => {
  const faint = { backpropagated: 1e-20, difference: 2e-15, bound: 1e-13 };
  const sentence = words([derivative(faint), derivative({ layer: 29 })]);
  assert.match(
    sentence,
    /1 of them, in hidden layer 1, is smaller than the bound/,
  );
});

test('what the arithmetic does not determine and what is no number is said', () => {
  const open = derivative({ difference: 0.4, bound: Infinity });
  assert.match(words([open]), /Of 1 nothing can be said/);
  const broken = words([derivative({ difference: NaN }), derivative({})]);
  assert.match(broken, /1 of the 2 are no numbers/);
  assert.doesNotMatch(broken, /agree/);
});

test('zeros agree', () => {
  const zero = derivative({ backpropagated: 0, difference: 0, bound: 0 });
  assert.match(words([zero]), /They agree .*leaves\.$/);
});
