/** What the figure says of a chain, and the rules by which it says it. */
import {
  describeNumber,
  formatNumber,
  kindOf,
  powerText,
  ratioText,
  subscript,
} from '../../kit/numbers.js';
import { neuronCount } from './words.js';

/** @param {number} neuron - from 1 */
export function factorName(neuron) {
  const j = subscript(neuron);
  return neuron === 1 ? 'σ′(z₁)' : `w${j}σ′(z${j})`;
}

/** @param {number} neuron - from 1 */
export function gradientName(neuron) {
  return `∂C/∂b${subscript(neuron)}`;
}

/**
 * @param {Chain} chain @param {number} neuron - from 1
 * @returns {{ value: number, log10: number }} what it puts into the product:
 *   neuron 1 only its slope
 */
export function factorOf({ readings, log10 }, neuron) {
  const values = neuron === 1 ? readings.sigmaPrime : readings.factors;
  const logs = neuron === 1 ? log10.sigmaPrime : log10.factors;
  return { value: values[neuron - 1] ?? NaN, log10: logs[neuron - 1] ?? NaN };
}

/**
 * @param {'w' | 'b'} letter - which parameter
 * @param {number} value - its value
 * @param {number} neuron - from 1
 * @param {Chain | undefined} chain - what it leads to, once that is known
 * @returns {string} what its slider says: “w₂ = −0.7, factor −0.145”
 */
export function parameterText(letter, value, neuron, chain) {
  const said = equation(letter, neuron, value, 6);
  const slope = chain?.readings.sigmaPrime[neuron - 1];
  if (!chain || slope === undefined) return said;
  return letter === 'w' && neuron > 1
    ? `${said}, factor ${formatNumber(factorOf(chain, neuron).value)}`
    : `${said}, slope ${formatNumber(slope)}`;
}

/**
 * One to three sentences: what happened to the gradient, which factor did it,
 * and whether a value left the range of floats on the way.
 *
 * @param {Chain} chain
 */
export function whatHappened(chain) {
  return sentences(outcomeOf(chain), causeOf(chain), rangeOf(chain));
}

/** @param {Chain} chain */
function outcomeOf({ attribution, readings, state, neurons, log10 }) {
  const { outcome, log10Ratio, neuron, cause } = attribution;
  const first = gradientText(readings.dCdb, log10.dCdb, 1);
  const last = gradientText(readings.dCdb, log10.dCdb, neurons);
  switch (outcome) {
    case 'single':
      return `With one neuron nothing lies between the bias and the cost: ∂C/∂b₁ = σ′(z₁) ∂C/∂a₁ = ${describeNumber(readings.product, log10.dCdb[0])}.`;
    case 'zero':
      if (cause === 'output-error') {
        return `The output is the target to the last bit, a${subscript(neurons)} = y: nothing is left to learn, and every gradient is exactly 0.`;
      }
      return cause === 'weight' || state.activation !== 'relu'
        ? `∂C/∂b₁ is exactly 0: w${subscript(neuron)} = 0 cuts the chain, and nothing before it learns.`
        : `∂C/∂b₁ is exactly 0: neuron ${neuron} is off (${equation('z', neuron, readings.z[neuron - 1])}, where ReLU is flat), and nothing before it learns.`;
    case 'vanishing':
      return `The gradient vanishes: ${first} is ${ratioText(-log10Ratio)} times smaller than ${last}.`;
    case 'even':
      return `${first} and ${last} are within a factor of 2 of each other: here the factors balance.`;
    default:
      return `The gradient explodes: ${first} is ${ratioText(log10Ratio)} times larger than ${last}.`;
  }
}

/**
 * @param {readonly number[]} values - the gradients
 * @param {readonly number[]} logs - of their sizes
 * @param {number} neuron - from 1
 * @returns {string} “∂C/∂b₁ = 4.15×10⁻⁴”
 */
function gradientText(values, logs, neuron) {
  const value = values[neuron - 1] ?? NaN;
  const name = gradientName(neuron);
  // A sentence of its own explains a 0 that is an underflow.
  return kindOf(value, logs[neuron - 1]) === 'underflow'
    ? name
    : `${name} = ${formatNumber(value)}`;
}

/**
 * @param {Chain} chain - the numbers
 * @returns {string} which factor did it, and why; '' where that has been said
 */
function causeOf(chain) {
  const { readings, state } = chain;
  const { outcome, neuron, cause } = chain.attribution;
  if (outcome === 'zero' || outcome === 'single') return '';
  const { value, log10 } = factorOf(chain, neuron);
  const factor = `${factorName(neuron)} = ${describeNumber(value, log10)}`;
  const weight = equation('w', neuron, state.weights[neuron - 1], 6);
  if (outcome === 'exploding') {
    const slope = formatNumber(readings.sigmaPrime[neuron - 1] ?? NaN);
    return `The largest factor is ${factor}: ${weight} outweighs the slope σ′(z${subscript(neuron)}) = ${slope}.`;
  }
  const smallest = `The smallest factor is ${factor}`;
  switch (cause) {
    case 'weight':
      return `${smallest}, because ${weight} is small.`;
    case 'saturation':
      return `${smallest}, because neuron ${neuron} is saturated: at ${equation('z', neuron, readings.z[neuron - 1])} the curve is flat.`;
    default:
      return state.activation === 'sigmoid'
        ? `${smallest}; no single neuron is to blame, since even at its steepest a sigmoid passes on only ¼.`
        : `${smallest}; no single neuron is to blame.`;
  }
}

/** Where a value is no normal float, or ''. @param {Chain} chain */
function rangeOf({ attribution, readings, log10 }) {
  const { leftRange } = attribution;
  if (leftRange === 0) return '';
  const left = `On the way back the product leaves the range of 64-bit floats at ${gradientName(leftRange)}`;
  const first = log10.dCdb[0] ?? NaN;
  return kindOf(readings.product, first) === 'normal'
    ? `${left}, and digits are lost.`
    : `${left}: ∂C/∂b₁, about ${powerText(first)}, is computed as ${formatNumber(readings.product)}.`;
}

/** What cancels with cross-entropy, or ''. @param {Chain} chain */
export function whatCancels({ state, neurons, readings, running }) {
  if (state.cost !== 'cross-entropy') return '';
  const delta = formatNumber(readings.dCdb[neurons - 1] ?? NaN);
  if (neurons === 1) {
    return `With cross-entropy σ′(z₁) cancels: what is computed is a₁ − y = ${delta}.`;
  }
  const j = subscript(neurons);
  const before = formatNumber(running[neurons - 2] ?? NaN);
  return `With cross-entropy σ′(z${j}) cancels in the last two terms: what is computed is w${j}(a${j} − y) = ${before}.`;
}

/**
 * @param {readonly CheckRow[]} rows - the check, neuron by neuron
 * @returns {string} what it found
 */
export function checkFound(rows) {
  const resolved = rows.filter(({ error }) => Number.isFinite(error));
  if (resolved.length === 0) {
    return 'No central difference says anything here: even the smallest step of a bias takes the chain too far from the point where the derivative is wanted.';
  }
  const off = resolved.map(({ gradient, value }) => Math.abs(gradient - value));
  const isWithin = resolved.every(
    ({ error }, index) => (off[index] ?? NaN) <= error,
  );
  const verdict = isWithin
    ? 'within what central differences in 64 bits can tell'
    : 'more than rounding explains';
  const blind = resolved.filter(
    ({ gradient, log10, error }) =>
      log10 > -Infinity && Math.abs(gradient) < error,
  ).length;
  const left = rows.length - resolved.length;
  return sentences(
    `The largest difference is ${formatNumber(Math.max(...off), 2)}, ${verdict}.`,
    blind > 0 &&
      `The gradients of ${neuronCount(blind)} are smaller than rounding allows, and a difference cannot see them.`,
    left > 0 && `For ${neuronCount(left)} they can tell nothing.`,
  );
}

/**
 * @param {string} letter - of the quantity
 * @param {number} neuron - from 1
 * @param {number | undefined} value - its value
 * @param {number} [digits] - significant digits
 * @returns {string} “z₂ = −0.875”
 */
function equation(letter, neuron, value, digits = 3) {
  return `${letter}${subscript(neuron)} = ${formatNumber(value ?? NaN, digits)}`;
}

/**
 * @param {...(string | false)} said - sentences; those that are empty are left out
 * @returns {string} one after the other
 */
function sentences(...said) {
  return said.filter(Boolean).join(' ');
}

/**
 * @typedef {object} CheckRow
 * @property {number} gradient - by backpropagation
 * @property {number} log10 - log₁₀ of its size, −∞ only where it is 0
 * @property {number} value - the central difference
 * @property {number} error - how far off that may be
 */

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
