import { wordsOf } from '../../core/core-error.js';
import { create } from '../../kit/create.js';
import { download } from '../../kit/download.js';
import { svgFile } from '../../kit/svg-file.js';
import { dataWords } from '../../kit/data-words.js';
import { panelWords } from '../learning-speeds/panel-words.js';
import { learningSpeedsWords } from '../learning-speeds/words.js';
import { layerTitle, neuronWords as words } from './words.js';
import { readable } from '../../kit/number-phrases.js';
import { numbersAndFiles } from '../../kit/numbers-and-files.js';
import { epochToCsv, gradientsToCsv } from './gradient-text.js';

/** @import { GradientHistory, GradientRow } from '../../run/gradient-history.js' */

const DIGITS = 6;

/** The table behind the picture, and the run and its pictures as files. */
export class NeuronData {
  #$table = create('table');
  #$status = create('span', { class: 'ug-share-status', role: 'status' });
  #figure;

  /** @param {DataSource} figure - where the numbers come from */
  constructor(figure) {
    this.#figure = figure;
    this.$element = numbersAndFiles({
      scroller: 'neurons-table',
      label: words.table,
      $numbers: this.#$table,
      files: {
        label: panelWords.downloads,
        buttons: [
          {
            control: 'download-svg',
            label: words.downloadSvg,
            onClick: () => this.#downloadPicture(),
          },
          {
            control: 'download-history',
            label: words.downloadHistory,
            onClick: () => void this.#downloadHistory(),
          },
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => this.#downloadCsv(),
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: () => void this.#copyCsv(),
          },
        ],
      },
      $status: this.#$status,
    });
  }

  /** Writes out the epoch shown. */
  show() {
    const row = this.#figure.row();
    const layers = row?.layers ?? [];
    const names = layers.map((_, index) => layerTitle(index + 1, false));
    const tallest = Math.max(0, ...layers.map(({ length }) => length));
    const lines = Array.from({ length: tallest }, (_, neuron) =>
      lineOf(
        String(neuron + 1),
        false,
        layers.map((layer) =>
          neuron < layer.length ? readable(layer[neuron] ?? NaN, DIGITS) : '',
        ),
      ),
    );
    const epoch = row ? `${learningSpeedsWords.epoch} ${row.epoch}` : '';
    this.#$table.replaceChildren(
      create('caption', {}, `∂C/∂b, ${epoch}`),
      create('thead', {}, lineOf(words.tableNeuron, true, names)),
      create('tbody', {}, ...lines),
    );
  }

  #downloadPicture() {
    const $svg = this.#figure.picture();
    if ($svg) this.#hand('svg', svgFile($svg, $svg));
  }

  async #downloadHistory() {
    this.#$status.textContent = '';
    try {
      const svg = await this.#figure.history();
      if (svg) this.#hand('history.svg', svg);
      else this.#$status.textContent = words.none;
    } catch (error) {
      this.#$status.textContent = dataWords.notMade(wordsOf(error));
    }
  }

  #downloadCsv() {
    const gradients = this.#figure.gradients();
    if (gradients) this.#hand('csv', gradientsToCsv(gradients.history));
  }

  async #copyCsv() {
    const row = this.#figure.row();
    try {
      await navigator.clipboard.writeText(row ? epochToCsv(row) : '');
      this.#$status.textContent = panelWords.copied;
    } catch {
      this.#$status.textContent = panelWords.notCopied;
    }
  }

  /**
   * @param {string} ending - of the file's name
   * @param {string} text - its content
   */
  #hand(ending, text) {
    const type = ending.endsWith('svg') ? 'image/svg+xml' : 'text/csv';
    const name = `neuron-gradients-seed-${this.#figure.seed()}`;
    const separator = ending.includes('.') ? '-' : '.';
    download(`${name}${separator}${ending}`, new Blob([text], { type }));
  }
}

/**
 * @param {string} name - heads the line
 * @param {boolean} isHead - whether it is the table's head
 * @param {readonly string[]} cells - their text
 * @returns {HTMLTableRowElement} a line of the table
 */
function lineOf(name, isHead, cells) {
  return create(
    'tr',
    {},
    create('th', { scope: isHead ? 'col' : 'row' }, name),
    ...cells.map((cell) =>
      isHead ? create('th', { scope: 'col' }, cell) : create('td', {}, cell),
    ),
  );
}

/**
 * @typedef {object} DataSource
 * @property {() => GradientHistory | null} gradients - of the run so far
 * @property {() => GradientRow | null} row - of the epoch shown
 * @property {() => SVGSVGElement | null} picture - of the network
 * @property {() => Promise<string>} history - of the neuron that is followed, as
 *   SVG; '' where there is none
 * @property {() => number} seed - of the run
 */
