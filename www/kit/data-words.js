/** What stands at the numbers behind any picture. */
export const dataWords = Object.freeze({
  numbers: 'All the numbers',
  downloads: 'Take the numbers or the picture along',
  downloadCsv: 'CSV',
  copied: 'Copied.',
  notCopied: 'The browser does not let this page copy; download instead.',
});
