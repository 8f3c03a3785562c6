/** The list of a figure's keys, loaded when it is asked for. */
import { html } from 'lit';
import { showDialog } from './dialog.js';
import { LECTURE_KEYS, controlNamed, isGuest } from './lecture-keys.js';

const words = Object.freeze({
  title: 'Keys of this figure',
  note: 'They work while the figure has the focus or fills the screen, and leave alone what the control in use has a use for.',
  guestNote:
    'They work while the figure fills the screen, and leave alone what the control in use has a use for.',
  close: 'Close',
  key: 'Key',
  does: 'What it does',
  play: 'Play or pause',
  step: 'One step',
  reset: 'Reset',
  presets: 'Next preset',
  'go-to': 'Go to an epoch',
  help: 'This list',
  names: /** @type {Readonly<Record<string, string>>} */ ({
    ' ': 'Space',
    ArrowRight: '→',
  }),
});

/** @param {HTMLElement} $figure - what it can do is listed, and nothing else */
export function help($figure) {
  const rows = LECTURE_KEYS.flatMap(([name, keys]) =>
    controlNamed($figure, name) ? [row(keys, words[name])] : [],
  );
  showDialog(
    $figure,
    words.title,
    (close) => html`
      <h2>${words.title}</h2>
      <table>
        <thead class="ug-unseen">
          <tr>
            <th scope="col">${words.key}</th>
            <th scope="col">${words.does}</th>
          </tr>
        </thead>
        <tbody>
          ${rows} ${row(['?'], words.help)}
        </tbody>
      </table>
      <p class="ug-hint">${isGuest($figure) ? words.guestNote : words.note}</p>
      <button type="button" @click=${close}>${words.close}</button>
    `,
  );
}

/** @param {readonly string[]} keys @param {string} does @returns {unknown} a template */
function row(keys, does) {
  return html`<tr>
    <th scope="row">
      ${keys.map((key) => html`<kbd>${words.names[key] ?? key}</kbd> `)}
    </th>
    <td>${does}</td>
  </tr>`;
}
