/** Texts of the lecture page and of the window with the notes. */
export const lectureWords = Object.freeze({
  heading: 'Your lecture',
  empty:
    'There are no scenes yet. On the page, bring a figure to where it is to stand, press “Copy link” below it, then “Add to lecture”; or open a file that you saved.',
  hint: 'The scenes stay in this tab until it is closed: save them as a file, or copy a link that has all of them, notes included.',
  thePage: 'Go to the page with the figures',
  scenes: 'Scenes',
  start: 'Start',
  save: 'Save as a file',
  open: 'Open a file',
  copy: 'Copy a link',
  undo: 'Take the last change back',
  copied: 'Copied: the link has all scenes and notes.',
  copyByHand: 'This browser does not let the page copy: here is the link.',
  link: 'Link',
  title: 'Title',
  notes: 'Notes, which only you see',
  until: 'Plays until epoch',
  up: 'Move up',
  down: 'Move down',
  remove: 'Remove',
  show: 'Show',
  named: (/** @type {string} */ action, /** @type {number} */ number) =>
    `${action}: scene ${number}`,
  refused: 'This could not be used, and nothing was changed.',
  dismiss: 'Close this message',
  fileName: 'lecture.json',
  tooLong: (/** @type {string} */ name) =>
    `${name} is too long to be a file of scenes.`,
  place: (/** @type {number} */ number, /** @type {number} */ count) =>
    `${number} / ${count}`,
  sceneOf: (/** @type {number} */ number, /** @type {number} */ count) =>
    `Scene ${number} of ${count}`,
  previous: 'Previous scene',
  next: 'Next scene',
  notesWindow: 'Notes',
  fullScreen: 'Full screen',
  list: 'All scenes',
  keys: 'Keys',
  blocked:
    'The browser has not let the window with the notes open: allow it for this site.',
  keyTurn: 'Next scene',
  keyBack: 'Previous scene',
  keyEnds: 'First and last scene',
  keyNotes: 'Your notes, in a window of their own',
  keyFull: 'Full screen',
  keyList: 'All scenes, to change them',
  keysNote:
    'Page Up and Page Down always turn; the others leave alone what the control in use has a use for.',
  waiting: 'Waiting for the window with the lecture: is it still open?',
  noNotes: 'No notes for this scene.',
  comesNext: 'Next:',
  last: 'This is the last scene.',
  minutes: (/** @type {number} */ minutes) =>
    `${minutes} min since these notes were opened`,
  notesTitle: 'Notes for the lecture',
});
