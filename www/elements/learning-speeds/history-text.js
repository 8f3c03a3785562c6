/**
 * A run as text: a table short enough to read, and a file with every digit.
 */

/** Steps that a person can count in. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * Chooses the epochs of a table: evenly spaced, the last one always.
 *
 * @param {number} rows - how many rows there are
 * @param {number} limit - how many to show, at most, besides the last
 * @returns {{ step: number, epochs: number[] }} every how many epochs, and which
 */
export function tableEpochs(rows, limit) {
  const step = STEPS.find((each) => Math.ceil(rows / each) <= limit) ?? 10_000;
  const epochs = [];
  for (let epoch = 0; epoch < rows; epoch += step) epochs.push(epoch);
  if (rows > 0 && epochs[epochs.length - 1] !== rows - 1) epochs.push(rows - 1);
  return { step, epochs };
}

/**
 * Writes a run as comma-separated values, each number in the shortest form
 * that reads back to the same bits.
 *
 * @param {import('../run/run-history.js').History} history - the run
 * @param {number} layers - hidden layers
 * @returns {string} a header and one line an epoch
 */
export function historyToCsv(history, layers) {
  const names = Array.from({ length: layers }, (_, i) => `speed_${i + 1}`);
  const header = [
    'epoch',
    ...names,
    'cost',
    'training_accuracy',
    'validation_accuracy',
  ];
  const lines = [header.join(',')];
  for (const [row, epoch] of history.epochs.entries()) {
    const speeds = history.speeds.subarray(row * layers, (row + 1) * layers);
    lines.push(
      [
        epoch,
        ...speeds,
        history.cost[row],
        history.trainingAccuracy[row],
        history.validationAccuracy[row],
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}
