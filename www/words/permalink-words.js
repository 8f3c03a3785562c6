/** The sentences that say which part of a link was bad, and why. */

export const permalinkWords = Object.freeze({
  emptyPart: 'there is nothing between two “&”.',
  noFigureYet: 'a link starts with “figure=” and the name of a figure.',
  noEquals: 'expected “key=value”.',
  badEscape: 'the “%” is not followed by the code of a character.',
  repeated: 'this key stands twice; which one is meant?',
  repeatedFigure: 'this figure stands twice in the link.',
  badHide: 'expected names of controls, parted by commas.',
  badTheme: 'expected light, dark or auto.',
  badScale: 'expected a number from 0.5 to 4.',
});

/**
 * @param {readonly string[]} names - the figures there are
 * @returns {string} what a wrong name gets to hear
 */
export function unknownFigure(names) {
  return `there is no such figure. There are: ${names.join(', ')}.`;
}

/**
 * @param {readonly string[]} keys - the keys there are
 * @returns {string} what a wrong key gets to hear
 */
export function unknownKey(keys) {
  return `this figure has no such setting. It has: ${keys.join(', ')}.`;
}
