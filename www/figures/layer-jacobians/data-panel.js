import { create } from '../../kit/create.js';
import { download } from '../../kit/download.js';
import { formatNumber } from '../../kit/numbers.js';
import { svgFile } from '../../kit/svg-file.js';
import { jacobianWords as words } from './words.js';
import { numbersAndFiles } from '../../kit/numbers-and-files.js';

/** The numbers as a table and as files, and the pictures as files. */
export class DataPanel {
  #$table = create('table');
  #$status = create('span', { class: 'ug-share-status', role: 'status' });
  #options;

  /** @param {DataOptions} options - where numbers and pictures come from */
  constructor(options) {
    this.#options = options;
    this.$element = numbersAndFiles({
      scroller: 'jacobian-scroller',
      label: words.table,
      $numbers: this.#$table,
      files: {
        label: words.downloads,
        buttons: [
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => this.#hand('layers', 'csv', this.#csv()),
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: () => void this.#copy(),
          },
          {
            control: 'download-values',
            label: words.downloadValues,
            onClick: () => this.#handValues(),
          },
          {
            control: 'download-svg',
            label: words.downloadSvg,
            onClick: () => this.#handPictures(),
          },
        ],
      },
      $status: this.#$status,
    });
  }

  /** Writes the table anew. */
  show() {
    this.#$status.textContent = '';
    const readings = this.#options.readings();
    if (!readings) return;
    this.#$table.replaceChildren(
      create('caption', {}, words.tableCaption),
      create(
        'thead',
        {},
        create(
          'tr',
          {},
          ...words.tableHeadings.map((heading) =>
            create('th', { scope: 'col' }, heading),
          ),
        ),
      ),
      create('tbody', {}, ...tableRows(readings).map(lineOf)),
    );
  }

  /** @returns {string} the table as comma-separated values */
  #csv() {
    const readings = this.#options.readings();
    const rows = readings ? tableRows(readings) : [];
    const head = words.tableHeadings.map((heading) => `"${heading}"`);
    const lines = rows.map((row) => row.map((x) => x ?? '').join(','));
    return [head.join(','), ...lines, ''].join('\n');
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#csv());
      this.#$status.textContent = words.copied;
    } catch {
      this.#$status.textContent = words.notCopied;
    }
  }

  #handValues() {
    const readings = this.#options.readings();
    if (readings) this.#hand('singular-values', 'csv', valuesCsv(readings));
  }

  #handPictures() {
    for (const [name, $canvas] of this.#options.pictures()) {
      const $svg = $canvas.querySelector('svg');
      const $ground = $canvas.closest('.ug-figure');
      if ($svg && $ground) this.#hand(name, 'svg', svgFile($svg, $ground));
    }
  }

  /**
   * @param {string} name - of what is in it
   * @param {'csv' | 'svg'} kind - of file
   * @param {string} content - what is in it
   */
  #hand(name, kind, content) {
    const type = kind === 'csv' ? 'text/csv' : 'image/svg+xml';
    download(`layer-jacobians-${name}.${kind}`, new Blob([content], { type }));
  }
}

/**
 * @param {Readings} readings - the numbers
 * @returns {(number | null)[][]} a row for each hidden layer; null where there
 *   is no such number
 */
export function tableRows(readings) {
  const { deltaNorms, productNorms, differences, spread } = readings;
  return deltaNorms.map((norm, index) => {
    const layer = readings.layers[index];
    const product = readings.products[index];
    const factors = spread?.layers[index];
    return [
      index + 1,
      norm,
      productNorms[index] ?? NaN,
      differences[index] ?? NaN,
      layer?.largest ?? null,
      layer?.rms ?? null,
      layer?.smallest ?? null,
      layer?.rank ?? null,
      product?.largest ?? null,
      product?.rms ?? null,
      product?.smallest ?? null,
      product?.log10Rms ?? null,
      product?.rank ?? null,
      factors?.low ?? null,
      factors?.median ?? null,
      factors?.high ?? null,
      spread?.meanField.layers[index] ?? null,
    ];
  });
}

/**
 * @param {Readings} readings - the numbers
 * @returns {string} every singular value, one a line
 */
export function valuesCsv({ layers, products }) {
  const lines = ['layer,matrix,index,value,log10,above rounding'];
  for (const [index, layer] of layers.entries()) {
    const product = products[index];
    for (const [name, spectrum] of /** @type {const} */ ([
      ['J', layer],
      ['product', product],
    ])) {
      spectrum?.values.forEach((value, place) => {
        const log10 = spectrum.log10Values[place];
        const isSure = place < spectrum.rank;
        lines.push(
          [index + 1, name, place + 1, value, log10, isSure].join(','),
        );
      });
    }
  }
  return [...lines, ''].join('\n');
}

/**
 * @param {readonly (number | null)[]} row - of the table
 * @returns {HTMLTableRowElement} its line
 */
function lineOf([layer, ...cells]) {
  return create(
    'tr',
    {},
    create('th', { scope: 'row' }, String(layer)),
    ...cells.map((cell) =>
      create('td', {}, cell === null ? '' : formatNumber(cell, 6)),
    ),
  );
}

/** @typedef {import('./jacobian-numbers.js').Readings} Readings */

/**
 * @typedef {object} DataOptions
 * @property {() => Readings | undefined} readings - what is now shown
 * @property {() => Iterable<[string, HTMLElement]>} pictures - by name
 */
