/** The drawers of the chain: all its numbers, and the check of its gradient. */
import { html } from 'lit';
import { numberTable } from '../../kit/data-drawer.js';
import { formatNumber } from '../../kit/numbers.js';
import { checkFound } from './chain-check.js';
import { drawerWords as words } from './drawer-words.js';
import { chainWords } from './words.js';

/**
 * @param {Chain} chain - the numbers
 * @returns {import('../../kit/number-table.js').NumberTable} a row for each neuron
 */
export function neuronsTable({ neurons, state, readings, running, log10 }) {
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
  return {
    caption: words.tableCaption,
    headings: ['j', ...columns.map(([heading]) => heading)],
    rows: Array.from({ length: neurons }, (_, index) => [
      index + 1,
      ...columns.map(([, values]) => values[index] ?? NaN),
    ]),
  };
}

/** Every number of a chain at full precision. @param {Chain} chain */
export function chainTable(chain) {
  const { state, readings } = chain;
  return scroller(chainWords.table, [
    numberTable(neuronsTable(chain)),
    numberTable({
      caption: words.tableEnds,
      headings: ['a₀', 'y', 'C', '∂C/∂b₁'],
      rows: [[state.input, state.target, readings.cost, readings.product]],
    }),
  ]);
}

/**
 * @param {Chain} chain - the numbers
 * @param {readonly Difference[]} differences - neuron by neuron
 * @returns {{ verdict: string, table: unknown }} backpropagation against central
 *   differences: what was found, and a template
 */
export function checked({ state, readings, log10 }, differences) {
  const unresolved =
    state.activation === 'relu' ? words.kink : words.unresolved;
  const rows = differences.map(({ value, error }, index) => ({
    gradient: readings.dCdb[index] ?? NaN,
    log10: log10.dCdb[index] ?? NaN,
    value,
    error,
  }));
  const table = scroller(
    chainWords.check,
    numberTable({
      caption: words.checkCaption,
      headings: words.checkHeadings,
      rows: rows.map(({ gradient, value, error }, index) => [
        index + 1,
        gradient,
        value,
        formatNumber(Math.abs(gradient - value), 2),
        Number.isFinite(error) ? formatNumber(error, 2) : unresolved,
      ]),
    }),
  );
  return { verdict: checkFound(rows), table };
}

/**
 * @param {string} label - what is in it
 * @param {unknown} content - wider than the page, perhaps
 * @returns {unknown} a region that the keyboard can scroll
 */
function scroller(label, content) {
  return html`<div
    class="chain-scroller"
    role="region"
    aria-label=${label}
    tabindex="0"
  >
    ${content}
  </div>`;
}

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
/** @typedef {import('./chain-numbers.js').Difference} Difference */
