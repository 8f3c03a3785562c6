/** The list of a lecture's scenes: to order, to give notes, to take along. */
import { html, nothing, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { copy } from '../kit/copied-text.js';
import { download } from '../kit/download.js';
import { figureNamed } from '../figures/index.js';
import { schemas } from './address.js';
import { lectureWords as words } from './lecture-words.js';
import { MOST, scenesToHash, writeScenes } from './scenes.js';

/** @typedef {import('./lecture.js').Lecture} Lecture */
/** @typedef {import('./scenes.js').Scene} Scene */
/** @typedef {import('./scenes.js').ShownScene} ShownScene */
/** @typedef {Event & { target: HTMLInputElement }} Changed */

/** A character takes up to so many bytes. */
const MOST_BYTES = 4;

/** What was said last, and a link that could not be copied. */
const said = { status: '', link: '' };

/** @param {Lecture} lecture @param {HTMLElement} $place - gets its list */
export function renderList(lecture, $place) {
  document.title = words.heading;
  const { scenes } = lecture;
  const say = (/** @type {Partial<typeof said>} */ what) => {
    Object.assign(said, what);
    renderList(lecture, $place);
  };
  render(
    html` <h1>${words.heading}</h1>
      <p>
        ${scenes.length === 0 ? words.empty : words.hint}
        <a href="index.html">${words.thePage}</a>
      </p>
      <p class="tools">
        ${
          scenes.length === 0
            ? nothing
            : html`<button
                  type="button"
                  class="primary"
                  @click=${() => lecture.show(0)}
                >
                  ${words.start}
                </button>
                <button type="button" @click=${() => save(scenes)}>
                  ${words.save}
                </button>
                <button
                  type="button"
                  @click=${async () => say(await copyLink(scenes))}
                >
                  ${words.copy}
                </button>`
        }
        <label class="button"
          >${words.open}
          <input
            type="file"
            accept=".json,application/json"
            @change=${(/** @type {Changed} */ { target }) => openFile(lecture, target)}
        /></label>
        ${
          lecture.canUndo
            ? html`<button type="button" @click=${() => lecture.undo()}>
                ${words.undo}
              </button>`
            : nothing
        }
        <span role="status">${said.status}</span>
      </p>
      ${
        said.link === ''
          ? nothing
          : html`<textarea
              readonly
              rows="3"
              aria-label=${words.link}
              .value=${live(said.link)}
            ></textarea>`
      }
      <ol aria-label=${words.scenes}>
        ${scenes.map((_, index) => item(lecture, index))}
      </ol>`,
    $place,
  );
  Object.assign(said, { status: '', link: '' });
}

/** @param {Lecture} lecture @param {number} index - of a scene @returns {unknown} a template */
function item(lecture, index) {
  const { scenes } = lecture;
  const scene = /** @type {ShownScene} */ (scenes[index]);
  const name = figureNamed(scene.figure).title;
  const { epochs } = scene.linked.state;
  const plays = epochs !== undefined && schemas.opensAtEpoch(scene.figure);
  const set = async (
    /** @type {Partial<Scene>} */ changes,
    /** @type {Changed} */ { target },
  ) => {
    const changed = { ...scene, ...changes };
    const isGood = await lecture.change(scenes.with(index, changed));
    // What could not be used stands there to be mended.
    if (!isGood) target.focus();
  };
  const move = (/** @type {number} */ to) => {
    const others = scenes.toSpliced(index, 1);
    void lecture.change(others.toSpliced(to, 0, scene));
  };
  const act = (
    /** @type {string} */ label,
    /** @type {() => unknown} */ onClick,
    isDisabled = false,
  ) =>
    html`<button
      type="button"
      aria-label=${words.named(label, index + 1)}
      ?disabled=${isDisabled}
      @click=${onClick}
    >
      ${label}
    </button>`;
  return html`<li>
    <label
      >${words.title}
      <input
        type="text"
        maxlength=${MOST.title}
        placeholder=${name}
        .value=${live(scene.title)}
        @change=${(/** @type {Changed} */ event) =>
          set({ title: event.target.value }, event)}
    /></label>
    <label
      >${words.link}
      <input
        type="text"
        spellcheck="false"
        .value=${live(scene.link)}
        @change=${(/** @type {Changed} */ event) =>
          set({ link: event.target.value.replace(/^[^#]*#/, '') }, event)}
    /></label>
    ${
      plays
        ? html`<label class="narrow"
            >${words.until}
            <input
              type="text"
              inputmode="numeric"
              .value=${live(String(scene.until ?? ''))}
              @change=${(/** @type {Changed} */ event) =>
                set({ until: epochIn(event.target.value) }, event)}
          /></label>`
        : nothing
    }
    <label class="wide"
      >${words.notes}
      <textarea
        rows="3"
        maxlength=${MOST.notes}
        .value=${live(scene.notes)}
        @change=${(/** @type {Changed} */ event) =>
          set({ notes: event.target.value }, event)}
      ></textarea>
    </label>
    <p class="tools">
      ${act(words.show, () => lecture.show(index))}
      ${act(words.up, () => move(index - 1), index === 0)}
      ${act(words.down, () => move(index + 1), index === scenes.length - 1)}
      ${act(words.remove, () => lecture.change(scenes.toSpliced(index, 1)))}
    </p>
  </li>`;
}

/** @param {string} text @returns {any} the epoch that it names; undefined for none; the text where it is no number */
function epochIn(text) {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** @param {readonly Scene[]} scenes */
function save(scenes) {
  const type = 'application/json';
  download(words.fileName, new Blob([writeScenes(scenes)], { type }));
}

/** @param {readonly Scene[]} scenes @returns {Promise<typeof said>} what to say of it */
async function copyLink(scenes) {
  const page = new URL('lecture.html', location.href).href;
  const link = `${page}#${await scenesToHash(scenes)}`;
  if (await copy(link)) return { status: words.copied, link: '' };
  return { status: words.copyByHand, link };
}

/** @param {Lecture} lecture @param {HTMLInputElement} $chosen - with a file */
async function openFile(lecture, $chosen) {
  const [file] = $chosen.files ?? [];
  if (!file) return;
  if (file.size > MOST_BYTES * MOST.text) lecture.say(words.tooLong(file.name));
  else await lecture.replace(() => file.text());
  // The same file, mended, can be chosen again.
  $chosen.value = '';
}
