/** What the page and the embed say around their figures. */
export const pageWords = Object.freeze({
  badLink: 'This link could not be used, and nothing was changed.',
  dismiss: 'Close this message',
  noFigure:
    'This address shows one figure, and it has to say which. There are:',
});

/**
 * @param {string} prediction - the answer that the reader ticked
 * @returns {string} the sentence that reminds them of it
 */
export function yourPrediction(prediction) {
  return `You predicted: ${prediction}.`;
}
