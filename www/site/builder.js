/** A part of the page: choose a figure and how it is shown, see it, and copy the code. */
import { html, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { figureNamed, figures } from '../figures/index.js';
import { copy } from '../kit/copied-text.js';
import { viewOf } from '../kit/link.js';
import { schemas } from './address.js';
import { builderWords as words } from './builder-words.js';
import { embedAddress, embedCodes } from './embed-codes.js';

/** @typedef {import('./address.js').Figure} Figure */
/** @typedef {import('./embed-codes.js').Place} Place */
/** @typedef {Event & { target: HTMLInputElement & HTMLSelectElement }} Chosen */

/** Of a slide, of a column of text, of a phone. */
const WIDTHS = ['100%', '960', '800', '375'];

const LOWEST = 200;
const HIGHEST = 4000;

/** The builder of embeds. */
export class Builder {
  #$place;
  #isOpen = false;
  #name = figures[0]?.name ?? '';
  #hide = /** @type {Set<string>} */ (new Set());
  #theme = '';
  #width = '100%';
  /** What the author wants; null for what the figure needs. @type {number | null} */
  #height = null;
  #needed = 540;
  /** @type {Place} */
  #for = 'frame';
  #status = '';

  /** @param {HTMLElement} $place - gets it */
  constructor($place) {
    this.#$place = $place;
    document.addEventListener('statechange', ({ target }) => {
      if (target === this.#$figure) this.#show();
    });
    addEventListener('message', ({ data, source }) => {
      if (data?.type !== 'resize' || source !== this.#$frame?.contentWindow) {
        return;
      }
      this.#needed = data.height;
      this.#show();
    });
    this.#choose(this.#name);
  }

  /** @param {boolean} isOpen - while it is not, no figure is shown in it */
  toggle(isOpen) {
    this.#isOpen = isOpen;
    this.#show();
  }

  get #$figure() {
    return /** @type {Figure} */ (document.querySelector(this.#name));
  }

  get #$frame() {
    return this.#$place.querySelector('iframe');
  }

  /** @param {string} name - of the figure to show */
  #choose(name) {
    this.#name = name;
    this.#hide = new Set(viewOf(this.#$figure).hide);
    this.#height = null;
    this.#show();
  }

  get #embedding() {
    const schema = schemas.get(this.#name);
    if (!schema) throw new Error(`${this.#name} is not loaded`);
    const { state } = this.#$figure;
    const theme = /** @type {'light' | 'dark' | 'auto' | ''} */ (this.#theme);
    const { pace } = viewOf(this.#$figure);
    return {
      site: new URL('.', location.href).href,
      schema,
      title: figureNamed(this.#name).title,
      state,
      view: {
        hide: [...this.#hide],
        ...(theme && { theme }),
        ...(pace && { pace }),
      },
      width: this.#width,
      height: this.#height ?? this.#needed,
    };
  }

  /** @returns {string[]} what can be hidden of the figure as it stands */
  get #controls() {
    const $all =
      this.#$figure.shadowRoot?.querySelectorAll('[data-control]') ?? [];
    const names = [...$all].flatMap(
      ($each) => $each.getAttribute('data-control')?.split(' ') ?? [],
    );
    return [...new Set([...names, ...this.#hide])];
  }

  /** Shows it with what was chosen. */
  #show() {
    if (!this.#isOpen) {
      render(html``, this.#$place);
      return;
    }
    const embedding = this.#embedding;
    const code = embedCodes(embedding)[this.#for].trim();
    render(
      html`<div class="builder-choices">
          ${choice(words.figure, {
            options: figures.map(({ name, title }) => [name, title]),
            value: this.#name,
            change: (name) => this.#choose(name),
          })}
          ${choice(words.colours, {
            options: Object.entries(words.themes),
            value: this.#theme,
            change: (theme) => this.#set(() => (this.#theme = theme)),
          })}
          ${choice(words.width, {
            options: WIDTHS.map((width) => [
              width,
              width === '100%' ? words.fullWidth : words.pixels(Number(width)),
            ]),
            value: this.#width,
            change: (width) => this.#set(() => (this.#width = width)),
          })}
          <label
            >${words.height}
            <input
              type="number"
              min=${LOWEST}
              max=${HIGHEST}
              .value=${live(String(embedding.height))}
              @change=${(/** @type {Chosen} */ { target }) => {
                const height = Math.round(target.valueAsNumber);
                const isGood = height >= LOWEST && height <= HIGHEST;
                this.#set(() => (this.#height = isGood ? height : null));
              }}
            />
          </label>
          ${choice(words.place, {
            options: Object.entries(words.places),
            value: this.#for,
            change: (place) =>
              this.#set(() => (this.#for = /** @type {Place} */ (place))),
          })}
        </div>
        <fieldset class="builder-hidden">
          <legend>${words.hidden}</legend>
          ${this.#controls.map(
            (name) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${live(this.#hide.has(name))}
                  @change=${(/** @type {Chosen} */ { target }) =>
                    this.#set(() =>
                      target.checked
                        ? this.#hide.add(name)
                        : this.#hide.delete(name),
                    )}
                />
                ${name}</label
              >`,
          )}
        </fieldset>
        <p>${words.state} ${words.needs(this.#needed)}</p>
        <textarea
          readonly
          rows="6"
          spellcheck="false"
          aria-label=${words.code}
          .value=${live(code)}
        ></textarea>
        <button type="button" @click=${() => void this.#copy(code)}>
          ${words.copy}
        </button>
        <span role="status">${this.#status}</span>
        <div
          class="builder-preview"
          tabindex="0"
          role="region"
          aria-label=${words.preview}
        >
          <iframe
            title=${`${words.preview}: ${embedding.title}`}
            width=${embedding.width}
            height=${embedding.height}
          ></iframe>
        </div>`,
      this.#$place,
    );
    this.#load(embedAddress(embedding));
  }

  /** @param {() => unknown} change - of a choice */
  #set(change) {
    change();
    this.#status = '';
    this.#show();
  }

  /** @param {string} address - that the frame is to show, without a step of the history */
  #load(address) {
    const view = this.#$frame?.contentWindow;
    if (!view || view.location.href === address) return;
    // The figure in it writes its own state there; only what is new is loaded.
    if (this.#loaded === address && view.location.href !== 'about:blank') {
      return;
    }
    this.#loaded = address;
    view.location.replace(address);
  }

  #loaded = '';

  /** @param {string} code */
  async #copy(code) {
    const isCopied = await copy(code);
    if (!isCopied) this.#$place.querySelector('textarea')?.select();
    this.#status = isCopied ? words.copied : words.copyByHand;
    this.#show();
  }
}

/**
 * @param {string} label - for readers
 * @param {object} of - what can be chosen
 * @param {readonly (readonly [value: string, label: string])[]} of.options - in order
 * @param {string} of.value - that is
 * @param {(value: string) => void} of.change - called with another
 * @returns {unknown} a template
 */
function choice(label, { options, value, change }) {
  return html`<label
    >${label}
    <select
      aria-label=${label}
      @change=${(/** @type {Chosen} */ { target }) => change(target.value)}
    >
      ${options.map(
        ([each, text]) =>
          html`<option value=${each} ?selected=${each === value}>
            ${text}
          </option>`,
      )}
    </select></label
  >`;
}
