/** The numbers behind a picture: as a table, and with the picture as files. */
import { html, nothing } from 'lit';
import { wordsOf } from '../core/core-error.js';
import { buttonGroup } from './buttons.js';
import { copy } from './copied-text.js';
import { download } from './download.js';
import { dataWords, figureWords, panelFailed } from './figure-words.js';
import { cellText, tableToCsv } from './number-table.js';
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
 * @param {import('./python/copy.js').PythonCopy} [options.python] - a script that
 *   recomputes the numbers
 * @returns {unknown} a template
 */
export function pictureData({ host, name, table, pictures, python }) {
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
        ...(python ? [python.button] : []),
        ...pictureButtons(
          host,
          pictures.map(({ name: file, label, selector }) => ({
            // `hide` can name all pictures together or each by itself.
            control: `download-${file}`,
            label,
            files: () => svgIn(file, host.renderRoot.querySelector(selector)),
          })),
        ),
      ],
    },
    more: python?.render(),
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
 * @param {import('./figure.js').Figure<any, any, any>} host - the figure
 * @param {readonly Picture[]} pictures - that it gives
 * @param {() => import('./film.js').Film} [film] - if it moves
 * @returns {import('./buttons.js').ButtonOptions[]} for each picture one for SVG and one
 *   for PNG; at the end one for other sizes, and for an animation
 */
export function pictureButtons(host, pictures, film) {
  /** @param {() => Promise<void>} work */
  const attempt = async (work) => {
    try {
      await work();
    } catch (error) {
      host.showError(panelFailed(wordsOf(error)), 'png');
    }
  };
  const kinds = /** @type {const} */ (['svg', 'png']);
  return [
    ...pictures.flatMap(({ label, control = '', files }) =>
      kinds.map((kind) => ({
        control: `download-${kind} ${control}`.trim(),
        label: label.replace('SVG', kind.toUpperCase()),
        onClick: () =>
          void attempt(async () => {
            const { savePictures } = await import('./picture-files.js');
            await savePictures(host, files(), kind, null);
          }),
      })),
    ),
    {
      control: 'download-size',
      label: film ? dataWords.sizeOrFilm : dataWords.size,
      onClick: () =>
        void attempt(async () => {
          const { askPicture } = await import('./picture-dialog.js');
          askPicture(host, pictures, film);
        }),
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
 * Pictures that are taken together.
 *
 * @typedef {object} Picture
 * @property {string} label - of the button for SVG, with that word
 * @property {string} [control] - their name for `hide`, besides `download-svg` and
 *   `download-png`
 * @property {() => readonly PictureFile[]} files - as they stand
 */

/**
 * @typedef {object} PictureFile
 * @property {string} name - of the file, without what comes after the dot
 * @property {Element} svg - that needs no style sheet
 * @property {() => HTMLCanvasElement | null} [canvas] - the same, painted without an
 *   image made from SVG
 */
