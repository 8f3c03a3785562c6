import { create } from '../../kit/create.js';
import { download } from '../../kit/download.js';
import { svgFile } from '../../kit/svg-file.js';
import { circuitWords as words, countHeadings } from './words.js';
import { numbersAndFiles } from '../../kit/numbers-and-files.js';

/** The counts as a table and as files, and the pictures as files. */
export class DataPanel {
  #$table = create('table');
  #$note = create('p', { class: 'ug-hint' });
  #$status = create('span', { class: 'ug-share-status', role: 'status' });
  #options;

  /** @param {DataOptions} options - where numbers and pictures come from */
  constructor(options) {
    this.#options = options;
    const { drawings } = options;
    this.$element = numbersAndFiles({
      scroller: 'circuit-scroller',
      label: words.data,
      $numbers: this.#$table,
      $notes: [this.#$note],
      files: {
        label: words.data,
        buttons: [
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => this.#hand('counts.csv', 'text/csv', this.#csv()),
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: () => void this.#copy(),
          },
          {
            control: 'download-svg',
            label: words.downloadDrawing,
            onClick: () => this.#pictures(drawings.circuits),
          },
          {
            control: 'download-counts',
            label: words.downloadCounts,
            onClick: () => this.#pictures(drawings.charts),
          },
        ],
      },
      $status: this.#$status,
    });
  }

  /** Writes the table anew. */
  show() {
    this.#$status.textContent = '';
    const { problem, counts } = this.#options.data();
    this.#$note.textContent =
      problem === 'parity' ? words.formula : words.beyond;
    this.#$table.replaceChildren(
      create('caption', {}, words.tableCaption),
      create(
        'thead',
        {},
        create(
          'tr',
          {},
          ...Object.values(countHeadings).map((heading) =>
            create('th', { scope: 'col' }, heading),
          ),
        ),
      ),
      create('tbody', {}, ...counts.map(lineOf)),
    );
  }

  /** @returns {string} the counts as comma-separated values */
  #csv() {
    const keys = keysOfCounts();
    const { counts } = this.#options.data();
    const lines = counts.map((row) => keys.map((key) => row[key]).join(','));
    return [keys.join(','), ...lines, ''].join('\n');
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#csv());
      this.#$status.textContent = words.copied;
    } catch {
      this.#$status.textContent = words.notCopied;
    }
  }

  /** @param {readonly [string, SVGSVGElement][]} pictures - each a file */
  #pictures(pictures) {
    for (const [name, $svg] of pictures) {
      const $ground = $svg.closest('.ug-figure');
      if ($ground) {
        this.#hand(`${name}.svg`, 'image/svg+xml', svgFile($svg, $ground));
      }
    }
  }

  /**
   * @param {string} ending - of the file's name
   * @param {string} type - of its content
   * @param {string} content - what is in it
   */
  #hand(ending, type, content) {
    const { problem, bits } = this.#options.data();
    const name = `deep-circuits-${problem}-${bits}-${ending}`;
    download(name, new Blob([content], { type }));
  }
}

/** @returns {(keyof typeof countHeadings)[]} the columns, in order */
function keysOfCounts() {
  return /** @type {(keyof typeof countHeadings)[]} */ (
    Object.keys(countHeadings)
  );
}

/**
 * @param {Counts} row - for a number of bits
 * @returns {HTMLTableRowElement} its line of the table
 */
function lineOf(row) {
  const [, ...keys] = keysOfCounts();
  return create(
    'tr',
    {},
    create('th', { scope: 'row' }, String(row.bits)),
    ...keys.map((key) => create('td', {}, String(row[key]))),
  );
}

/** @typedef {import('./circuit-numbers.js').Counts} Counts */

/**
 * @typedef {object} DataOptions
 * @property {() => { problem: string, bits: number, counts: readonly Counts[] }} data -
 *   what is now shown
 * @property {import('./drawings.js').Drawings} drawings - the pictures
 */
