/** The small dialog that gives a picture in any size, or its animation; loaded when asked for. */
import { html, nothing, render } from 'lit';
import { wordsOf } from '../core/core-error.js';
import { showDialog } from './dialog.js';
import { download } from './download.js';
import { savePictures } from './picture-files.js';
import { SIZES, sizeNamed } from './picture-size.js';

/** @import { Figure } from './figure.js' */
/** @import { Film } from './film.js' */
/** @import { Picture } from './data-drawer.js' */

const words = Object.freeze({
  title: 'Picture as a file',
  picture: 'Picture',
  size: 'Size',
  width: 'Width',
  height: 'Height',
  heightOfItsOwn: 'as needed',
  svg: 'Save SVG',
  png: 'Save PNG',
  gif: 'Make GIF',
  webm: 'Make WebM',
  film: 'Animation: it trains once more, from the start, with the same numbers',
  frames: 'Frames',
  seconds: 'Seconds',
  spacing: 'Frames are',
  early: 'closer at the start',
  even: 'evenly spaced',
  making: (/** @type {string} */ kind, /** @type {number} */ share) =>
    `Making the ${kind}: ${Math.round(100 * share)} %`,
  made: (/** @type {string} */ name) => `${name} is made.`,
  stop: 'Stop',
  stopped: 'Stopped; no file was made.',
  failed: (/** @type {string} */ kind, /** @type {string} */ reason) =>
    `The ${kind} could not be made: ${reason.replace(/\.$/, '')}.`,
  close: 'Close',
  hint: 'In every file stand title, settings and link; the picture says them in a line of its own.',
});

/** What an animation can become, with what makes it. */
const FILMS = Object.freeze({
  gif: {
    name: 'GIF',
    begin: async () => (await import('./gif-file.js')).gifFile(),
  },
  webm: {
    name: 'WebM',
    begin: async () => (await import('./webm-file.js')).webmFile(),
  },
});

const FRAMES = [30, 60, 120];
const SECONDS = [4, 8, 16];

/**
 * @param {Figure<any, any, any>} host - the figure
 * @param {readonly Picture[]} pictures - it has
 * @param {(() => Film) | undefined} film - if it moves
 */
export function askPicture(host, pictures, film) {
  const chosen = { picture: 0, size: 'shown', width: '', height: '' };
  const pace = { frames: 60, seconds: 8, isEven: false };
  let status = '';
  /** @type {AbortController | null} While a film is made. */
  let making = null;
  /** @type {HTMLElement | null} */
  let $content = null;

  /** @param {string} [said] */
  const show = (said = '') => {
    status = said;
    if ($content) render(content(), $content);
  };
  /** @param {number} [most] @returns {import('./picture-size.js').PictureSize | null | undefined} undefined where it is refused, which is said */
  const size = (most) => {
    try {
      return sizeNamed(chosen.size, chosen, most);
    } catch (error) {
      show(wordsOf(error));
      return undefined;
    }
  };
  const files = () => pictures[chosen.picture]?.files() ?? [];
  /** @param {'svg' | 'png'} kind */
  const save = async (kind) => {
    const wanted = size();
    if (wanted === undefined) return;
    show();
    await savePictures(host, files(), kind, wanted);
  };
  /** @param {keyof typeof FILMS} kind - of file */
  const animate = async (kind) => {
    if (!film || making) return;
    const { name: kindName, begin } = FILMS[kind];
    making = new AbortController();
    const { signal } = making;
    try {
      const [{ filmed, MOST_PIXELS }, file] = await Promise.all([
        import('./film.js'),
        begin(),
      ]);
      const wanted = size(MOST_PIXELS);
      if (wanted === undefined) return;
      const name = `${files()[0]?.name ?? host.localName}.${kind}`;
      const progress = (/** @type {number} */ share) =>
        show(words.making(kindName, share));
      progress(0);
      const options = { ...pace, film: film(), files, size: wanted, file };
      const made = await filmed(host, { ...options, signal, progress });
      making = null;
      show(words.made(name));
      download(name, made);
    } catch (error) {
      making = null;
      const isStopped =
        error instanceof DOMException && error.name === 'AbortError';
      show(isStopped ? words.stopped : words.failed(kindName, wordsOf(error)));
    } finally {
      making = null;
      show(status);
    }
  };

  /** @param {string} label @param {readonly { value: string, label: string }[]} options @param {string} value @param {(value: string) => void} take */
  const select = (label, options, value, take) =>
    html`<label
      >${label}
      <select
        aria-label=${label}
        @change=${(/** @type {{ target: HTMLSelectElement }} */ { target }) => {
          take(target.value);
          show();
        }}
      >
        ${options.map(
          (option) =>
            html`<option
              value=${option.value}
              ?selected=${option.value === value}
            >
              ${option.label}
            </option>`,
        )}
      </select></label
    >`;
  /** @param {'width' | 'height'} key */
  const field = (key) =>
    html`<label
      >${words[key]}
      <input
        type="number"
        aria-label=${words[key]}
        min="100"
        max="8192"
        placeholder=${key === 'height' ? words.heightOfItsOwn : nothing}
        .value=${chosen[key]}
        @input=${(/** @type {{ target: HTMLInputElement }} */ { target }) => {
          chosen[key] = target.value;
        }}
    /></label>`;
  const numbers = (/** @type {number[]} */ all) =>
    all.map((value) => ({ value: `${value}`, label: `${value}` }));

  const content = () =>
    html` ${
        pictures.length > 1
          ? select(
              words.picture,
              pictures.map(({ label }, index) => ({
                value: `${index}`,
                label: plainName(label),
              })),
              `${chosen.picture}`,
              (value) => (chosen.picture = Number(value)),
            )
          : nothing
      }
      ${select(
        words.size,
        SIZES.map(({ name, label }) => ({ value: name, label })),
        chosen.size,
        (value) => (chosen.size = value),
      )}
      ${chosen.size === 'own' ? [field('width'), field('height')] : nothing}
      <div class="ug-buttons">
        <button
          type="button"
          ?disabled=${making}
          @click=${() => void save('svg')}
        >
          ${words.svg}
        </button>
        <button
          type="button"
          ?disabled=${making}
          @click=${() => void save('png')}
        >
          ${words.png}
        </button>
      </div>
      ${film ? filmControls() : nothing}
      <p class="ug-hint" role="status">${status}</p>
      <p class="ug-hint">${words.hint}</p>`;

  const filmControls = () =>
    html` <p class="ug-hint">${words.film}</p>
      ${select(words.frames, numbers(FRAMES), `${pace.frames}`, (value) => {
        pace.frames = Number(value);
      })}
      ${select(words.seconds, numbers(SECONDS), `${pace.seconds}`, (value) => {
        pace.seconds = Number(value);
      })}
      ${select(
        words.spacing,
        [
          { value: '', label: words.early },
          { value: 'even', label: words.even },
        ],
        pace.isEven ? 'even' : '',
        (value) => (pace.isEven = value === 'even'),
      )}
      <div class="ug-buttons">
        ${
          making
            ? html`<button type="button" @click=${() => making?.abort()}>
                ${words.stop}
              </button>`
            : /** @type {const} */ (['gif', 'webm']).map(
                (kind) =>
                  html`<button type="button" @click=${() => void animate(kind)}>
                    ${words[kind]}
                  </button>`,
              )
        }
      </div>`;

  showDialog(
    host,
    words.title,
    (close) =>
      html`<div class="ug-picture-dialog"></div>
        <div class="ug-buttons">
          <button type="button" @click=${close}>${words.close}</button>
        </div>`,
  );
  $content = host.shadowRoot?.querySelector('.ug-picture-dialog') ?? null;
  $content
    ?.closest('dialog')
    ?.addEventListener('close', () => making?.abort(), { once: true });
  show();
}

/** @param {string} label - of the button for SVG @returns {string} without that word */
function plainName(label) {
  const name = label.replace(/ as SVG| \(SVG\)|SVG of /, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
