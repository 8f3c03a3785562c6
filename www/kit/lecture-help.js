/** The list of a figure's keys, loaded when it is asked for. */
import { html } from 'lit';
import { showDialog } from './dialog.js';
import { isShining, toggleLaser } from './laser.js';
import { LECTURE_KEYS, controlNamed, isGuest } from './lecture-keys.js';
import { figuresOf } from './next-figure.js';

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
  predict: 'Draw a prediction',
  compare: 'Keep the run for comparison',
  turn: 'Next and previous figure, while one fills the screen',
  laser: 'Laser dot at the pointer or finger',
  on: 'Switch it on',
  off: 'Switch it off',
  help: 'This list',
  names: /** @type {Readonly<Record<string, string>>} */ ({
    ' ': 'Space',
    ArrowRight: '→',
    ArrowLeft: '←',
    ArrowDown: '↓',
    ArrowUp: '↑',
    PageDown: 'Page\u202fDown',
    PageUp: 'Page\u202fUp',
  }),
});

/**
 * @param {HTMLElement} $figure - what it can do is listed, and nothing else
 * @param {Around} [around] - what its page does with keys
 */
export function help($figure, around = aroundOf($figure)) {
  const rows = LECTURE_KEYS.flatMap(([name, all]) => {
    const keys = all.filter((key) => !around.taken?.includes(key));
    return controlNamed($figure, name) ? [row(keys, words[name])] : [];
  });
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
          ${rows} ${around.rows.map(([keys, does]) => row(keys, does))}
          ${row(
            ['l'],
            html`${words.laser}
              <button
                type="button"
                @click=${() => {
                  close();
                  toggleLaser($figure);
                }}
              >
                ${isShining($figure) ? words.off : words.on}
              </button>`,
          )}
          ${row(['?'], words.help)}
        </tbody>
      </table>
      <p class="ug-hint">${around.note}</p>
      <button type="button" @click=${close}>${words.close}</button>
    `,
  );
}

/** @param {HTMLElement} $figure @returns {Around} what any page does */
function aroundOf($figure) {
  if (isGuest($figure)) return { rows: [], note: words.guestNote };
  const hasMore = figuresOf($figure.ownerDocument).length > 1;
  return {
    rows: hasMore ? [[['PageDown', 'PageUp'], words.turn]] : [],
    note: words.note,
  };
}

/** @param {readonly string[]} keys @param {unknown} does @returns {unknown} a template */
function row(keys, does) {
  return html`<tr>
    <th scope="row">
      ${keys.map((key) => html`<kbd>${words.names[key] ?? key}</kbd> `)}
    </th>
    <td>${does}</td>
  </tr>`;
}

/**
 * @typedef {object} Around
 * @property {readonly (readonly [keys: readonly string[], does: string])[]} rows - more of them
 * @property {readonly string[]} [taken] - keys that have another meaning there
 * @property {string} note - when the keys work
 */
