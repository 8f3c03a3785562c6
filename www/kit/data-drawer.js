/** The numbers behind a picture: as a table, and with the picture as files. */
import { html, nothing } from 'lit';
import { buttonGroup } from './buttons.js';
import { copy } from './copied-text.js';
import { download } from './download.js';
import { dataWords, figureWords } from './figure-words.js';
import { cellText, tableToCsv } from './number-table.js';
import { noPng, pngFile } from './png-file.js';
import { svgFile } from './svg-file.js';

/** @typedef {import('./number-table.js').NumberTable} NumberTable */

/** @param {NumberTable} table @returns {unknown} a template; the first cell heads its row */
export function numberTable({ caption, headings, rows, digits }) {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([head = '', ...cells]) =>
          html`<tr>
            <th scope="row">${cellText(head, digits)}</th>
            ${cells.map((cell) => html`<td>${cellText(cell, digits)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/**
 * Numbers, which scroll if they are wider than the figure, notes on them, and
 * buttons for files.
 *
 * @param {object} options - the content
 * @param {string} options.label - what the numbers are, for assistive technology
 * @param {string} [options.control] - their name for `hide`
 * @param {unknown} options.numbers - a table
 * @param {unknown} [options.notes] - on the numbers
 * @param {Parameters<typeof buttonGroup>[0]} options.files - what can be downloaded
 * @param {string} [options.status] - reports the outcome
 * @param {unknown} [options.more] - below the buttons
 * @returns {unknown} a template
 */
export function numbersAndFiles({
  label,
  control,
  numbers,
  notes,
  files,
  status,
  more,
}) {
  return html`<div
      class="ug-table"
      role="region"
      aria-label=${label}
      tabindex="0"
      data-control=${control ?? nothing}
    >
      ${numbers}
    </div>
    ${notes ?? nothing}
    <div data-control="downloads">
      ${buttonGroup(files)}
      ${
        status === undefined
          ? nothing
          : html`<span class="ug-share-status" role="status">${status}</span>`
      }
      ${more ?? nothing}
    </div>`;
}

/**
 * @param {object} options - the content
 * @param {import('./figure.js').Figure<any, any, any>} options.host - the figure
 * @param {string} options.name - of the file of numbers
 * @param {NumberTable | null} options.table - the numbers, once there are any
 * @param {readonly { name: string, label: string, selector: string }[]} options.pictures -
 *   to download as SVG and PNG: the file's name, the button's label, and a selector for
 *   the element around the picture
 * @returns {unknown} a template
 */
export function pictureData({ host, name, table, pictures }) {
  return numbersAndFiles({
    label: dataWords.numbers,
    numbers: table ? numberTable(table) : nothing,
    notes: table?.digits
      ? html`<p class="ug-hint">${dataWords.rounded(table.digits)}</p>`
      : nothing,
    files: {
      label: dataWords.downloads,
      buttons: [
        {
          control: 'download-csv',
          label: dataWords.downloadCsv,
          onClick: () => {
            if (table) downloadCsv(name, table);
          },
        },
        ...pictures.flatMap(({ name: file, label, selector }) =>
          pictureButtons(host, {
            // `hide` can name all pictures together or each by itself.
            control: `download-${file}`,
            label,
            files: () => svgIn(file, host.renderRoot.querySelector(selector)),
          }),
        ),
      ],
    },
  });
}

/**
 * Downloads numbers as spreadsheets open them: with one kind of line end, and with
 * the mark of UTF-8 where there is more than ASCII; without it they garble a σ.
 *
 * @param {string} name - of the file, without `.csv`
 * @param {NumberTable | string} content - a table, or comma-separated values
 */
export function downloadCsv(name, content) {
  const text = typeof content === 'string' ? content : tableToCsv(content);
  const mark = /^\p{ASCII}*$/u.test(text) ? '' : '\uFEFF';
  const lines = text.replace(/\r?\n/g, '\r\n');
  download(`${name}.csv`, new Blob([mark, lines], { type: 'text/csv' }));
}

/**
 * @param {string} text - for the clipboard
 * @returns {Promise<string>} a message: whether it was copied
 */
export async function copyText(text) {
  return (await copy(text)) ? figureWords.copied : dataWords.notCopied;
}

/**
 * @param {import('./figure.js').Figure<any, any, any>} host - says so where a picture
 *   cannot be made
 * @param {object} options - of pictures that are taken together
 * @param {string} options.label - of the button for SVG, with that word
 * @param {string} [options.control] - their name for `hide`, besides `download-svg` and
 *   `download-png`
 * @param {() => readonly PictureFile[]} options.files - the pictures as they stand
 * @returns {import('./buttons.js').ButtonOptions[]} one for SVG, one for PNG
 */
export function pictureButtons(host, { label, control = '', files }) {
  const png = async () => {
    try {
      for (const { name, svg } of files()) {
        download(`${name}.png`, await pngFile(svg));
      }
      host.showError('', 'png');
    } catch {
      host.showError(noPng, 'png');
    }
  };
  return [
    {
      control: `download-svg ${control}`.trim(),
      label,
      onClick: () => {
        for (const { name, svg } of files()) {
          const file = new Blob([svg], { type: 'image/svg+xml' });
          download(`${name}.svg`, file);
        }
      },
    },
    {
      control: `download-png ${control}`.trim(),
      label: label.replace('SVG', 'PNG'),
      onClick: () => void png(),
    },
  ];
}

/**
 * @param {string} name - of the file, without `.svg`
 * @param {Element | null} $place - of the picture
 * @returns {PictureFile[]} the picture, if there is one
 */
export function svgIn(name, $place) {
  const $picture = $place?.querySelector('svg');
  return $place && $picture ? [{ name, svg: svgFile($picture, $place) }] : [];
}

/**
 * @typedef {object} PictureFile
 * @property {string} name - of the file, without what comes after the dot
 * @property {string} svg - its content
 */
