/** A run as text: a table short enough to read, and a file with every digit. */

/** Steps that are easy to count in. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * Chooses the epochs of a table: evenly spaced as far as they were measured,
 * the last one always.
 *
 * @param {readonly number[]} measured - the epochs there are, ascending
 * @param {number} limit - how many to show, at most, besides the last
 * @returns {{ step: number, epochs: number[] }} the first one measured of every
 *   how many epochs, and which
 */
export function tableEpochs(measured, limit) {
  const last = measured.at(-1);
  /** @param {number} step - of epochs */
  const firsts = (step) =>
    measured.filter(
      (epoch, index) =>
        Math.floor(epoch / step) !==
        Math.floor((measured[index - 1] ?? -1) / step),
    );
  const step = STEPS.find((each) => firsts(each).length <= limit) ?? 10_000;
  const epochs = firsts(step);
  if (last !== undefined && epochs.at(-1) !== last) epochs.push(last);
  return { step, epochs };
}

/**
 * Writes a run as comma-separated values, each number in the shortest form
 * that reads back to the same bits. The speeds by biases are named `speed`.
 *
 * @param {import('../../run/run-history.js').History} history - the run
 * @param {number} layers - hidden layers
 */
export function historyToCsv(history, layers) {
  const { speeds, weightSpeeds, speedsTogether } = history;
  const names = (/** @type {string} */ name) =>
    Array.from({ length: layers }, (_, i) => `${name}_${i + 1}`);
  const hasWeights = weightSpeeds.length > 0;
  const header = [
    'epoch',
    ...names('speed'),
    'cost',
    'training_accuracy',
    'validation_accuracy',
    ...(hasWeights
      ? [...names('weight_speed'), ...names('speed_together')]
      : []),
  ];
  const lines = [header.join(',')];
  for (const [row, epoch] of history.epochs.entries()) {
    const own = (/** @type {Float64Array} */ values) =>
      values.subarray(row * layers, (row + 1) * layers);
    lines.push(
      [
        epoch,
        ...own(speeds),
        history.cost[row],
        history.trainingAccuracy[row],
        history.validationAccuracy[row],
        ...own(weightSpeeds),
        ...own(speedsTogether),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}
