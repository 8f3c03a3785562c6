import { wordsOf } from '../../core/core-error.js';
import { create } from '../../kit/create.js';
import { download, plotToPng } from '../../kit/download.js';
import { dataWords } from '../../kit/data-words.js';
import { panelWords } from './panel-words.js';
import { learningSpeedsWords as words } from './words.js';
import { readable, share } from '../../kit/number-phrases.js';
import { numbersAndFiles } from '../../kit/numbers-and-files.js';
import { historyToCsv, tableEpochs } from './history-text.js';

/** @import { RunHistory } from '../../run/run-history.js' */

/** Rows of the table, at most; a run may have ten thousand. */
const TABLE_ROWS = 51;
const DIGITS = 6;

/** The table behind the plot, and the run and its picture as files. */
export class DataPanel {
  #$table = create('table');
  #$note = create('p', { class: 'ug-hint' });
  #$status = create('span', { class: 'ug-share-status', role: 'status' });
  #options;

  /** @param {DataPanelOptions} options - where the numbers come from */
  constructor(options) {
    this.#options = options;
    this.$element = numbersAndFiles({
      scroller: 'ug-table',
      label: words.data,
      $numbers: this.#$table,
      $notes: [this.#$note],
      files: {
        label: panelWords.downloads,
        buttons: [
          {
            control: 'download-svg',
            label: panelWords.downloadSvg,
            onClick: () => void this.#downloadSvg(),
          },
          {
            control: 'download-png',
            label: panelWords.downloadPng,
            onClick: () => void this.#downloadPng(),
          },
          {
            control: 'download-csv',
            label: panelWords.downloadCsv,
            onClick: () => this.#downloadCsv(),
          },
          {
            control: 'copy-csv',
            label: panelWords.copyCsv,
            onClick: () => void this.#copyCsv(),
          },
        ],
      },
      $status: this.#$status,
    });
  }

  /** Writes the table anew. */
  show() {
    this.#$status.textContent = '';
    const history = this.#options.history();
    if (!history) return;
    const { step, epochs } = tableEpochs(history.epochs, TABLE_ROWS);
    this.#$note.textContent = panelWords.everyEpoch(step, history.hasGaps);
    this.#$table.replaceChildren(
      create('caption', {}, words.plotTitle),
      create('thead', {}, headOf(history.layers)),
      create('tbody', {}, ...epochs.map((epoch) => lineOf(history.row(epoch)))),
    );
  }

  async #downloadSvg() {
    this.#$status.textContent = '';
    try {
      const svg = await this.#options.plot.svg();
      this.#hand('svg', new Blob([svg], { type: 'image/svg+xml' }));
    } catch (error) {
      this.#$status.textContent = dataWords.notMade(wordsOf(error));
    }
  }

  async #downloadPng() {
    const blob = await plotToPng(this.#options.plot);
    if (blob) this.#hand('png', blob);
  }

  #downloadCsv() {
    this.#hand('csv', new Blob([this.#csv()], { type: 'text/csv' }));
  }

  async #copyCsv() {
    try {
      await navigator.clipboard.writeText(this.#csv());
      this.#$status.textContent = panelWords.copied;
    } catch {
      this.#$status.textContent = panelWords.notCopied;
    }
  }

  /** @returns {string} the run as comma-separated values */
  #csv() {
    const history = this.#options.history();
    return history ? historyToCsv(history.history, history.layers) : '';
  }

  /**
   * @param {string} extension - of the file
   * @param {Blob} blob - its content
   */
  #hand(extension, blob) {
    download(`learning-speeds-seed-${this.#options.seed()}.${extension}`, blob);
  }
}

/**
 * @param {number} layers - hidden layers
 * @returns {HTMLTableRowElement} the table's head
 */
function headOf(layers) {
  const names = [
    words.epoch,
    ...Array.from({ length: layers }, (_, i) => words.layerName(i + 1)),
    words.cost,
    words.training,
    words.validation,
  ];
  return create(
    'tr',
    {},
    ...names.map((name) => create('th', { scope: 'col' }, name)),
  );
}

/**
 * @param {import('../../run/run-history.js').Row} row - of an epoch
 * @returns {HTMLTableRowElement} its line of the table
 */
function lineOf({ epoch, speeds, cost, trainingAccuracy, validationAccuracy }) {
  const cells = [
    ...speeds.map((speed) => readable(speed, DIGITS)),
    readable(cost, DIGITS),
    share(trainingAccuracy),
    share(validationAccuracy),
  ];
  return create(
    'tr',
    {},
    create('th', { scope: 'row' }, String(epoch)),
    ...cells.map((text) => create('td', {}, text)),
  );
}

/**
 * @typedef {object} DataPanelOptions
 * @property {() => RunHistory | null} history - the run so far
 * @property {() => number} seed - of the run
 * @property {import('../../kit/plot-view.js').PlotView} plot - its picture
 */
