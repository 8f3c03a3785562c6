/**
 * What is drawn of a kept run.
 *
 * @param {import('../../run/gradient-history.js').GradientHistory} gradients - of the run
 * @param {string} followed - the layer and the neuron, from 1, and the kind of axis
 * @returns {ReturnType<import('../../run/kept-runs.js').OwnSeries>} the line of that neuron,
 *   without rows where the run has no such neuron
 */
export function keptSeries(gradients, followed) {
  const [layer, neuron, axis] = followed.split(' ');
  const [at, place] = [Number(layer) - 1, Number(neuron) - 1];
  const isThere = place < (gradients.widths[at] ?? 0);
  const column = isThere ? gradients.column(at, place) : new Float64Array(0);
  const isLogarithmic = axis === 'logarithmic';
  const values = isLogarithmic ? column.map(Math.abs) : column;
  return { values, width: 1, isLogarithmic };
}
