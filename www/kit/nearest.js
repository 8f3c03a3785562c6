/**
 * @param {ArrayLike<number>} epochs - ascending
 * @param {number} epoch - any; ∞ for the last
 * @returns {number} the index of the nearest, of two the earlier; −1 if there is none
 */
export function nearestIndex(epochs, epoch) {
  let low = 0;
  let high = epochs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((epochs[middle] ?? Infinity) < epoch) low = middle + 1;
    else high = middle;
  }
  // Compares the first that is not earlier with its predecessor.
  if (low === epochs.length) return low - 1;
  const isEarlier =
    epoch - (epochs[low - 1] ?? -Infinity) <= (epochs[low] ?? 0) - epoch;
  return low > 0 && isEarlier ? low - 1 : low;
}

/**
 * Moves between epochs, to the one nearest to the goal, but at least to the next, so
 * that a small step crosses a gap.
 *
 * @param {ArrayLike<number>} epochs - ascending
 * @param {number} from - the start
 * @param {number} to - the goal
 * @returns {number} one of the epochs; 0 if there is none
 */
export function moveTo(epochs, from, to) {
  const start = nearestIndex(epochs, from);
  const end = nearestIndex(epochs, to);
  const next = end === start ? end + Math.sign(to - from) : end;
  const index = Math.min(Math.max(next, 0), epochs.length - 1);
  return epochs[index] ?? 0;
}
