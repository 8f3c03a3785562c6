/** A run as text: a table short enough to read, and a file with every digit. */
import { tableToCsv } from '../../kit/number-table.js';
import { beside } from '../../run/kept-columns.js';

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
  const names = (/** @type {string} */ name, count = layers) =>
    Array.from({ length: count }, (_, i) => `${name}_${i + 1}`);
  const measured = (/** @type {number} */ count) => [
    ...names('speed', count),
    'cost',
    'training_accuracy',
    'validation_accuracy',
  ];
  const hasWeights = weightSpeeds.length > 0;
  const own = {
    headings: [
      'epoch',
      ...measured(layers),
      ...(hasWeights
        ? [...names('weight_speed'), ...names('speed_together')]
        : []),
    ],
    rows: Array.from(history.epochs, (epoch, row) => {
      const of = (/** @type {Float64Array} */ values) =>
        values.subarray(row * layers, (row + 1) * layers);
      return [
        epoch,
        ...of(speeds),
        history.cost[row] ?? NaN,
        history.trainingAccuracy[row] ?? NaN,
        history.validationAccuracy[row] ?? NaN,
        ...of(weightSpeeds),
        ...of(speedsTogether),
      ];
    }),
  };
  return tableToCsv(
    beside(
      own,
      kept.map(({ name, history: other, rows }) => ({
        name,
        headings: measured(other.layers),
        at: other.epochs.slice(0, rows),
        rows: (index) => {
          const row = other.row(other.epochs[index] ?? NaN);
          const { cost, trainingAccuracy, validationAccuracy } = row;
          return [...row.speeds, cost, trainingAccuracy, validationAccuracy];
        },
      })),
    ),
  ).replaceAll('\r\n', '\n');
}

/** @typedef {{ name: string, history: import('../../run/run-history.js').RunHistory, rows: number }} KeptColumns - a run kept, and how many of its rows count */
