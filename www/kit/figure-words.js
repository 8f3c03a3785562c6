import { codeOf, wordsOf } from '../core/core-error.js';

/** Texts that all figures share. */
export const figureWords = Object.freeze({
  loading: 'Loading the network…',
  noWebAssembly:
    'This figure computes in WebAssembly, which this browser does not run or ' +
    'does not allow here. A current Firefox, Chrome, Edge or Safari does; ' +
    'some locked-down modes switch it off.',
  share: 'Undo, redo, and share this figure',
  undo: 'Undo',
  redo: 'Redo',
  copyLink: 'Copy link',
  copyEmbed: 'Copy embed code',
  copied: 'Copied.',
  withEpoch: (/** @type {number} */ epoch) => `With epoch ${epoch} shown`,
  copyByHand: 'The browser does not let this page copy; the text is selected.',
  linkText: 'Link to this figure as it stands',
  embedText: 'Code that puts this figure into a page of yours',
  sound: 'Sound',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  coming: 'Loading…',
  reload: 'Reload the page',
  tryAgain: 'Try again',
  renewed:
    'This site has been renewed since this page was opened, and a part of the older version is gone. Reload the page.',
  noHost:
    'The host of this page does not answer, so the page was not loaded again: what is here would have gone.',
  settings: 'Settings:',
  none: 'none',
  printedEarly:
    'Printed before it was computed: wait a moment and print again.',
  linkPrinted: 'This figure, live, as it stands:',
});

/** In the drawer of a picture's data. */
export const dataWords = Object.freeze({
  numbers: 'All the numbers',
  downloads: 'Download the numbers or the picture',
  downloadCsv: 'CSV',
  size: 'Another size…',
  sizeOrFilm: 'Another size, or animation…',
  /** @param {number} digits - shown of each number */
  rounded: (digits) =>
    `Rounded to ${digits} digits here; the CSV has all of them.`,
  notCopied: 'The browser does not let this page copy; download instead.',
});

/** Of the controls. */
export const controlWords = Object.freeze({
  /** @param {string} expected @param {string} got - what was written */
  notANumber: (expected, got) => `Expected ${expected}, got ${got}.`,
  /** @param {string} text @param {string} whole @param {string} decimal - its two meanings */
  ambiguous: (text, whole, decimal) =>
    `“${text}” can mean ${whole} or ${decimal}: write the one that is meant.`,
  newSeed: 'New seed',
});

/** @param {unknown} error - thrown where nothing is to throw @returns {string} the figure's message */
export const faultWords = (error) =>
  `This figure could not compute or draw what its settings ask for. (${wordsOf(error)})`;

/** @param {unknown} error - from loading the core @param {boolean} isGone - whether the host does not have it @returns {string} the figure's message */
export function coreFailureWords(error, isGone) {
  if (codeOf(error) === 'no-webassembly') return figureWords.noWebAssembly;
  return `The network could not be loaded, so this figure cannot compute. ${isGone ? `${figureWords.renewed} ` : ''}(${wordsOf(error)})`;
}

/** @param {string} reason @returns {string} the message of a drawer that did not load */
export function panelFailed(reason) {
  return `This could not be loaded; the figure goes on without it. (${reason})`;
}

/** @param {string} attribute - its name @param {string} reason @returns {string} the message */
export function badAttribute(attribute, reason) {
  return `The attribute ${attribute} was ignored. ${reason}`;
}
