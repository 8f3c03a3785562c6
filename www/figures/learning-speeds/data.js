/** The table behind the plot, and the run and its picture as files. */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import {
  copyText,
  downloadCsv,
  numberTable,
  numbersAndFiles,
  pictureButtons,
} from '../../kit/data-drawer.js';
import { readable, share } from '../../kit/numbers.js';
import { fingerprinted } from '../../run/fingerprint.js';
import { speedsOf } from '../../run/run-history.js';
import { runFilm } from '../../run/run-film.js';
import { runWords } from '../../run/run-words.js';
import { TakeOut } from '../../run/take-out.js';
import { historyToCsv, tableEpochs } from './history-text.js';
import { dataWords, learningSpeedsWords as words } from './words.js';

/** @import { LivePlot } from '../../kit/plot/live-plot.js' */
/** @import { Measure, RunHistory } from '../../run/run-history.js' */

/** Rows of the table, at most; a run may have ten thousand. */
const TABLE_ROWS = 51;
const DIGITS = 6;

/**
 * @param {import('./learning-speeds.js').LearningSpeedsElement} figure
 * @param {LivePlot} plot - its picture of the speeds
 * @returns {() => unknown} renders the drawer, as the run stands
 */
export function runData(figure, plot) {
  let status = '';
  /** @type {RunHistory | null} Whose table is shown. */
  let known = null;
  let rows = 0;
  const takeOut = new TakeOut(figure);
  const csv = () => {
    const { history } = figure.training;
    return history
      ? historyToCsv(history.history, history.layers, figure.keptDoor.columns)
      : '';
  };
  const files = {
    label: dataWords.downloads,
    buttons: [
      ...pictureButtons(
        figure,
        [
          {
            label: dataWords.downloadSvg,
            files: () => {
              const svg = plot.svg();
              const name = `learning-speeds-seed-${figure.shown.seed}`;
              const canvas = () => plot.painted();
              return svg ? [{ name, svg, canvas }] : [];
            },
          },
        ],
        () => runFilm(figure.training),
      ),
      {
        control: 'download-csv',
        label: dataWords.downloadCsv,
        onClick: () => {
          status = '';
          const name = `learning-speeds-seed-${figure.shown.seed}`;
          downloadCsv(fingerprinted(name, figure.training.history), csv());
          figure.requestUpdate();
        },
      },
      {
        control: 'copy-csv',
        label: dataWords.copyCsv,
        onClick: async () => {
          status = await copyText(csv());
          figure.requestUpdate();
        },
      },
      ...takeOut.buttons,
    ],
  };
  return () => {
    const { history, isMoving } = figure.training.session;
    // The table takes in later rows once the run stops.
    if (history !== known || !isMoving || rows === 0) {
      if (history?.rows !== rows) status = '';
      known = history;
      rows = history?.rows ?? 0;
    }
    const { measure } = figure.state;
    return [
      guard([known, rows, status, measure], () =>
        numbersAndFiles({
          label: dataWords.data,
          files,
          ...contentOf(known, status, measure),
        }),
      ),
      takeOut.render(),
    ];
  };
}

/**
 * @param {RunHistory | null} history - of the run
 * @param {string} status - how the last file went
 * @param {Measure} measure - by which gradient
 */
function contentOf(history, status, measure) {
  const { step, epochs } = tableEpochs(history?.epochs ?? [], TABLE_ROWS);
  const note = history ? dataWords.everyEpoch(step, history.hasGaps) : '';
  return {
    numbers: history ? numberTable(tableOf(history, epochs, measure)) : nothing,
    notes: html`<p class="ug-hint">${note}</p>`,
    status,
  };
}

/**
 * @param {RunHistory} history - of the run
 * @param {readonly number[]} epochs - to be shown
 * @param {Measure} measure - by which gradient
 * @returns {import('../../kit/number-table.js').NumberTable} their numbers
 */
function tableOf(history, epochs, measure) {
  const layers = Array.from({ length: history.layers }, (_, index) =>
    runWords.layerName(index + 1),
  );
  return {
    caption: words.plotTitle[measure],
    headings: [
      runWords.epoch,
      ...layers,
      words.cost,
      words.training,
      words.validation,
    ],
    rows: epochs.map((epoch) => {
      const row = history.row(epoch);
      return [
        String(epoch),
        ...[...speedsOf(row, measure), row.cost].map((value) =>
          readable(value, DIGITS),
        ),
        share(row.trainingAccuracy),
        share(row.validationAccuracy),
      ];
    }),
  };
}
