/**
 * The sentences with which a setting is refused: what, where, what was
 * expected, and what came instead.
 */

/**
 * Writes a number as people write it, with a true minus sign.
 *
 * @param {number} value - any number
 * @returns {string} its shortest exact decimal form
 */
export function spell(value) {
  return Object.is(value, -0) ? '−0' : String(value).replace(/-/g, '−');
}

/**
 * Shows a value that was refused, short enough for a sentence.
 *
 * @param {unknown} value - anything at all
 * @returns {string} the value, in words
 */
export function show(value) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number') return spell(value);
  if (typeof value === 'string') {
    return value.length > 40 ? `“${value.slice(0, 40)}…”` : `“${value}”`;
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/**
 * @param {object} limits - the limits of a number
 * @param {number} limits.min - the least value
 * @param {number} limits.max - the greatest value
 * @param {boolean} limits.aboveMin - whether the least value is itself refused
 * @param {boolean} limits.integer - whether only whole numbers will do
 * @returns {string} “a whole number from 1 to 10”
 */
export function expectedNumber({ min, max, aboveMin, integer }) {
  const kind = integer ? 'a whole number' : 'a number';
  return aboveMin
    ? `${kind} above ${spell(min)}, at most ${spell(max)}`
    : `${kind} from ${spell(min)} to ${spell(max)}`;
}

/**
 * @param {number} minLength - the least length
 * @param {number} maxLength - the greatest length
 * @returns {string} “a list of 1 to 32 numbers”
 */
export function expectedList(minLength, maxLength) {
  return `a list of ${minLength} to ${maxLength} numbers`;
}

/**
 * @param {readonly (string | number)[]} options - what may be chosen
 * @returns {string} “one of sigmoid, tanh, relu”
 */
export function expectedChoice(options) {
  return `one of ${options.join(', ')}`;
}

/**
 * @param {number} length - the length that the other list has
 * @param {string} other - the key of the other list
 * @returns {string} what the list should have been
 */
export function expectedLength(length, other) {
  return `as many numbers as ${other} has, ${length}`;
}

/**
 * @param {number} images - the number of training images
 * @returns {string} what the batch should have been
 */
export function expectedBatch(images) {
  return `at most the number of images, ${images}`;
}

export const stateWords = Object.freeze({
  plainObject: 'an object with the settings',
  knownKey: 'a setting that this figure has',
  sigmoidForCrossEntropy:
    'quadratic, since cross-entropy needs a sigmoid output',
  bitsOfAddition: 'at most 6 bits a number in an addition',
  bitsOfParity: 'at least 2 bits for parity',
});

/**
 * @param {string} figure - the figure's name
 * @param {string} where - the key, and the place in a list if any
 * @param {string} expected - what would have been right
 * @param {string} got - what came
 * @returns {string} the whole sentence
 */
export function refused(figure, where, expected, got) {
  return `${figure}, ${where}: expected ${expected}, got ${got}.`;
}
