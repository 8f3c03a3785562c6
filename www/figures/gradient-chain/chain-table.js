import { chainWords, checkWords } from './words.js';
import { create } from '../../kit/create.js';
import { exactNumber as exact, numberTable } from '../../kit/number-table.js';
import { formatNumber } from '../../kit/numbers.js';

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
  const $chain = numberTable({
    caption: chainWords.tableCaption,
    headings: ['j', ...columns.map(([heading]) => heading)],
    rows,
  });
  const $ends = numberTable({
    caption: chainWords.tableEnds,
    headings: ['a₀', 'y', 'C', '∂C/∂b₁'],
    rows: [[state.input, state.target, readings.cost, readings.product]],
  });
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
    numberTable({
      caption: chainWords.checkCaption,
      headings: ['j', ...checkWords.headings],
      rows: cells,
    }),
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

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
