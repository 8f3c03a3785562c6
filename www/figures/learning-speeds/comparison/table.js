import { create } from '../../../kit/create.js';
import { download } from '../../../kit/download.js';
import { numberTable, tableToCsv } from '../../../kit/number-table.js';
import { comparisonWords as words } from './words.js';
import { buttonGroup } from '../../../kit/controls/buttons.js';
import { epochsOf, summaryOf, tableOf } from './comparison-numbers.js';

/** @import { Comparison } from './comparison.js' */
/** @import { SpreadOfColumns } from './comparison-numbers.js' */

/** The numbers of all runs, to be read and to be taken away. */
export class ComparisonTable {
  #comparison;
  /** @type {SpreadOfColumns | null} */
  #spreadOfColumns = null;
  #$table = create('div', {
    class: 'ug-table',
    role: 'region',
    'aria-label': words.numbers,
    tabindex: 0,
    'data-control': 'comparison-table',
  });
  #shape = '';

  /** @param {Comparison} comparison - whose numbers they are */
  constructor(comparison) {
    this.#comparison = comparison;
    const buttons = buttonGroup({
      label: words.downloads,
      buttons: [
        {
          control: 'download-comparison',
          label: words.downloadNumbers,
          onClick: () =>
            this.#download(
              'runs',
              summaryOf(comparison, this.#spreadOfColumns),
            ),
        },
        {
          control: 'download-comparison-epochs',
          label: words.downloadEpochs,
          onClick: () => this.#download('epochs', epochsOf(comparison)),
        },
      ],
    });
    this.$element = create(
      'div',
      { class: 'ug-comparison-numbers' },
      this.#$table,
      create('div', { 'data-control': 'downloads' }, buttons.$element),
    );
  }

  /** @param {{ spreadOfColumns: SpreadOfColumns }} core - loaded */
  begin({ spreadOfColumns }) {
    this.#spreadOfColumns = spreadOfColumns;
  }

  /**
   * Writes the numbers as they are now: cell by cell while the table keeps its
   * shape, as it does in nearly every frame.
   */
  show() {
    const table = tableOf(this.#comparison, this.#spreadOfColumns);
    const shape = [table.caption, ...table.rows.map(([name]) => name)].join();
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#$table.replaceChildren(numberTable(table));
      this.#$table.classList.toggle('has-spread', table.hasSpread);
      return;
    }
    const $rows = this.#$table.querySelectorAll('tbody tr');
    for (const [row, cells] of table.rows.entries()) {
      for (const [column, text] of cells.entries()) {
        const $cell = $rows[row]?.children[column];
        if ($cell && $cell.textContent !== text) $cell.textContent = `${text}`;
      }
    }
  }

  /**
   * @param {string} name - of what is in it
   * @param {import('../../../kit/number-table.js').NumberTable} table - the file
   */
  #download(name, table) {
    const { subject } = this.#comparison;
    const blob = new Blob([tableToCsv(table)], { type: 'text/csv' });
    download(`learning-speeds-${subject}-${name}.csv`, blob);
  }
}
