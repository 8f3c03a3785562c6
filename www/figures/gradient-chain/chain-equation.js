/**
 * The chapter's product as an equation with the numbers beneath. Each term is a
 * `<math>` of its own, so that the equation wraps like text.
 */
import { html, mathml, nothing } from 'lit';
import { describeNumber, shortNumber, subscript } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import { setStyles } from '../../kit/set-styles.js';
import { factorOf } from './chain-sentence.js';

/** With more neurons than this, the two parts of each factor are left out. */
const MOST_IN_PARTS = 6;

/** ∂C/∂b₁ = σ′(z₁) × w₂σ′(z₂) × … × ∂C/∂a_L. @param {Chain} chain */
export function drawEquation(chain) {
  const { neurons, readings, log10, attribution } = chain;
  // Enough digits for the chapter's 1953.125; small values need fewer.
  const digits = Math.abs(readings.product) >= 1 ? 7 : 4;
  const product = shortNumber(readings.product, log10.dCdb[0], digits);
  const times = html`<span class="chain-sign">×</span>`;
  const note = whatCancels(chain);
  return html`<div class="chain-equation">
      ${term({ symbols: derivative('b', 1), value: product, name: 'is-result' })}
      <span class="chain-sign">=</span>
      ${Array.from({ length: neurons }, (_, index) => {
        const neuron = index + 1;
        const { value, log10: log } = factorOf(chain, neuron);
        const culprit =
          attribution.neuron !== neuron
            ? ''
            : attribution.cause === 'weight'
              ? 'weight'
              : 'slope';
        return html`${term({
          symbols:
            neuron === 1
              ? part(slope(1), culprit === 'slope')
              : mathml`${part(indexed('w', neuron), culprit === 'weight')}${part(slope(neuron), culprit === 'slope')}`,
          value: shortNumber(value, log),
          detail: parts(chain, neuron),
          style: layerStyle(index, neurons),
        })}${times}`;
      })}
      ${term({
        symbols: derivative('a', neurons),
        value: shortNumber(readings.dCda, log10.running[neurons - 1]),
      })}
    </div>
    ${note ? html`<p class="ug-hint">${note}</p>` : nothing}`;
}

/**
 * @param {Chain} chain @param {number} neuron - from 1
 * @returns {string} “−0.7 · 0.208”, or '' where that is too much
 */
function parts({ neurons, state, readings, log10 }, neuron) {
  if (neuron === 1 || neurons > MOST_IN_PARTS) return '';
  const weight = shortNumber(state.weights[neuron - 1] ?? NaN);
  const steepness = readings.sigmaPrime[neuron - 1] ?? NaN;
  return `${weight} · ${shortNumber(steepness, log10.sigmaPrime[neuron - 1])}`;
}

/**
 * @param {object} options - what is in it
 * @param {unknown} options.symbols - in MathML
 * @param {string} options.value - beneath them
 * @param {string} [options.name] - a class
 * @param {string} [options.detail] - beneath the value
 * @param {Record<string, string>} [options.style] - the layer's colour
 */
function term({ symbols, value, name = '', detail = '', style = {} }) {
  return html`<span class="chain-term ${name}" ${setStyles(style)}>
    <math>${symbols}</math>
    <span class="chain-value">${value}</span>
    ${detail ? html`<span class="chain-detail">(${detail})</span>` : nothing}
  </span>`;
}

/**
 * @param {string} letter - what C is differentiated by
 * @param {number} neuron - from 1
 */
function derivative(letter, neuron) {
  return mathml`<mrow><mi>∂</mi><mi>C</mi><mo stretchy="false" lspace="0" rspace="0">/</mo><mi>∂</mi>${indexed(letter, neuron)}</mrow>`;
}

/**
 * @param {unknown} symbols - a weight or a slope
 * @param {boolean} isCulprit - whether it is what did it
 */
function part(symbols, isCulprit) {
  return isCulprit
    ? mathml`<mrow class="is-culprit">${symbols}</mrow>`
    : symbols;
}

/**
 * The font already raises the prime; a superscript would raise it twice.
 *
 * @param {number} neuron - from 1
 */
function slope(neuron) {
  return mathml`<mi>σ</mi><mo lspace="0" rspace="0">′</mo><mo stretchy="false">(</mo>${indexed('z', neuron)}<mo stretchy="false">)</mo>`;
}

/** @param {string} letter - of the quantity @param {number} neuron - from 1 */
function indexed(letter, neuron) {
  return mathml`<msub><mi>${letter}</mi><mn>${neuron}</mn></msub>`;
}

/** What cancels with cross-entropy, or ''. @param {Chain} chain */
export function whatCancels({ state, neurons, readings, running, log10 }) {
  if (state.cost !== 'cross-entropy') return '';
  const last = neurons - 1;
  if (neurons === 1) {
    const delta = describeNumber(readings.dCdb[last] ?? NaN, log10.dCdb[last]);
    return `With cross-entropy σ′(z₁) cancels: what is computed is a₁ − y = ${delta}.`;
  }
  const j = subscript(neurons);
  const before = describeNumber(
    running[last - 1] ?? NaN,
    log10.running[last - 1],
  );
  return `With cross-entropy σ′(z${j}) cancels in the last two terms: what is computed is w${j}(a${j} − y) = ${before}.`;
}

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
