/** What stands at the numbers behind any picture. */
export const dataWords = Object.freeze({
  numbers: 'All the numbers',
  downloads: 'Take the numbers or the picture along',
  downloadCsv: 'CSV',

  /** @param {string} reason - what kept the file from being made */
  notMade: (reason) =>
    `The file could not be made (${reason}). Press the button to try again.`,
});
