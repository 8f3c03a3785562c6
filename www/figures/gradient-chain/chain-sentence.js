/** What the figure says of a chain, and the rules by which it says it. */
import {
  describeNumber,
  formatNumber,
  kindOf,
  ratioText,
  shortNumber,
  sizeText,
  subscript,
} from '../../kit/numbers.js';

/** @param {number} neuron - from 1 */
export function factorName(neuron) {
  const j = subscript(neuron);
  return neuron === 1 ? 'σ′(z₁)' : `w${j}σ′(z${j})`;
}

/** @param {number} factor - from 2 @returns {string} w_jσ′(z_{j−1}), what lies between two gradients */
export function betweenName(factor) {
  return `w${subscript(factor)}σ′(z${subscript(factor - 1)})`;
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
  if (letter === 'w' && neuron > 1) {
    const factor = factorOf(chain, neuron);
    return `${said}, factor ${shortNumber(factor.value, factor.log10)}`;
  }
  return `${said}, slope ${shortNumber(slope, chain.log10.sigmaPrime[neuron - 1])}`;
}

/**
 * Why ∂C/∂b₁ differs from ∂C/∂b_L: what happened to the gradient, which of the
 * factors between the two did it, what both share, and whether a value left the
 * range of floats on the way.
 *
 * @param {Chain} chain
 */
export function whatHappened(chain) {
  return sentences(
    outcomeOf(chain),
    causeOf(chain),
    sharedOf(chain),
    rangeOf(chain),
    beyondOf(chain.readings),
  );
}

/** @param {Chain} chain */
function outcomeOf(chain) {
  const { attribution, readings, neurons, log10 } = chain;
  const { outcome, log10Ratio } = attribution;
  const first = gradientText(readings.dCdb, log10.dCdb, 1);
  const last = gradientText(readings.dCdb, log10.dCdb, neurons);
  const times = ratioText(Math.abs(log10Ratio));
  switch (outcome) {
    case 'single':
      return `With one neuron nothing lies between the bias and the cost: ∂C/∂b₁ = σ′(z₁) ∂C/∂a₁ = ${describeNumber(readings.product, log10.dCdb[0])}.`;
    case 'zero':
      return zeroOf(chain);
    case 'vanishing':
      return `The gradient vanishes: ${first} is ${times} times smaller than ${last}.`;
    case 'exploding':
      return `The gradient explodes: ${first} is ${times} times larger than ${last}.`;
    default:
      return times === '1'
        ? `The gradient neither vanishes nor explodes: ${first} is as large as ${last}.`
        : `The gradient neither vanishes nor explodes: ${first} is ${times} times ${log10Ratio < 0 ? 'smaller' : 'larger'} than ${last}, less than a factor of ten.`;
  }
}

/** @param {Chain} chain - whose ∂C/∂b₁ is exactly 0 */
function zeroOf({ attribution, readings, neurons }) {
  const { factor, neuron, cause, shared } = attribution;
  const isOff = `neuron ${neuron} is off (${equation('z', neuron, readings.z[neuron - 1])}, where ReLU is flat)`;
  if (factor > 0) {
    return cause === 'weight'
      ? `∂C/∂b₁ is exactly 0: w${subscript(neuron)} = 0 cuts the chain, and nothing before it learns.`
      : `∂C/∂b₁ is exactly 0: ${isOff}, and neither it nor anything before it learns.`;
  }
  return shared === 'output-error'
    ? `The output is the target to the last bit, a${subscript(neurons)} = y: nothing is left to learn, and every gradient is exactly 0.`
    : `Every gradient is exactly 0: ${isOff}, and it is the output.`;
}

/**
 * @param {readonly number[]} values - the gradients
 * @param {readonly number[]} logs - of their sizes
 * @param {number} neuron - from 1
 * @returns {string} “∂C/∂b₁ = 4.15×10⁻⁴”
 */
function gradientText(values, logs, neuron) {
  const value = values[neuron - 1] ?? NaN;
  const log10 = logs[neuron - 1] ?? NaN;
  const name = gradientName(neuron);
  const kind = kindOf(value, log10);
  // A sentence of its own explains what floats do not reach.
  return kind === 'underflow' || kind === 'infinite'
    ? name
    : `${name} = ${describeNumber(value, log10)}`;
}

/**
 * @param {Chain} chain - the numbers
 * @returns {string} which factor did it, and why; '' where that has been said
 */
function causeOf({ attribution, readings, state, neurons, log10 }) {
  const { outcome, factor, neuron, cause } = attribution;
  if (outcome !== 'vanishing' && outcome !== 'exploding') return '';
  const named = `${betweenName(factor)} = ${describeNumber(attribution.value, attribution.log10)}`;
  const which = outcome === 'exploding' ? 'largest' : 'smallest';
  const between =
    neurons === 2
      ? `Why? Between them lies one factor, ${named}`
      : `Why? Between them lie the factors ${betweenName(2)} ${neurons === 3 ? 'and' : 'to'} ${betweenName(neurons)}; the ${which} is ${named}`;
  const weight = equation('w', factor, state.weights[factor - 1], 6);
  if (outcome === 'exploding') {
    const slope = readings.sigmaPrime[factor - 2] ?? NaN;
    return `${between}: ${weight} outweighs the slope σ′(z${subscript(factor - 1)}) = ${describeNumber(slope, log10.sigmaPrime[factor - 2])}.`;
  }
  switch (cause) {
    case 'weight':
      return `${between}, because ${weight} is small.`;
    case 'saturation':
      return `${between}, because neuron ${neuron} is saturated: at ${equation('z', neuron, readings.z[neuron - 1])} the curve is flat.`;
    default:
      return state.activation === 'sigmoid'
        ? `${between}. No single one is to blame: even at its steepest a sigmoid passes on only ¼.`
        : `${between}. No single one is to blame.`;
  }
}

/**
 * @param {Chain} chain - the numbers
 * @returns {string} what makes ∂C/∂b₁ and ∂C/∂b_L small alike, or ''
 */
function sharedOf({ attribution, readings, state, neurons, log10, running }) {
  const { outcome, shared } = attribution;
  if (shared === '' || outcome === 'zero' || outcome === 'single') return '';
  const last = neurons - 1;
  const j = subscript(neurons);
  if (shared === 'output-slope') {
    const slope = readings.sigmaPrime[last] ?? NaN;
    return `Both are multiplied by the slope of the output, which is saturated: σ′(z${j}) = ${describeNumber(slope, log10.sigmaPrime[last])}.`;
  }
  const [values, logs] =
    state.cost === 'cross-entropy'
      ? [readings.dCdb, log10.dCdb]
      : [running, log10.running];
  return `Both are multiplied by a${j} − y = ${describeNumber(values[last] ?? NaN, logs[last])}: the output is close to the target.`;
}

/** Where a value is no normal float, or ''. @param {Chain} chain */
function rangeOf({ attribution, readings, log10 }) {
  const { leftRange, outcome } = attribution;
  if (leftRange === 0 || outcome === 'single') return '';
  const name = gradientName(leftRange);
  const left = `On the way back the product leaves the range of 64-bit floats at ${name}`;
  const first = log10.dCdb[0] ?? NaN;
  const { product } = readings;
  switch (kindOf(product, first)) {
    case 'normal':
      return `${left} and comes back.`;
    case 'subnormal':
      return `${left}: digits of ∂C/∂b₁ are lost.`;
    default:
      return `${left}: ∂C/∂b₁, about ${sizeText(product, first)}, is shown as ${formatNumber(product)}.`;
  }
}

/**
 * @param {Chain['readings']} readings
 * @returns {string} which weighted inputs, and whether the cost, are too large for a
 *   float; '' for none
 */
function beyondOf({ z, cost }) {
  const names = z.flatMap((value, index) =>
    Math.abs(value) === Infinity ? [`z${subscript(index + 1)}`] : [],
  );
  if (cost === Infinity) names.push('C');
  const last = names.pop();
  if (last === undefined) return '';
  const all =
    names.length > 0 ? `${names.join(', ')} and ${last} are` : `${last} is`;
  return `${all} beyond the largest 64-bit float, and shown as ∞.`;
}

/**
 * @param {string} letter - of the quantity
 * @param {number} neuron - from 1
 * @param {number | undefined} value - its value
 * @param {number} [digits] - significant digits
 * @returns {string} “z₂ = −0.875”
 */
function equation(letter, neuron, value = NaN, digits = 3) {
  // A subnormal number has few digits, and more of them would be its rounding.
  const least = kindOf(value) === 'subnormal' ? 3 : digits;
  return `${letter}${subscript(neuron)} = ${formatNumber(value, least)}`;
}

/**
 * @param {...(string | false)} said - sentences; those that are empty are left out
 * @returns {string} one after the other
 */
export function sentences(...said) {
  return said.filter(Boolean).join(' ');
}

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
