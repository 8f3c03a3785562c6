/**
 * Gradients as comma-separated values, each number in the shortest form that
 * reads back to the same bits.
 */

/**
 * @param {import('../../run/gradient-history.js').NeuronHistory} history - a run
 * @returns {string} a header and one line an epoch, a column a neuron
 */
export function gradientsToCsv({ epochs, widths, gradients }) {
  const names = widths.flatMap((width, layer) =>
    Array.from({ length: width }, (_, j) => `dCdb_${layer + 1}_${j + 1}`),
  );
  const lines = [['epoch', ...names].join(',')];
  for (const [row, epoch] of epochs.entries()) {
    const start = row * names.length;
    const values = gradients.subarray(start, start + names.length);
    lines.push([epoch, ...values].join(','));
  }
  return `${lines.join('\n')}\n`;
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
