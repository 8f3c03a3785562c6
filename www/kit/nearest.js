/** Finding one's way among the epochs that were measured. */

/**
 * @param {ArrayLike<number>} epochs - ascending
 * @param {number} epoch - any; ∞ for the last
 * @returns {number} the index of the nearest one, of two the earlier; −1 where
 *   there is none
 */
export function nearestIndex(epochs, epoch) {
  let low = 0;
  let high = epochs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((epochs[middle] ?? Infinity) < epoch) low = middle + 1;
    else high = middle;
  }
  // The first that is not before it, and the one before that.
  if (low === epochs.length) return low - 1;
  const isEarlier =
    epoch - (epochs[low - 1] ?? -Infinity) <= (epochs[low] ?? 0) - epoch;
  return low > 0 && isEarlier ? low - 1 : low;
}

/**
 * Where a move between epochs ends: at the nearest one, but never where it
 * began, so that a small step leads over a gap.
 *
 * @param {ArrayLike<number>} epochs - ascending
 * @param {number} from - where it begins
 * @param {number} to - where it is to end
 * @returns {number} one of the epochs; 0 where there is none
 */
export function moveTo(epochs, from, to) {
  const start = nearestIndex(epochs, from);
  const end = nearestIndex(epochs, to);
  const next = end === start ? end + Math.sign(to - from) : end;
  const index = Math.min(Math.max(next, 0), epochs.length - 1);
  return epochs[index] ?? 0;
}
