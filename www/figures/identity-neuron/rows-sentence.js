import { formatNumber, share } from '../../kit/numbers.js';
import { expanded } from './identity-numbers.js';
import { compareRows } from './rows-numbers.js';
import { rowsWords as words } from './rows-words.js';

/** The w₁ of the table; the first asks for the largest w₂ that there may be. */
const WEIGHTS = [0.0004, 0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/** From so many times the change in 64-bit floats on, rounding is what is seen in 32-bit ones. */
const MOSTLY_ROUNDING = 2;

/**
 * What the rows do to the network.
 *
 * @param {RowsFound} found - with the figure's neuron
 * @param {State} state - of the figure
 */
export function rowsSentence({ double, single }, { rows, weightOut }) {
  const { images, correct, correctBefore, changed, largestChange } = single;
  const first = `With ${rowsText(rows)} of this neuron the network reads ${correct} of ${images} validation images right (${share(correct / images)}), without ${rows === 1 ? 'it' : 'them'} ${correctBefore}`;
  const others =
    changed === 0
      ? `No image is answered otherwise, and no output moves by more than ${formatNumber(largestChange)}: the extra ${rows === 1 ? 'layer does' : 'layers do'} nothing.`
      : `${changed} ${changed === 1 ? 'answer is another' : 'answers are others'}; an output moves by up to ${formatNumber(largestChange)}.`;
  const rounding =
    largestChange > MOSTLY_ROUNDING * double.largestChange
      ? ` Nearly all of that is rounding: w₂ = ${formatNumber(weightOut)} multiplies that of 32-bit floats, in which the network was trained. In 64-bit floats it is ${formatNumber(double.largestChange)}.`
      : '';
  return `${first}. ${others}${rounding}`;
}

/** @param {number} rows @returns {string} “one row”, “20 rows” */
function rowsText(rows) {
  return rows === 1 ? 'one row' : `${rows} rows`;
}

/**
 * @param {Network} network - trained
 * @param {State} state - of the figure: how many rows, and whether the constant is absorbed
 * @returns {import('../../kit/number-table.js').NumberTable} what the rows do for some w₁ by the expansion
 */
export function rowsTable(network, state) {
  return {
    caption: words.caption(rowsText(state.rows), state.offset === 'absorbed'),
    headings: words.headings,
    rows: WEIGHTS.map((weight) => {
      const neuron = expanded(weight);
      const { double, single } = compareRows(network, { ...state, ...neuron });
      return [
        weight,
        single.correct / single.images,
        single.changed,
        single.largestChange,
        double.largestChange,
      ];
    }),
    digits: 3,
  };
}

/** @typedef {import('./state.js').IdentityNeuronState} State */
/** @typedef {import('./rows-numbers.js').Network} Network */
/** @typedef {import('./rows-numbers.js').RowsFound} RowsFound */
