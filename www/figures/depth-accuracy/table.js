import { html, nothing } from 'lit';
import { CHAPTER_ACCURACIES } from '../../run/chapter-accuracies.js';
import { isChapters } from './published.js';
import { runAt } from './cells.js';
import { scoresOf } from './numbers.js';
import { depthWords as words, pointsText } from './words.js';

/** @import { NumberTable } from '../../kit/number-table.js' */
/** @import { Cells } from './cells.js' */
/** @import { DepthReadings } from './numbers.js' */
/** @import { DepthAccuracyState as State } from './state.js' */

/**
 * The chapter's table: a column for each depth, a row for each seed.
 *
 * @param {State} state
 * @param {DepthReadings} readings
 * @param {Cells} cells
 * @param {boolean} [isAhead] - whether a reader predicts it: then the chapter's is not shown
 */
export function accuracyTable(state, readings, cells, isAhead = false) {
  const { depths, rows, accuracies } = readings;
  const isKnown = isChapters(state) && !isAhead;
  return html`<table>
    <caption class="ug-unseen">
      ${words.table}
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.depths}</th>
        ${depths.map((depth) => html`<th scope="col">${depth}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${Array.from(
        { length: state.seeds },
        (_, index) =>
          html`<tr>
            <th scope="row">${words.seedRow(state.seed + index)}</th>
            ${depths.map((depth, column) => {
              const run = cells.at(runAt(state, depth, index));
              return cell(run, accuracies[column]?.[index] ?? NaN, state);
            })}
          </tr>`,
      )}
    </tbody>
    <tfoot>
      ${
        state.seeds > 1
          ? [
              footRow(words.meanRow, rows, ({ mean }) => percent(mean)),
              footRow(words.deviationRow, rows, ({ deviation }) =>
                Number.isNaN(deviation) ? words.none : pointsText(deviation),
              ),
            ]
          : nothing
      }
      ${
        isKnown
          ? html`<tr class="is-published">
              <th scope="row">${words.published}</th>
              ${depths.map((depth) => html`<td>${CHAPTER_ACCURACIES.get(depth)?.toFixed(2) ?? words.none}</td>`)}
            </tr>`
          : nothing
      }
    </tfoot>
  </table>`;
}

/**
 * @param {string} head
 * @param {DepthReadings['rows']} rows - of the depths
 * @param {(row: DepthReadings['rows'][number]) => string} text - of a cell
 */
function footRow(head, rows, text) {
  return html`<tr>
    <th scope="row">${head}</th>
    ${rows.map((row) => html`<td>${text(row)}</td>`)}
  </tr>`;
}

/**
 * @param {import('../../run/run-pool.js').PooledRun | undefined} run
 * @param {number} accuracy - of a run that is done
 * @param {State} state
 */
function cell(run, accuracy, { epochs }) {
  const epoch = run?.history?.epoch ?? 0;
  switch (run?.phase) {
    case 'done':
      return html`<td>${percent(accuracy)}</td>`;
    case 'running':
      return html`<td class="is-running">
        <progress
          max=${epochs}
          .value=${Math.max(0, epoch)}
          aria-label=${`epoch ${epoch}`}
        ></progress>
        ${epoch > 0 ? percent(scoresOf(run).last) : nothing}
      </td>`;
    case 'waiting':
      return html`<td class="is-waiting">${words.waiting}</td>`;
    case 'failed':
      return html`<td class="is-failed">${words.failed}</td>`;
    default:
      return html`<td class="is-waiting">${words.none}</td>`;
  }
}

/** @param {number} share @returns {string} in per cent, two decimals */
function percent(share) {
  return Number.isNaN(share) ? words.none : (100 * share).toFixed(2);
}

/**
 * @param {DepthReadings} readings
 * @param {boolean} isKnown - whether the runs are the chapter's
 * @returns {NumberTable} each depth against the one before
 */
export function differenceTable({ rows }, isKnown) {
  return {
    caption: words.differenceTable,
    headings: words.differenceHeads,
    rows: rows.flatMap(({ depth, fromBefore }, index) => {
      if (!fromBefore) return [];
      const before = rows[index - 1]?.depth ?? 0;
      const { mean, error, seeds, differsFrom0 } = fromBefore;
      const [one = NaN, other = NaN] = [before, depth].map(
        (each) => CHAPTER_ACCURACIES.get(each) ?? NaN,
      );
      const known = other - one;
      return [
        [
          `${before} → ${depth}`,
          Number.isNaN(mean) ? words.none : pointsText(mean),
          Number.isNaN(error) ? words.none : pointsText(error),
          seeds,
          differsFrom0 ? words.yes : words.no,
          isKnown && Number.isFinite(known)
            ? pointsText(known / 100)
            : words.none,
        ],
      ];
    }),
  };
}

/**
 * @param {State} state
 * @param {Cells} cells
 * @param {string} data - what they were trained on
 * @returns {NumberTable} all runs that are done
 */
export function dataTable(state, cells, data) {
  const rows = state.depths.flatMap((depth) =>
    Array.from({ length: state.seeds }, (_, index) => {
      const run = cells.at(runAt(state, depth, index));
      if (run?.phase !== 'done') return null;
      const { best, bestEpoch, last, training } = scoresOf(run);
      return [
        ...[depth, state.seed + index, best, bestEpoch, last, training],
        state.images,
        data,
      ];
    }).filter((row) => row !== null),
  );
  return { caption: words.table, headings: words.csv, rows };
}
