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
 * @param {readonly KeptColumns[]} [kept] - runs behind it, whose columns come last; the
 *   epochs that only they have come below
 */
export function historyToCsv(history, layers, kept = []) {
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
    ...kept.flatMap(({ name, history: { layers: count } }) =>
      [
        ...Array.from({ length: count }, (_, layer) => `speed_${layer + 1}`),
        'cost',
        'training_accuracy',
        'validation_accuracy',
      ].map((column) => quoted(`${name} ${column}`)),
    ),
  ];
  const own = header.length - keptWidth(kept);
  const lines = [header.join(',')];
  for (const [row, epoch] of history.epochs.entries()) {
    const of = (/** @type {Float64Array} */ values) =>
      values.subarray(row * layers, (row + 1) * layers);
    lines.push(
      [
        epoch,
        ...of(speeds),
        history.cost[row],
        history.trainingAccuracy[row],
        history.validationAccuracy[row],
        ...of(weightSpeeds),
        ...of(speedsTogether),
        ...keptAt(kept, epoch),
      ].join(','),
    );
  }
  const known = new Set(history.epochs);
  const others = new Set(
    kept.flatMap(({ history: { epochs }, rows }) => epochs.slice(0, rows)),
  );
  for (const epoch of [...others].sort((a, b) => a - b)) {
    if (known.has(epoch)) continue;
    const empty = Array(own - 1).fill('');
    lines.push([epoch, ...empty, ...keptAt(kept, epoch)].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** @param {string} name - of a column @returns {string} it, for a file */
function quoted(name) {
  return /[",]/.test(name) ? `"${name.replace(/"/g, '""')}"` : name;
}

/** @param {readonly KeptColumns[]} kept @returns {number} how many columns they have */
function keptWidth(kept) {
  return kept.reduce((sum, { history }) => sum + history.layers + 3, 0);
}

/** @param {readonly KeptColumns[]} kept @param {number} epoch @returns {(number | '')[]} their numbers there, empty where it was not measured */
function keptAt(kept, epoch) {
  return kept.flatMap(({ history, rows }) => {
    const row = history.row(epoch);
    const isThere = row.epoch === epoch && history.epochs.indexOf(epoch) < rows;
    if (!isThere) return Array(history.layers + 3).fill('');
    const { speeds, cost, trainingAccuracy, validationAccuracy } = row;
    return [...speeds, cost, trainingAccuracy, validationAccuracy];
  });
}

/** @typedef {{ name: string, history: import('../../run/run-history.js').RunHistory, rows: number }} KeptColumns - a run kept, and how many of its rows count */
