import { chainWords, checkWords } from '../words/gradient-chain.js';
import { create } from './create.js';
import { formatNumber } from './numbers.js';

/**
 * Every number of a chain at full precision.
 *
 * @param {Chain} chain - the numbers
 * @returns {HTMLElement} a table that scrolls sideways where it must
 */
export function chainTable({ neurons, state, readings, running, log10 }) {
  /** @type {[string, readonly number[]][]} */
  const columns = [
    ['w', state.weights],
    ['b', state.biases],
    ['z', readings.z],
    ['a', readings.a],
    ['σ′(z)', readings.sigmaPrime],
    ['wσ′(z)', readings.factors],
    ['∂C/∂a', running],
    ['∂C/∂b', readings.dCdb],
    ['log₁₀|∂C/∂b|', log10.dCdb],
  ];
  const rows = Array.from({ length: neurons }, (_, index) => [
    String(index + 1),
    ...columns.map(([, values]) => exact(values[index] ?? NaN)),
  ]);
  const $chain = table(
    chainWords.tableCaption,
    ['j', ...columns.map(([heading]) => heading)],
    rows,
  );
  const $ends = table(
    chainWords.tableEnds,
    ['a₀', 'y', 'C', '∂C/∂b₁'],
    [[state.input, state.target, readings.cost, readings.product].map(exact)],
  );
  return scroller(chainWords.table, $chain, $ends);
}

/**
 * @param {readonly import('./chain-sentence.js').CheckRow[]} rows - the check
 * @param {(index: number) => string} unresolved - why a difference says nothing
 * @returns {HTMLElement} backpropagation beside central differences
 */
export function checkTable(rows, unresolved) {
  const cells = rows.map(({ gradient, value, error }, index) => [
    String(index + 1),
    exact(gradient),
    exact(value),
    formatNumber(Math.abs(gradient - value), 2),
    Number.isFinite(error) ? formatNumber(error, 2) : unresolved(index),
  ]);
  return scroller(
    chainWords.checkCaption,
    table(chainWords.checkCaption, ['j', ...checkWords.headings], cells),
  );
}

/**
 * @param {number} value - any number
 * @returns {string} its shortest exact form, fit for copying
 */
function exact(value) {
  if (!Number.isFinite(value)) return formatNumber(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * @param {string} caption - what it is
 * @param {readonly string[]} headings - of the columns
 * @param {readonly (readonly string[])[]} rows - the first cell heads its row
 * @returns {HTMLTableElement} the table
 */
function table(caption, headings, rows) {
  return create(
    'table',
    {},
    create('caption', {}, caption),
    create(
      'thead',
      {},
      create(
        'tr',
        {},
        ...headings.map((heading) => create('th', { scope: 'col' }, heading)),
      ),
    ),
    create(
      'tbody',
      {},
      ...rows.map((cells) =>
        create(
          'tr',
          {},
          ...cells.map((cell, index) =>
            index === 0 && headings[0] === 'j'
              ? create('th', { scope: 'row' }, cell)
              : create('td', {}, cell),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {string} label - what is in it
 * @param {...HTMLElement} content - wider than the page, perhaps
 * @returns {HTMLElement} a region that the keyboard can scroll
 */
function scroller(label, ...content) {
  return create(
    'div',
    {
      class: 'chain-scroller',
      role: 'region',
      'aria-label': label,
      tabindex: 0,
    },
    ...content,
  );
}

/** @typedef {import('../elements/gradient-chain/chain-numbers.js').ChainNumbers} Chain */
