/** How the figures that train speak of the epochs at which they measure. */

/** @typedef {0.05 | 0.1 | 0.25 | 'every'} Measuring */

export const measuringWords = Object.freeze({
  label: 'Measuring',
  every: 'at every epoch',
  fullBatch:
    'A full batch is measured at every epoch: the gradient that updates is ' +
    'the one that is measured.',
  miniBatches:
    'With mini-batches a measurement costs about as much as an epoch, so a ' +
    'long run is measured at some of its epochs only. What is measured does ' +
    'not depend on which.',
});

/**
 * @param {Measuring} measuring - what may be chosen
 * @returns {string} what the choice is called
 */
export function measuringChoice(measuring) {
  return measuring === 'every'
    ? measuringWords.every
    : `at most ${percent(measuring)} of the training`;
}

/**
 * Says at which epochs a run was measured, where it was not at all of them.
 *
 * @param {{ rows: number, epoch: number, hasGaps: boolean } | null} history -
 *   the run: how many epochs were measured, and the last of them
 * @param {Measuring} measuring - as it is chosen
 * @returns {string} a sentence or two; '' where there are no gaps
 */
export function gapWords(history, measuring) {
  if (!history?.hasGaps) return '';
  const { rows, epoch } = history;
  const found =
    `Measured at ${rows} of the epochs 0 to ${epoch}; where these are far ` +
    'apart, the lines between them look smoother than the run is.';
  return measuring === 'every'
    ? found
    : `${found} Beyond what short runs are allowed, measuring takes at most ${percent(measuring)} of the training.`;
}

/**
 * @param {number} share - of 1, whole hundredths
 * @returns {string} “10 %”
 */
function percent(share) {
  return `${Math.round(100 * share)}\u202f%`;
}
