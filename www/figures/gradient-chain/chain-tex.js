/** The chapter's product with the numbers of a chain, in LaTeX. */
import { kindOf } from '../../kit/numbers.js';
import { linkTo } from '../../kit/toolbar.js';
import { gradientChainSchema } from './state.js';

/** Significant digits, at most. */
const DIGITS = 4;

/** Terms of a product on one line, after the first: weights with their slopes. */
const PER_LINE = 6;

/**
 * @param {import('./chain-numbers.js').ChainNumbers} chain
 * @returns {string} an `align*` as amsmath, MathJax and KaTeX set it: ∂C/∂b₁ as a
 *   product of symbols, of numbers, and what it comes to. Where σ′(z_L) cancels with
 *   cross-entropy, the last term is the a_L − y that is left of it.
 */
export function chainTex(chain) {
  const terms = termsOf(chain);
  const values = terms.map(({ value, log10 }) => numberTex(value, log10));
  const { product } = chain.readings;
  const result = numberTex(product, chain.log10.dCdb[0]);
  const factors = values.map(({ tex }) =>
    tex.startsWith('-') ? `(${tex})` : tex,
  );
  const isExact = values.every((value) => value.isExact);
  const lines = [
    `= ${broken(terms.map(({ symbols }) => symbols))}`,
    // A single term is its own result.
    ...(terms.length > 1
      ? [`${isExact ? '=' : '\\approx'} ${broken(factors)}`]
      : []),
    `${result.isExact ? '=' : '\\approx'} ${result.tex}`,
  ];
  return String.raw`% ${linkTo(gradientChainSchema, chain.state).replaceAll('%', '\\%')}
\begin{align*}
\frac{\partial C}{\partial b_{1}}
  &${lines.join(' \\\\\n  &')}
\end{align*}
`;
}

/**
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its absolute value, which says what a float
 *   that is 0 or subnormal cannot
 * @returns {{ tex: string, isExact: boolean }} such as `-1.5\times10^{-7}`, and whether
 *   that is all of its digits
 */
export function numberTex(value, log10 = -Infinity) {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const kind = kindOf(value, log10);
  switch (kind) {
    case 'nan':
      return { tex: String.raw`\mathrm{NaN}`, isExact: true };
    case 'zero':
      return { tex: '0', isExact: true };
    case 'infinite':
    case 'underflow':
    case 'subnormal': {
      if (!Number.isFinite(log10)) {
        if (kind === 'subnormal') break;
        return { tex: String.raw`${sign}\infty`, isExact: true };
      }
      // No digits are left for a mantissa.
      if (Math.abs(log10) >= 1e6) {
        return { tex: `${sign}10^{${numberTex(log10).tex}}`, isExact: false };
      }
      const power = Math.floor(log10);
      const text = (10 ** (log10 - power)).toExponential(DIGITS - 1);
      const [mantissa, carry] = text.split('e');
      return {
        tex: sign + timesTen(Number(mantissa), power + Number(carry)),
        isExact: false,
      };
    }
    case 'normal':
  }
  const text = Math.abs(value).toExponential(DIGITS - 1);
  const [mantissa, exponent] = text.split('e');
  const power = Number(exponent);
  const tex =
    power >= -3 && power < DIGITS
      ? String(Number(text))
      : timesTen(Number(mantissa), power);
  return {
    tex: sign + tex,
    isExact: kind === 'normal' && Number(text) === Math.abs(value),
  };
}

/**
 * @param {number} index - of a term, above 0
 * @param {number} length - how many there are; the last does not stand alone
 */
function isBreak(index, length) {
  return index > 1 && index < length - 1 && (index - 1) % PER_LINE === 0;
}

/** @param {number} mantissa @param {number} power @returns {string} their product */
function timesTen(mantissa, power) {
  return String.raw`${mantissa}\times10^{${power}}`;
}

/**
 * @param {readonly string[]} terms - of a product
 * @returns {string} the product, on as many lines as it needs
 */
function broken(terms) {
  return terms
    .map((term, index) => {
      if (index === 0) return term;
      return isBreak(index, terms.length)
        ? ` \\\\\n  &\\quad \\cdot ${term}`
        : String.raw` \cdot ${term}`;
    })
    .join('');
}

/**
 * @param {import('./chain-numbers.js').ChainNumbers} chain
 * @returns {Term[]} σ′(z₁), w₂, σ′(z₂) … and ∂C/∂a_L
 */
function termsOf(chain) {
  const { state, neurons, readings, log10 } = chain;
  const cancels = state.cost === 'cross-entropy';
  const all = Array.from({ length: neurons }, (_, index) => {
    const neuron = index + 1;
    const slope = {
      symbols: String.raw`\sigma'(z_{${neuron}})`,
      value: readings.sigmaPrime[index] ?? NaN,
      log10: log10.sigmaPrime[index] ?? NaN,
    };
    const weight = {
      symbols: `w_{${neuron}}`,
      value: state.weights[index] ?? NaN,
    };
    return [
      ...(neuron > 1 ? [weight] : []),
      ...(cancels && neuron === neurons ? [] : [slope]),
    ];
  }).flat();
  return [
    ...all,
    cancels
      ? { symbols: `(a_{${neurons}} - y)`, ...outputDelta(chain) }
      : {
          symbols: String.raw`\frac{\partial C}{\partial a_{${neurons}}}`,
          value: readings.dCda,
          log10: log10.running[neurons - 1] ?? NaN,
        },
  ];
}

/** @param {import('./chain-numbers.js').ChainNumbers} chain @returns {Omit<Term, 'symbols'>} a_L − y, which is ∂C/∂b_L */
function outputDelta({ neurons, readings, log10 }) {
  const last = neurons - 1;
  return { value: readings.dCdb[last] ?? NaN, log10: log10.dCdb[last] ?? NaN };
}

/**
 * @typedef {object} Term
 * @property {string} symbols - in LaTeX
 * @property {number} value - of it
 * @property {number} [log10] - of its absolute value
 */
