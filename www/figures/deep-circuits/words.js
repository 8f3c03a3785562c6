/** What the deep-circuits figure says. */
import { countText, subscript } from '../../kit/numbers.js';

export const circuitWords = Object.freeze({
  problem: 'Compute',
  parityBits: 'Bits',
  additionBits: 'Bits of each number',
  circuit: 'Draw',
  switches: 'Inputs',
  twoLayerTitle: 'Two layers: AND, OR',
  deepTitle: 'Many layers: NAND',
  neuronsTitle: 'Two layers of neurons',
  twoLayerShort: 'two layers',
  deepShort: 'NANDs',
  neuronsShort: 'neurons',
  counts: 'Counts',
  gatesTitle: 'Gates, on a log axis',
  layersTitle: 'Layers',
  bitsAxis: 'bits',
  honest:
    'The exponential growth is that of AND and OR gates in two layers. Neurons escape it: they weigh and count, and solve both problems in two layers with few of them. So these counts are an argument for deep circuits, and not yet one for deep networks.',
  check: 'Check every input',
  reset: 'Reset',
  oneGate: 'XOR, and what one gate cannot do',
  data: 'All the numbers',
  tableCaption: 'Gates, layers and connections for every number of bits',
  downloadCsv: 'Numbers as CSV',
  copyCsv: 'Copy as CSV',
  downloadDrawing: 'Circuit as SVG',
  downloadCounts: 'Counts as SVG',
  beyond:
    'Sums of more than 6 bits are counted by the recurrence that the first 6, whose circuits are built and minimised here, obey.',
  formula:
    'Parity of n bits: 2ⁿ⁻¹ ANDs and an OR, 4(n − 1) NANDs, n + 1 neurons.',
});

/** How to read each drawing. */
export const captions = Object.freeze({
  parity: {
    'two-layer':
      'Each row is an AND. A full dot takes an input as it is, a ring takes its negation; the upright line on the right collects rows in an OR.',
    deep: 'Each box is an XOR made of four NANDs. The boxes make a balanced tree.',
    neurons:
      'Each neuron in the middle counts: it fires when at least so many inputs are 1. The last one weights them +1, −1, +1 … (dashed: −1) and fires at 1.',
  },
  addition: {
    'two-layer':
      'Each row is an AND: a full dot takes an input as it is, a ring its negation. Each bit of the sum is the OR of all its prime implicants; none of them can be left out.',
    deep: 'A box is an XOR of four NANDs; two boxes and one more NAND make a full adder, which hands its carry down to the next bit.',
    neurons:
      'Each input has the weight written beside it. A neuron in the middle fires when its sum reaches the threshold written in it; the outputs weight theirs +1, −1, +1 (dashed: −1).',
  },
});

/** The columns of the table, and of the CSV. */
export const countHeadings = Object.freeze({
  bits: 'bits',
  twoLayerGates: 'two layers: gates',
  twoLayerTerms: 'of these ANDs',
  twoLayerWires: 'connections',
  deepGates: 'NANDs',
  deepDepth: 'their layers',
  deepWires: 'connections',
  neuronGates: 'neurons',
  neuronWires: 'connections',
});

/**
 * @param {number} index - of an input, from 0
 * @param {'parity' | 'addition'} problem - what it is an input to
 * @returns {string} “x₃”, or “y₀”
 */
export function inputName(index, problem) {
  if (problem === 'parity') return `x${subscript(index + 1)}`;
  return `${index % 2 === 0 ? 'x' : 'y'}${subscript(index >> 1)}`;
}

/**
 * @param {number} index - of an output, from 0
 * @param {'parity' | 'addition'} problem - what it is an output of
 * @returns {string} “p”, or “s₂”
 */
export function outputName(index, problem) {
  return problem === 'parity' ? 'p' : `s${subscript(index)}`;
}

/** What the parity is, and why. @param {number} ones - how many inputs are 1 */
export function paritySentence(ones) {
  const inputs = ones === 1 ? '1 input is 1' : `${ones} inputs are 1`;
  return ones % 2 === 1
    ? `${inputs}, an odd number: the parity is 1.`
    : `${inputs}, an even number: the parity is 0.`;
}

/**
 * @param {import('./circuit-numbers.js').Counts} counts - of the number of bits
 * @param {import('./state.js').DeepCircuitsState['circuit']} [circuit] - that is drawn
 * @returns {string} which of the two takes fewer gates; what neurons take, where
 *   they are drawn
 */
export function comparison(counts, circuit) {
  const { twoLayerGates: shallow, deepGates: deep, neuronGates } = counts;
  const nands = `${countText(deep)} ${deep === 1 ? 'NAND' : 'NANDs'} in ${counts.deepDepth} layers`;
  if (circuit === 'neurons') {
    return `${countText(neuronGates)} neurons in two layers do it. AND and OR gates take ${countText(shallow)} in two layers; as a deep circuit it is ${nands}.`;
  }
  if (shallow < deep) {
    return `Two layers take ${countText(shallow)} gates, fewer than the ${nands}: depth saves nothing yet.`;
  }
  if (shallow === deep) {
    return `Two layers take ${countText(shallow)} gates, as many as the ${nands}.`;
  }
  const times = shallow / deep;
  const ratio = times < 9.95 ? times.toFixed(1) : countText(Math.round(times));
  return `Two layers take ${countText(shallow)} gates, ${ratio} times as many as the ${nands}.`;
}

/**
 * @param {number} rows - of the truth table
 * @param {readonly number[]} wrong - rows that each circuit got wrong
 */
export function checked(rows, wrong) {
  const all = wrong.reduce((sum, count) => sum + count, 0);
  return all === 0
    ? `All ${countText(rows)} rows of the truth table: each of the three circuits is right in every one.`
    : `Of ${countText(rows)} rows of the truth table, wrong: ${wrong.join(', ')} (two layers, NANDs, neurons).`;
}
