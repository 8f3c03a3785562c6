/** The table of the epoch that is shown, and the run and its pictures as files. */
import { nothing } from 'lit';
import {
  copyText,
  downloadCsv,
  numbersAndFiles,
  numberTable,
  pictureButtons,
  svgIn,
} from '../../kit/data-drawer.js';
import { quoted } from '../../kit/number-table.js';
import { readable } from '../../kit/numbers.js';
import { MEASURED } from '../../run/activation-history.js';
import { fingerprinted } from '../../run/fingerprint.js';
import { runFilm } from '../../run/run-film.js';
import { TakeOut } from '../../run/take-out.js';
import { saturationWords as words } from './words.js';

/** @import { ActivationHistory, ActivationRow } from '../../run/activation-history.js' */
/** @import { ActivationSaturationElement } from './activation-saturation.js' */

/** @typedef {{ name: string, epoch: number, own: ActivationHistory | null }} KeptColumns - a run kept, to its epoch */

const DIGITS = 4;

/**
 * @param {ActivationSaturationElement} figure - the host
 * @param {() => Element | null} plot - as an SVG file, if it is shown
 * @returns {(history: ActivationHistory | null, row: ActivationRow | null) => unknown}
 *   renders what is in the drawer
 */
export function saturationData(figure, plot) {
  let status = '';
  const takeOut = new TakeOut(figure);
  return (history, row) => {
    const name = `activation-saturation-seed-${figure.shown.seed}`;
    return numbersAndFiles({
      label: words.data,
      numbers: row ? numberTable(tableOf(row)) : nothing,
      files: {
        label: words.downloads,
        buttons: [
          ...pictureButtons(
            figure,
            [
              {
                label: words.downloadPlot,
                files: () => {
                  const svg = plot();
                  return svg ? [{ name, svg }] : [];
                },
              },
              {
                control: 'download-histograms',
                label: words.downloadHistograms,
                files: () =>
                  svgIn(
                    `${name}-histograms`,
                    figure.renderRoot.querySelector('.saturation-histograms'),
                  ),
              },
            ],
            () => runFilm(figure.training),
          ),
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => {
              if (history) {
                downloadCsv(
                  fingerprinted(name, figure.training.history),
                  historyToCsv(history, figure.keptDoor.columns),
                );
              }
            },
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: async () => {
              status = await copyText(row ? rowsToCsv([row]) : '');
              figure.requestUpdate();
            },
          },
          ...takeOut.buttons,
        ],
      },
      status,
      more: takeOut.render(),
    });
  };
}

/**
 * @param {ActivationRow} row - of the epoch shown
 * @returns {import('../../kit/number-table.js').NumberTable} a row a layer
 */
export function tableOf({ epoch, layers }) {
  return {
    caption: words.tableCaption(epoch),
    headings: words.headings,
    rows: layers.map((layer, index) => [
      String(index + 1),
      ...MEASURED.map((name) => readable(layer[name], DIGITS)),
    ]),
  };
}

/**
 * @param {ActivationHistory} history
 * @param {readonly KeptColumns[]} [kept] - runs behind it, whose lines come below; then
 *   every line ends with the run that it is of
 * @returns {string} all its rows
 */
export function historyToCsv(history, kept = []) {
  const own = rowsToCsv(allOf(history));
  if (kept.length === 0) return own;
  const runs = kept.flatMap(({ name, epoch, own: rows }) =>
    rows ? [{ name, text: rowsToCsv(allOf(rows, epoch)) }] : [],
  );
  const [header = '', ...lines] = own.trimEnd().split('\n');
  const others = runs.flatMap(({ name, text }) =>
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => `${line},${quoted(name)}`),
  );
  const all = [`${header},run`, ...lines.map((line) => `${line},`), ...others];
  return `${all.join('\n')}\n`;
}

/** @param {ActivationHistory} history @param {number} [last] - epoch @returns {ActivationRow[]} its rows up to then */
function allOf(history, last = Infinity) {
  return history.epochs
    .filter((epoch) => epoch <= last)
    .flatMap((epoch) => history.at(epoch) ?? []);
}

/**
 * @param {readonly ActivationRow[]} rows
 * @returns {string} comma-separated values, a line a layer and epoch: its numbers,
 *   the ends of its histogram, then the shares of the bins
 */
export function rowsToCsv(rows) {
  const bins = rows[0]?.layers[0]?.bins ?? [];
  const names = [...MEASURED, 'low', 'high'];
  const heads = [...names, ...bins.map((_, bin) => `bin_${bin + 1}`)];
  const lines = [['epoch', 'layer', ...heads].join(',')];
  for (const { epoch, layers } of rows) {
    for (const [index, layer] of layers.entries()) {
      const numbers = [
        ...MEASURED,
        /** @type {const} */ ('low'),
        /** @type {const} */ ('high'),
      ].map((name) => layer[name]);
      lines.push([epoch, index + 1, ...numbers, ...layer.bins].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}
