/** The messages about bad parts of a link. */

/** By the kind of mistake; `known` are the possible values. */
const FAULTS = {
  tooLong: (/** @type {string} */ known) =>
    `a link has at most ${known} characters.`,
  emptyPart: () => 'there is nothing between two “&”.',
  noFigureYet: () => 'a link starts with “figure=” and the name of a figure.',
  noEquals: () => 'expected “key=value”.',
  badEscape: () => 'the “%” is not followed by the code of a character.',
  repeated: () => 'this key appears twice.',
  repeatedFigure: () => 'this figure appears twice in the link.',
  badNames: () => 'expected names of controls, separated by commas.',
  badTheme: () => 'expected light, dark or auto.',
  badPace: () => 'expected slow, normal or fast.',
  badPlay: () => 'expected “play”, “play=1” or “play=0”.',
  badEpoch: (/** @type {string} */ known) =>
    `expected a whole number from ${known}.`,
  badCheck: (/** @type {string} */ known) =>
    `expected an epoch (${known}), a hyphen and a fingerprint of eight digits, 0 to 9 and a to f.`,
  badScale: () => 'expected a number from 0.5 to 4.',
  unknownFigure: (/** @type {string} */ known) =>
    `there is no such figure. There are: ${known}.`,
  unknownKey: (/** @type {string} */ known) =>
    `this figure has no such setting. It has: ${known}.`,
  surplus: () => 'this address shows one figure only; the link names another.',
  refused: (/** @type {string} */ _known, /** @type {string} */ reason) =>
    reason,
};

/** @typedef {keyof typeof FAULTS} Fault */

/** @param {import('./links.js').Refusal} problem - of a part of a link @returns {string} the message */
export function problemWords({ fault, known = [], reason = '' }) {
  return FAULTS[fault](known.join(', '), reason);
}
