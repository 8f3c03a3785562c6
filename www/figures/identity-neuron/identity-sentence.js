import { describeNumber, formatNumber } from '../../kit/numbers.js';
import { isExpanded } from './identity-numbers.js';

/** Up to here w₁²/96 counts as the error: within so much of it. */
const CLOSE = 0.15;

/** From this share on, nearly all of an error is its value in the middle. */
const NEARLY_ALL = 0.9;

/** A slope that is further from 1 than this is said. */
const STEEP = 0.05;

/**
 * How far the neuron is from its input, and what stands in its way.
 *
 * @param {import('./identity-numbers.js').Neuron} state
 * @param {import('./identity-numbers.js').IdentityReadings} readings
 */
export function identitySentence(state, readings) {
  const { largestError, largestErrorAt, leadingTerm, slopeAtHalf } = readings;
  const error = describeNumber(largestError);
  const at = formatNumber(largestErrorAt);
  if (state.offset === 'literal') return literal(state, readings, error, at);
  const first = `With the constant taken away by the next bias, the neuron answers x to within ${error} on [0, 1]; it is furthest off at x = ${at}.`;
  if (isExpanded(state)) {
    const term = `w₁²/96 = ${describeNumber(leadingTerm)}`;
    return Math.abs(leadingTerm / largestError - 1) < CLOSE
      ? `${first} The expansion says about ${term}.`
      : `${first} The expansion says ${term}, which w₁ is too large for.`;
  }
  return Math.abs(slopeAtHalf - 1) > STEEP
    ? `${first} At x = ½ it has a slope of ${formatNumber(slopeAtHalf)}, where x has 1.`
    : first;
}

/**
 * @param {import('./identity-numbers.js').Neuron} state
 * @param {import('./identity-numbers.js').IdentityReadings} readings
 * @param {string} error - the largest
 * @param {string} at - where
 * @returns {string} what is said where nothing is added
 */
function literal(state, readings, error, at) {
  const { largestError, errorAtHalf, leastLiteral } = readings;
  const first = `Taken literally, with nothing added, the answer differs from x by up to ${error} on [0, 1], at x = ${at}.`;
  if (largestError < leastLiteral * (1 + 1e-6)) {
    return `${first} No choice of w₁, b and w₂ comes closer.`;
  }
  const least = `No choice of w₁, b and w₂ brings that below ${formatNumber(leastLiteral, 4)}.`;
  if (isExpanded(state) && Math.abs(errorAtHalf) >= NEARLY_ALL * largestError) {
    return `${first} Nearly all of it is the constant 2/w₁ − ½ = ${formatNumber(errorAtHalf)}, which the next bias could take away. ${least}`;
  }
  return `${first} ${least}`;
}

/**
 * @param {ArrayLike<number>} inputs - ascending
 * @param {ArrayLike<number>} errors - the answer less each of them
 * @returns {string} between what the errors lie
 */
export function errorsSentence(inputs, errors) {
  const places = Array.from(inputs, (_, index) => index);
  const at = (/** @type {number} */ place) => errors[place] ?? NaN;
  const least = places.reduce((a, b) => (at(b) < at(a) ? b : a), 0);
  const most = places.reduce((a, b) => (at(b) > at(a) ? b : a), 0);
  const [low, high] = [least, most].map(
    (place) =>
      `${describeNumber(at(place))} at x = ${formatNumber(inputs[place] ?? NaN)}`,
  );
  return `The answer less x lies between ${low} and ${high}.`;
}
