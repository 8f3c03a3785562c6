/** Which words fit a chain: the choice is made here, the words are elsewhere. */
import {
  cancelWords,
  causeWords,
  checkWords,
  outcomeWords,
  rangeWords,
  withFactor,
  withSlope,
} from './words.js';
import {
  describeNumber,
  formatNumber,
  kindOf,
  powerText,
  ratioText,
  subscript,
} from '../../kit/numbers.js';

/**
 * @param {number} neuron - from 1
 * @returns {string} the factor that it puts into the product
 */
export function factorName(neuron) {
  const j = subscript(neuron);
  return neuron === 1 ? 'σ′(z₁)' : `w${j}σ′(z${j})`;
}

/**
 * @param {number} neuron - from 1
 * @returns {string} its gradient
 */
export function gradientName(neuron) {
  return `∂C/∂b${subscript(neuron)}`;
}

/**
 * @param {Chain} chain - the numbers
 * @param {number} neuron - from 1
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
    ? withFactor(said, formatNumber(factorOf(chain, neuron).value))
    : withSlope(said, formatNumber(slope));
}

/**
 * One to three sentences: what happened to the gradient, which factor did it,
 * and whether a value left the range of floats on the way.
 *
 * @param {Chain} chain - the numbers
 * @returns {string} the sentences
 */
export function whatHappened(chain) {
  return [outcomeOf(chain), causeOf(chain), rangeOf(chain)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/**
 * @param {Chain} chain - the numbers
 * @returns {string} what happened
 */
function outcomeOf({ attribution, readings, state, neurons, log10 }) {
  const { outcome, log10Ratio, neuron, cause } = attribution;
  const first = gradientText(readings.dCdb[0], log10.dCdb[0], 1);
  const last = gradientText(
    readings.dCdb[neurons - 1],
    log10.dCdb[neurons - 1],
    neurons,
  );
  switch (outcome) {
    case 'single':
      return outcomeWords.single(
        describeNumber(readings.product, log10.dCdb[0]),
      );
    case 'zero':
      if (cause === 'output-error') {
        return outcomeWords.noError(`a${subscript(neurons)}`);
      }
      return cause === 'weight' || state.activation !== 'relu'
        ? outcomeWords.cutByWeight(`w${subscript(neuron)}`)
        : outcomeWords.cutByRelu(
            neuron,
            equation('z', neuron, readings.z[neuron - 1]),
          );
    case 'vanishing':
      return outcomeWords.vanishing(first, ratioText(-log10Ratio), last);
    case 'even':
      return outcomeWords.even(first, last);
    case 'exploding':
      return outcomeWords.exploding(first, ratioText(log10Ratio), last);
  }
}

/**
 * @param {number | undefined} value - of a gradient
 * @param {number | undefined} log10 - log₁₀ of its size
 * @param {number} neuron - from 1
 * @returns {string} “∂C/∂b₁ = 4.15×10⁻⁴”
 */
function gradientText(value = NaN, log10, neuron) {
  const name = gradientName(neuron);
  // A 0 that is none is explained by a sentence of its own.
  return kindOf(value, log10) === 'underflow'
    ? name
    : `${name} = ${formatNumber(value)}`;
}

/**
 * @param {Chain} chain - the numbers
 * @returns {string} what cancels with cross-entropy, or ''
 */
export function whatCancels({ state, neurons, readings, running }) {
  if (state.cost !== 'cross-entropy') return '';
  const j = subscript(neurons);
  const delta = formatNumber(readings.dCdb[neurons - 1] ?? NaN);
  if (neurons === 1) return cancelWords.single(`a₁ − y = ${delta}`);
  const before = formatNumber(running[neurons - 2] ?? NaN);
  return cancelWords.several(`σ′(z${j})`, `w${j}(a${j} − y) = ${before}`);
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
    const slope = `σ′(z${subscript(neuron)}) = ${formatNumber(readings.sigmaPrime[neuron - 1] ?? NaN)}`;
    return causeWords.largest(factor, weight, slope);
  }
  switch (cause) {
    case 'weight':
      return causeWords.weight(factor, weight);
    case 'saturation':
      return causeWords.saturation(
        factor,
        neuron,
        equation('z', neuron, readings.z[neuron - 1]),
      );
    case 'ceiling':
    case 'output-error':
      return state.activation === 'sigmoid'
        ? causeWords.sigmoidCeiling(factor)
        : causeWords.ordinary(factor);
  }
}

/**
 * @param {Chain} chain - the numbers
 * @returns {string} where a value is no normal float, or ''
 */
function rangeOf({ attribution, readings, log10 }) {
  const { leftRange } = attribution;
  if (leftRange === 0) return '';
  const at = gradientName(leftRange);
  const first = log10.dCdb[0] ?? NaN;
  return kindOf(readings.product, first) === 'normal'
    ? rangeWords.passed(at)
    : rangeWords.lost(at, powerText(first), formatNumber(readings.product));
}

/**
 * @param {readonly CheckRow[]} rows - the check, neuron by neuron
 * @returns {string} what it found
 */
export function checkFound(rows) {
  const resolved = rows.filter(({ error }) => Number.isFinite(error));
  if (resolved.length === 0) return checkWords.nothing;
  const off = resolved.map(({ gradient, value }) => Math.abs(gradient - value));
  const largest = formatNumber(Math.max(...off), 2);
  const isWithin = resolved.every(
    ({ gradient, value, error }) => Math.abs(gradient - value) <= error,
  );
  const said = isWithin
    ? checkWords.agrees(largest)
    : checkWords.differs(largest);
  const blind = resolved.filter(
    ({ gradient, log10, error }) =>
      log10 > -Infinity && Math.abs(gradient) < error,
  ).length;
  const left = rows.length - resolved.length;
  return [
    said,
    blind > 0 ? checkWords.blind(blind) : '',
    left > 0 ? checkWords.unresolved(left) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
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
 * @typedef {object} CheckRow
 * @property {number} gradient - by backpropagation
 * @property {number} log10 - log₁₀ of its size, −∞ only where it is 0
 * @property {number} value - the central difference
 * @property {number} error - how far off that may be
 */

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
