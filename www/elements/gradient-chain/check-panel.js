import { checkFound } from '../../view/chain-sentence.js';
import { checkTable } from '../../view/chain-table.js';
import { create } from '../../view/create.js';
import { chainWords } from '../../words/gradient-chain.js';
import { checkChain } from './chain-numbers.js';

/**
 * The gradient on screen against central differences, for as long as a reader
 * wants to see it.
 */
export class CheckPanel {
  $button = create(
    'button',
    { type: 'button', 'aria-expanded': 'false', 'data-control': 'check' },
    chainWords.check,
  );
  #$found = create('p', { role: 'status' });
  #$table = create('div', {});
  $element = create(
    'div',
    { class: 'chain-check', 'data-control': 'check', hidden: true },
    this.#$found,
    this.#$table,
  );

  /** @param {() => void} onToggle - told when it opens or closes */
  constructor(onToggle) {
    this.$button.addEventListener('click', () => {
      this.$element.hidden = !this.$element.hidden;
      const isOpen = !this.$element.hidden;
      this.$button.setAttribute('aria-expanded', String(isOpen));
      this.$button.textContent = isOpen
        ? chainWords.closeCheck
        : chainWords.check;
      onToggle();
    });
  }

  /**
   * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
   * @param {import('./chain-numbers.js').ChainNumbers} chain - the numbers
   */
  show(core, { state, readings, log10 }) {
    if (this.$element.hidden) return;
    const rows = checkChain(core, state).map((difference, index) => ({
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
