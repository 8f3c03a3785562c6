/**
 * Gradients as comma-separated values, each number in the shortest form that
 * reads back to the same bits.
 */
import { tableToCsv } from '../../kit/number-table.js';
import { beside } from '../../run/kept-columns.js';

/** @import { GradientHistory, NeuronHistory } from '../../run/gradient-history.js' */

/** @typedef {{ name: string, epoch: number, own: GradientHistory | null }} KeptColumns - a run kept, to its epoch */

/**
 * @param {NeuronHistory} history - a run
 * @param {readonly KeptColumns[]} [kept] - runs behind it, whose columns come last
 * @returns {string} a header and one line an epoch, a column a neuron
 */
export function gradientsToCsv(history, kept = []) {
  const { epochs } = history;
  const { headings, rows } = columnsOf(history);
  return tableToCsv(
    beside(
      {
        headings: ['epoch', ...headings],
        rows: Array.from(epochs, (epoch, row) => [epoch, ...rows(row)]),
      },
      kept.flatMap(({ name, epoch, own }) =>
        own
          ? [
              {
                name,
                ...columnsOf(own.history),
                at: own.epochs.filter((one) => one <= epoch),
              },
            ]
          : [],
      ),
    ),
  ).replaceAll('\r\n', '\n');
}

/** @param {NeuronHistory} history */
function columnsOf({ widths, gradients }) {
  const headings = widths.flatMap((width, layer) =>
    Array.from({ length: width }, (_, j) => `dCdb_${layer + 1}_${j + 1}`),
  );
  const { length } = headings;
  return {
    headings,
    rows: (/** @type {number} */ row) =>
      gradients.subarray(row * length, (row + 1) * length),
  };
}

/**
 * @param {import('../../run/gradient-history.js').GradientRow} row - an epoch
 * @returns {string} a header and one line a neuron
 */
export function epochToCsv({ epoch, layers }) {
  const lines = ['epoch,layer,neuron,dCdb'];
  for (const [layer, values] of layers.entries()) {
    for (const [neuron, value] of values.entries()) {
      lines.push([epoch, layer + 1, neuron + 1, value].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}
