/** The messages about invalid settings. */

/** @param {number} value @returns {string} its shortest exact decimal form, with a true minus sign */
export function spell(value) {
  return Object.is(value, -0) ? '−0' : String(value).replace(/-/g, '−');
}

/** @param {unknown} value @returns {string} a short description */
export function show(value) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number') return spell(value);
  if (typeof value === 'string') {
    return value.length > 40 ? `“${value.slice(0, 40)}…”` : `“${value}”`;
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'bigint') return 'a bigint';
  return typeof value === 'function' ? 'a function' : String(value);
}

/**
 * @param {Pick<import('./fields.js').NumberField, 'min' | 'max' | 'aboveMin' | 'integer'>} limits -
 *   of a number
 * @returns {string} “a whole number from 1 to 10”
 */
export function expectedNumber({ min, max, aboveMin, integer }) {
  const kind = integer ? 'a whole number' : 'a number';
  return aboveMin
    ? `${kind} above ${spell(min)}, at most ${spell(max)}`
    : `${kind} from ${spell(min)} to ${spell(max)}`;
}

/** @param {number} minLength @param {number} maxLength @returns {string} “a list of 1 to 32 numbers” */
export function expectedList(minLength, maxLength) {
  return `a list of ${minLength} to ${maxLength} numbers`;
}

/** @param {readonly (string | number)[]} options @returns {string} “one of sigmoid, tanh, relu” */
export function expectedChoice(options) {
  return `one of ${options.join(', ')}`;
}

/** @param {number} length - of the other list @param {string} other - its key @returns {string} the valid length */
export function expectedLength(length, other) {
  return `as many numbers as ${other} has, ${length}`;
}

/** @param {number} images - for training @returns {string} the valid sizes of a batch */
export function expectedBatch(images) {
  return `at most the number of images, ${images}`;
}

/** @param {number} most - images @returns {string} a valid batch */
export function expectedNormalised(most) {
  return `2 to ${most} with batch normalisation`;
}

export const stateWords = Object.freeze({
  plainObject: 'an object with the settings',
  unreadable: 'one that cannot be read',
  knownKey: 'a setting that this figure has',
  sigmoidForCrossEntropy:
    'quadratic, since cross-entropy needs a sigmoid output',
  bitsOfAddition: 'at most 6 bits a number in an addition',
  bitsOfParity: 'at least 2 bits for parity',
});

/**
 * @param {string} figure - its name
 * @param {string} where - the key, and the place in a list
 * @param {string} expected - a valid value, in words
 * @param {string} got - the value
 * @returns {string} the message
 */
export function refused(figure, where, expected, got) {
  return `${figure}, ${where}: expected ${expected}, got ${got}.`;
}
