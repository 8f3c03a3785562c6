import { create } from './create.js';
import { download } from './download.js';
import { numberTable, tableToCsv } from './number-table.js';
import { svgFile } from './svg-file.js';
import { dataWords } from './data-words.js';
import { numbersAndFiles } from './numbers-and-files.js';

/** The table behind a picture; the numbers and the picture as files. */
export class PictureData {
  #$table = create('div');
  #options;

  /** @param {PictureDataOptions} options - where the numbers come from */
  constructor(options) {
    this.#options = options;
    this.$element = numbersAndFiles({
      scroller: 'plot-table',
      label: dataWords.numbers,
      $numbers: this.#$table,
      files: {
        label: dataWords.downloads,
        buttons: [
          {
            control: 'download-csv',
            label: dataWords.downloadCsv,
            onClick: () => this.#downloadCsv(),
          },
          ...options.pictures.map(({ name, label, $place }) => ({
            // One name for all pictures, and one for each.
            control: `download-svg download-${name}`,
            label,
            onClick: () => this.#downloadSvg(name, $place),
          })),
        ],
      },
    });
  }

  /** Writes the table anew. */
  show() {
    const table = this.#options.table();
    if (table) this.#$table.replaceChildren(numberTable(table));
  }

  #downloadCsv() {
    const table = this.#options.table();
    if (!table) return;
    const blob = new Blob([tableToCsv(table)], { type: 'text/csv' });
    download(`${this.#options.name}.csv`, blob);
  }

  /**
   * @param {string} name - of the picture
   * @param {HTMLElement} $place - where it is drawn
   */
  #downloadSvg(name, $place) {
    const $picture = $place.querySelector('svg');
    if (!$picture) return;
    const text = svgFile($picture, $place);
    download(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
  }
}

/**
 * @typedef {object} PictureDataOptions
 * @property {string} name - of the file
 * @property {() => import('./number-table.js').NumberTable | null} table -
 *   the numbers, once there are any
 * @property {readonly { name: string, label: string, $place: HTMLElement }[]} pictures -
 *   what can be had as SVG
 */
