/** Texts of the page about finding one's way, and about predictions. */
export const readingWords = Object.freeze({
  contents: 'Contents',
  start: 'Start of the page',
  previous: 'Previous',
  next: 'Next',
  colours: 'Colours',
  themes: Object.freeze({ auto: 'System', light: 'Light', dark: 'Dark' }),
  predictFirst: 'Predict',
  answerWaits: 'first, and the answer opens here.',
  noted: 'Noted. Now run it:',
  answerBelow: 'the answer stands below the figure',
});

/**
 * @param {string} prediction - the option that the reader chose
 * @param {string} right - the option that is right
 * @returns {string} both compared
 */
export function verdict(prediction, right) {
  return prediction === right
    ? `You predicted: ${prediction}. That is right.`
    : `You predicted: ${prediction}. That is not right; it is: ${right}.`;
}
