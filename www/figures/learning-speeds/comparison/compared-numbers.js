/** The table of the runs of a comparison, with its files. */
import {
  downloadCsv,
  numberTable,
  numbersAndFiles,
} from '../../../kit/data-drawer.js';
import { epochsOf, summaryOf } from './comparison-numbers.js';
import { comparisonWords as words } from './words.js';

/** @import { NumberTable } from '../../../kit/number-table.js' */
/** @import { SpreadOfColumns } from './comparison-numbers.js' */
/** @import { Comparison } from './comparison.js' */

/**
 * @param {Comparison} comparison - the runs
 * @param {NumberTable} table - of their last rows
 * @param {SpreadOfColumns | null} spread - once the core is there
 * @param {{ buttons?: readonly import('../../../kit/buttons.js').ButtonOptions[], more?: unknown }} [other] -
 *   files besides, and what stands below them
 * @returns {unknown} a template
 */
export function comparedNumbers(comparison, table, spread, other = {}) {
  /** @param {string} name @param {NumberTable} file */
  const save = (name, file) =>
    downloadCsv(`learning-speeds-${comparison.subject}-${name}`, file);
  return numbersAndFiles({
    label: words.numbers,
    control: 'comparison-table',
    numbers: numberTable(table),
    files: {
      label: words.downloads,
      buttons: [
        {
          control: 'download-comparison',
          label: words.downloadNumbers,
          onClick: () => save('runs', summaryOf(comparison, spread)),
        },
        {
          control: 'download-comparison-epochs',
          label: words.downloadEpochs,
          onClick: () => save('epochs', epochsOf(comparison)),
        },
        ...(other.buttons ?? []),
      ],
    },
    more: other.more,
  });
}
