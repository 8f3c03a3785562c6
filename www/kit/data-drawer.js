/** The numbers behind a picture: as a table, and with the picture as files. */
import { html, nothing } from 'lit';
import { buttonGroup } from './buttons.js';
import { dataWords } from './data-words.js';
import { download } from './download.js';
import { cellText, tableToCsv } from './number-table.js';
import { svgFile } from './svg-file.js';

/** @typedef {import('./number-table.js').NumberTable} NumberTable */

/**
 * @param {NumberTable} table - what is in it
 * @returns {unknown} a template; the first cell heads its row
 */
export function numberTable({ caption, headings, rows }) {
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
            <th scope="row">${cellText(head)}</th>
            ${cells.map((cell) => html`<td>${cellText(cell)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/**
 * Numbers, scrolled where they are wider than the figure, what is to be said of
 * them, and buttons for files.
 *
 * @param {object} options - what is in it
 * @param {string} options.label - what the numbers are, for assistive technology
 * @param {string} [options.control] - their name for `hide`
 * @param {unknown} options.numbers - a table
 * @param {unknown} [options.notes] - said of the numbers
 * @param {Parameters<typeof buttonGroup>[0]} options.files - what can be had
 * @param {string} [options.status] - says how that went
 * @returns {unknown} a template
 */
export function numbersAndFiles({
  label,
  control,
  numbers,
  notes,
  files,
  status,
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
    </div>`;
}

/**
 * @param {object} options - where the numbers come from
 * @param {import('./figure.js').Figure<any, any, any>} options.host - the figure
 * @param {string} options.name - of the file of numbers
 * @param {NumberTable | null} options.table - the numbers, once there are any
 * @param {readonly { name: string, label: string, selector: string }[]} options.pictures -
 *   what can be had as SVG: a file's name, the button's words, and what finds
 *   the place of the picture in the figure
 * @returns {unknown} a template
 */
export function pictureData({ host, name, table, pictures }) {
  return numbersAndFiles({
    label: dataWords.numbers,
    numbers: table ? numberTable(table) : nothing,
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
        ...pictures.map((picture) => ({
          // One name for all pictures, and one for each.
          control: `download-svg download-${picture.name}`,
          label: picture.label,
          onClick: () =>
            downloadSvg(
              picture.name,
              host.renderRoot.querySelector(picture.selector),
            ),
        })),
      ],
    },
  });
}

/**
 * @param {string} name - of the file, without its ending
 * @param {NumberTable} table - what is in it
 */
export function downloadCsv(name, table) {
  const blob = new Blob([tableToCsv(table)], { type: 'text/csv' });
  download(`${name}.csv`, blob);
}

/**
 * @param {string} text - to be put where the reader pastes from
 * @returns {Promise<string>} how that went, in words
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return dataWords.copied;
  } catch {
    return dataWords.notCopied;
  }
}

/**
 * @param {string} name - of the file, without its ending
 * @param {Element | null} $place - where the picture is
 */
export function downloadSvg(name, $place) {
  const $picture = $place?.querySelector('svg');
  if (!$place || !$picture) return;
  const text = svgFile($picture, $place);
  download(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
}
