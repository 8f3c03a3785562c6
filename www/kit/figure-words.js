/** What every figure says, whatever it shows. */
export const figureWords = Object.freeze({
  loading: 'Loading the network…',
  noWebAssembly:
    'This figure computes in WebAssembly, which this browser does not run or ' +
    'does not allow here. A current Firefox, Chrome, Edge or Safari does; ' +
    'some locked-down modes switch it off.',
  share: 'Share this figure',
  copyLink: 'Copy link',
  copyEmbed: 'Copy embed code',
  copied: 'Copied.',
  copyByHand: 'The browser does not let this page copy; the text is selected.',
  linkText: 'Link to this figure as it stands',
  embedText: 'Code that puts this figure into a page of yours',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  coming: 'Loading…',
  reload: 'Reload the page',
});

/** What the shared controls say by themselves. */
export const controlWords = Object.freeze({
  notANumber: 'Write a number, such as 0.5 or 1e-3.',
  newSeed: 'New seed',
});

/**
 * @param {unknown} error - why the core did not load
 * @returns {string} what a figure says that cannot compute
 */
export function coreFailureWords(error) {
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'no-webassembly') return figureWords.noWebAssembly;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `The network could not be loaded, so this figure cannot compute. Reload the page to try again. (${reason})`;
}

/**
 * @param {string} reason - the message of the failure
 * @returns {string} what a panel says whose code did not come
 */
export function panelFailed(reason) {
  return `This could not be loaded; the figure goes on without it. (${reason})`;
}

/**
 * @param {string} attribute - the attribute's name
 * @param {string} reason - why it was refused
 * @returns {string} what a figure says about it
 */
export function badAttribute(attribute, reason) {
  return `The attribute ${attribute} was left aside. ${reason}`;
}
