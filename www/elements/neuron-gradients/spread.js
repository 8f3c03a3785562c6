/**
 * Puts the kept values of a long run at their epochs, for a picture that has a
 * value an epoch. Between two of them stand the points of the straight line
 * that joins them, on the axis that they are drawn on: the picture is that of
 * the kept values and no other.
 *
 * @param {readonly number[]} epochs - ascending
 * @param {Float64Array} values - one an epoch
 * @param {boolean} isLog - whether the axis is logarithmic
 * @returns {Float64Array} a value for each epoch from 0 to the last
 */
export function spread(epochs, values, isLog) {
  const last = epochs.at(-1) ?? -1;
  if (epochs.length === last + 1) return values;
  const all = new Float64Array(last + 1).fill(NaN);
  for (const [index, epoch] of epochs.entries()) {
    const value = values[index] ?? NaN;
    all[epoch] = value;
    const before = epochs[index - 1];
    if (before === undefined) continue;
    const start = values[index - 1] ?? NaN;
    for (let between = before + 1; between < epoch; between += 1) {
      const share = (between - before) / (epoch - before);
      all[between] = isLog
        ? start * (value / start) ** share
        : start + share * (value - start);
    }
  }
  return all;
}
