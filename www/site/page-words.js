/** Texts of the page and of the embed about links. */
export const pageWords = Object.freeze({
  badLink: 'This link could not be used, and nothing was changed.',
  dismiss: 'Close this message',
  noFigure:
    'This address shows one figure, and it has to say which. There are:',
  addScene: 'Add to lecture',
  added: (/** @type {number} */ number) => `Scene ${number} of your lecture.`,
  openLecture: 'Open the lecture',
});
