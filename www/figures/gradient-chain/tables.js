import { checkFound } from './chain-sentence.js';
import { chainTable, checkTable } from './chain-table.js';
import { create } from '../../kit/create.js';
import { chainWords } from './words.js';
import { checkChain } from './chain-numbers.js';

/** All the numbers of a chain. */
export class NumbersTable {
  $element = create('div', {});
  #chain;

  /** @param {() => Chain | undefined} chain - the numbers now shown */
  constructor(chain) {
    this.#chain = chain;
  }

  /** Writes them anew. */
  show() {
    const chain = this.#chain();
    if (chain) this.$element.replaceChildren(chainTable(chain));
  }
}

/** The gradient on screen against central differences. */
export class CheckTable {
  #$found = create('p', { role: 'status' });
  #$table = create('div', {});
  $element = create(
    'div',
    { class: 'chain-check' },
    this.#$found,
    this.#$table,
  );
  #core;
  #chain;

  /**
   * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
   * @param {() => Chain | undefined} chain - the numbers now shown
   */
  constructor(core, chain) {
    this.#core = core;
    this.#chain = chain;
  }

  /** Compares anew. */
  show() {
    const chain = this.#chain();
    if (!chain) return;
    const { state, readings, log10 } = chain;
    const rows = checkChain(this.#core, state).map((difference, index) => ({
      gradient: readings.dCdb[index] ?? NaN,
      log10: log10.dCdb[index] ?? NaN,
      ...difference,
    }));
    const found = checkFound(rows);
    // The same words again would be read aloud again.
    if (this.#$found.textContent !== found) this.#$found.textContent = found;
    this.#$table.replaceChildren(
      checkTable(rows, () =>
        state.activation === 'relu' ? chainWords.kink : chainWords.unresolved,
      ),
    );
  }
}

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
