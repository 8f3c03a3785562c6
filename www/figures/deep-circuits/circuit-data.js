/** The counts as a table and as files, and the pictures as files. */
import { html } from 'lit';
import {
  copyText,
  downloadCsv,
  numbersAndFiles,
  numberTable,
  pictureButtons,
  svgIn,
} from '../../kit/data-drawer.js';
import { tableToCsv } from '../../kit/number-table.js';
import { PythonCopy } from '../../kit/python/copy.js';
import { circuitWords as words, countHeadings } from './words.js';

/** @import { Counts } from './circuit-numbers.js' */
/** @import { DeepCircuitsElement } from './deep-circuits.js' */

const KEYS = /** @type {(keyof typeof countHeadings)[]} */ (
  Object.keys(countHeadings)
);

/**
 * @param {DeepCircuitsElement} host - the figure
 * @returns {(counts: readonly Counts[]) => unknown} renders what is in the drawer
 */
export function circuitData(host) {
  /** What came of copying, and which numbers it was. */
  let copied = { csv: '', words: '' };
  const python = new PythonCopy(host, async () => {
    const { recomputed } = await import('./python.js');
    return () => recomputed(host.readings, host.state, host.inputBits);
  });

  return (counts) => {
    const { problem, bits } = host.state;
    const rows = counts.map((row) => KEYS.map((key) => row[key]));
    const table = {
      caption: words.tableCaption,
      headings: Object.values(countHeadings),
      rows,
    };
    const file = { caption: '', headings: KEYS, rows };
    const csv = tableToCsv(file);
    const name = `deep-circuits-${problem}-${bits}`;
    /** @param {string} control - of the place of the pictures */
    const picturesIn = (control) => {
      const places = host.renderRoot.querySelectorAll(
        `[data-control=${control}] [data-picture]`,
      );
      return [...places].flatMap(($place) =>
        svgIn(`${name}-${$place.getAttribute('data-picture')}`, $place),
      );
    };
    return numbersAndFiles({
      label: words.data,
      numbers: numberTable(table),
      notes: html`<p class="ug-hint">
        ${problem === 'parity' ? words.formula : words.beyond}
      </p>`,
      files: {
        label: words.data,
        buttons: [
          {
            control: 'download-csv',
            label: words.downloadCsv,
            onClick: () => downloadCsv(`${name}-counts`, file),
          },
          {
            control: 'copy-csv',
            label: words.copyCsv,
            onClick: async () => {
              copied = { csv, words: await copyText(csv) };
              host.requestUpdate();
            },
          },
          python.button,
          ...pictureButtons(host, [
            {
              label: words.downloadDrawing,
              files: () => picturesIn('drawing'),
            },
            {
              control: 'download-counts',
              label: words.downloadCounts,
              files: () => picturesIn('counts'),
            },
          ]),
        ],
      },
      status: copied.csv === csv ? copied.words : '',
      more: python.render(),
    });
  };
}
