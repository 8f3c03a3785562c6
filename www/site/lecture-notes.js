/** The window with the notes: only the lecturer sees it. */
import { html, nothing, render } from 'lit';
import { usesKey } from '../kit/keys.js';
import { lectureWords as words } from './lecture-words.js';

const SECOND_MS = 1000;
const SECONDS_PER_MINUTE = 60;

const ON = /^(?:PageDown|ArrowRight| )$/;
const BACK = /^(?:PageUp|ArrowLeft)$/;

/**
 * @param {HTMLElement} $main - gets them
 * @param {BroadcastChannel} channel - to the lecture
 */
export function showNotes($main, channel) {
  const opened = performance.now();
  /** @type {Shown | null} */
  let shown = null;
  const turn = (/** @type {1 | -1} */ way) =>
    channel.postMessage({ turn: way });
  const show = () => render(notes(shown, opened, turn), $main);
  document.title = words.notesTitle;
  $main.replaceChildren();
  $main.classList.add('notes');
  channel.addEventListener('message', ({ data }) => {
    if (typeof data?.notes !== 'string') return;
    shown = data;
    show();
    scrollTo(0, 0);
  });
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, repeat } = event;
    if (ctrlKey || metaKey || altKey) return;
    const [$control] = event.composedPath();
    if (usesKey(/** @type {HTMLInputElement} */ ($control), event)) return;
    const isBack = BACK.test(key);
    if (!isBack && !ON.test(key)) return;
    event.preventDefault();
    if (!repeat) turn(isBack ? -1 : 1);
  });
  show();
  setInterval(show, SECOND_MS);
  channel.postMessage({ isNew: true });
}

/**
 * @param {Shown | null} shown - null before the lecture has answered
 * @param {number} opened - when, in ms
 * @param {(way: 1 | -1) => void} turn - the lecture
 * @returns {unknown} a template
 */
function notes(shown, opened, turn) {
  const now = new Date();
  // Whoever sets the clock does not change how long the lecture has lasted.
  const seconds = (performance.now() - opened) / SECOND_MS;
  const clock = now.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
  });
  const buttons = /** @type {const} */ ([
    [-1, words.previous],
    [1, words.next],
  ]);
  return html`<header>
      <time>${clock}</time>
      <span>${words.minutes(Math.floor(seconds / SECONDS_PER_MINUTE))}</span>
      <span class="tools">
        ${buttons.map(
          ([way, label]) =>
            html`<button type="button" @click=${() => turn(way)}>
              ${label}
            </button>`,
        )}
      </span>
    </header>
    ${shown ? scene(shown) : html`<p>${words.waiting}</p>`}`;
}

/** @param {Shown} shown @returns {unknown} a template */
function scene(shown) {
  if (shown.scene === null) return html`<h1>${words.list}</h1>`;
  const isLast = shown.scene === shown.count - 1;
  return html`<h1>
      <b>${words.place(shown.scene + 1, shown.count)}</b> ${shown.title}
    </h1>
    <p class="text">${shown.notes || words.noNotes}</p>
    <p class="next">
      ${isLast ? words.last : words.comesNext}
      ${isLast ? nothing : html`<b>${shown.next}</b>`}
    </p>`;
}

/**
 * @typedef {object} Shown
 * @property {number | null} scene - from 0; null for the list
 * @property {number} count - of scenes
 * @property {string} title
 * @property {string} notes
 * @property {string} next - the title of the next one
 */
