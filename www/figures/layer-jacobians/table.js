/** The numbers as a table and as files, and the pictures as files. */
import {
  copyText,
  downloadCsv,
  numbersAndFiles,
  numberTable,
  pictureButtons,
  svgIn,
} from '../../kit/data-drawer.js';
import { tableToCsv } from '../../kit/number-table.js';
import { formatNumber } from '../../kit/numbers.js';
import { PythonCopy } from '../../kit/python/copy.js';
import { pictures } from './pictures.js';
import { jacobianWords as words } from './words.js';

/**
 * @param {import('../../kit/figure.js').Figure<any, Readings, any>} host - the figure
 * @returns {() => unknown} renders the drawer
 */
export function dataDrawer(host) {
  let status = '';
  /** @type {Readings | undefined} The numbers that the status is about. */
  let copied;
  const python = new PythonCopy(host, async () => {
    const { pixelsOf, recomputed } = await import('./python.js');
    const { loadedCore: core, readings } = host;
    const pixels =
      core && readings && (await pixelsOf(core, readings.state.digit));
    return () => (pixels ? recomputed(readings, pixels) : null);
  });
  return () => {
    const { readings } = host;
    if (!readings) return words.measuring;
    const table = layersTable(readings);
    return numbersAndFiles({
      label: words.table,
      numbers: numberTable({
        ...table,
        rows: table.rows.map((row) =>
          row.map((cell) =>
            typeof cell === 'number' ? formatNumber(cell, 6) : cell,
          ),
        ),
      }),
      files: {
        label: words.downloads,
        buttons: [
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => downloadCsv('layer-jacobians-layers', table),
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: async () => {
              status = await copyText(tableToCsv(table));
              copied = readings;
              host.requestUpdate();
            },
          },
          {
            control: 'download-values',
            label: words.downloadValues,
            onClick: () =>
              downloadCsv(
                'layer-jacobians-singular-values',
                valuesTable(readings),
              ),
          },
          python.button,
          ...pictureButtons(host, [
            {
              label: words.downloadSvg,
              files: () =>
                pictures.flatMap(({ name }) =>
                  svgIn(
                    `layer-jacobians-${name}`,
                    host.renderRoot.querySelector(
                      `[data-control=${name}] .plot-canvas`,
                    ),
                  ),
                ),
            },
          ]),
        ],
      },
      status: copied === readings ? status : '',
      more: python.render(),
    });
  };
}

/**
 * @param {Readings} readings - the numbers
 * @returns {NumberTable} a row for each hidden layer; '' where there is no such
 *   number
 */
export function layersTable(readings) {
  const { deltaNorms, productNorms, differences, spread } = readings;
  return {
    caption: words.tableCaption,
    headings: words.tableHeadings,
    rows: deltaNorms.map((norm, index) => {
      const layer = readings.layers[index];
      const product = readings.products[index];
      const factors = spread?.layers[index];
      const averaged = spread?.averaged.layers[index];
      return [
        index + 1,
        norm,
        productNorms[index],
        differences[index],
        layer?.largest,
        layer?.rms,
        layer?.smallest,
        layer?.rank,
        product?.largest,
        product?.rms,
        product?.smallest,
        product?.log10Rms,
        product?.rank,
        factors?.low,
        factors?.median,
        factors?.high,
        spread?.meanField.layers[index],
        averaged?.low,
        averaged?.median,
        averaged?.high,
      ].map((cell) => cell ?? '');
    }),
  };
}

/**
 * @param {Readings} readings - the numbers
 * @returns {NumberTable} a row for each singular value
 */
export function valuesTable({ layers, products }) {
  /** @param {string} name @param {number} index @param {Spectrum} [spectrum] */
  const rowsOf = (name, index, spectrum) =>
    spectrum?.values.map((value, place) => [
      index + 1,
      name,
      place + 1,
      value,
      spectrum.log10Values[place] ?? NaN,
      String(place < spectrum.rank),
    ]) ?? [];
  return {
    caption: '',
    headings: ['layer', 'matrix', 'index', 'value', 'log10', 'above rounding'],
    rows: layers.flatMap((layer, index) => [
      ...rowsOf('J', index, layer),
      ...rowsOf('product', index, products[index]),
    ]),
  };
}

/** @typedef {import('./numbers.js').Readings} Readings */
/** @typedef {import('./numbers.js').Spectrum} Spectrum */
/** @typedef {import('../../kit/number-table.js').NumberTable} NumberTable */
