/**
 * The chapter's product as an equation with the numbers beneath. Each term is a
 * `<math>` of its own, so that the equation wraps like text.
 */
import { factorOf, whatCancels } from './chain-sentence.js';
import { create, createMath } from '../../kit/create.js';
import { paintLayer } from '../../kit/palette.js';
import { formatNumber, shortNumber } from '../../kit/numbers.js';

/** With more neurons than this, the two parts of each factor are left out. */
const MOST_IN_PARTS = 6;

/**
 * @param {Chain} chain - the numbers
 * @returns {HTMLElement} ∂C/∂b₁ = σ′(z₁) × w₂σ′(z₂) × … × ∂C/∂a_L
 */
export function drawEquation(chain) {
  const { neurons, readings, log10, attribution } = chain;
  // The 1953.125 of the chapter's chain whole; a power of ten needs less.
  const digits = Math.abs(readings.product) >= 1 ? 7 : 4;
  const $equation = create('div', { class: 'chain-equation' });
  $equation.append(
    term(
      [derivative('b', 1)],
      shortNumber(readings.product, log10.dCdb[0], digits),
      'is-result',
    ),
    sign('='),
  );
  for (let neuron = 1; neuron <= neurons; neuron += 1) {
    const { value, log10: log } = factorOf(chain, neuron);
    const $term = term(
      neuron === 1 ? slope(1) : [indexed('w', neuron), ...slope(neuron)],
      shortNumber(value, log),
      attribution.neuron === neuron ? 'is-culprit' : '',
      parts(chain, neuron),
    );
    $equation.append(paintLayer($term, neuron - 1, neurons), sign('×'));
  }
  $equation.append(
    term([derivative('a', neurons)], formatNumber(readings.dCda)),
  );
  const note = whatCancels(chain);
  return create(
    'div',
    {},
    $equation,
    note === '' ? null : create('p', { class: 'ug-hint' }, note),
  );
}

/**
 * @param {Chain} chain - the numbers
 * @param {number} neuron - from 1
 * @returns {string} “−0.7 · 0.208”, or '' where that is too much
 */
function parts({ neurons, state, readings }, neuron) {
  if (neuron === 1 || neurons > MOST_IN_PARTS) return '';
  const weight = formatNumber(state.weights[neuron - 1] ?? NaN);
  return `${weight} · ${formatNumber(readings.sigmaPrime[neuron - 1] ?? NaN)}`;
}

/**
 * @param {readonly Element[]} symbols - in MathML
 * @param {string} value - beneath them
 * @param {string} [name] - a class
 * @param {string} [detail] - beneath the value
 * @returns {HTMLElement} a term
 */
function term(symbols, value, name = '', detail = '') {
  return create(
    'span',
    { class: `chain-term ${name}`.trim() },
    createMath('math', {}, ...symbols),
    create('span', { class: 'chain-value' }, value),
    detail === ''
      ? null
      : create('span', { class: 'chain-detail' }, `(${detail})`),
  );
}

/**
 * @param {string} symbol - between two terms
 * @returns {HTMLElement} the sign
 */
function sign(symbol) {
  return create('span', { class: 'chain-sign' }, symbol);
}

/**
 * @param {string} letter - what C is differentiated by
 * @param {number} neuron - from 1
 * @returns {Element} ∂C/∂b₁
 */
function derivative(letter, neuron) {
  return createMath(
    'mrow',
    {},
    createMath('mi', {}, '∂'),
    createMath('mi', {}, 'C'),
    createMath('mo', { stretchy: 'false', lspace: '0', rspace: '0' }, '/'),
    createMath('mi', {}, '∂'),
    indexed(letter, neuron),
  );
}

/**
 * @param {number} neuron - from 1
 * @returns {Element[]} σ′(z_j)
 */
function slope(neuron) {
  return [
    // Raised by the font already: as a superscript it would fly away.
    createMath('mi', {}, 'σ'),
    createMath('mo', { lspace: '0', rspace: '0' }, '′'),
    createMath('mo', { stretchy: 'false' }, '('),
    indexed('z', neuron),
    createMath('mo', { stretchy: 'false' }, ')'),
  ];
}

/**
 * @param {string} letter - of the quantity
 * @param {number} neuron - from 1
 * @returns {Element} the letter with its index
 */
function indexed(letter, neuron) {
  return createMath(
    'msub',
    {},
    createMath('mi', {}, letter),
    createMath('mn', {}, String(neuron)),
  );
}

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
