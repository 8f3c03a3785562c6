import { html, nothing } from 'lit';
import { button } from './buttons.js';
import { CopiedText } from './copied-text.js';
import { missingIn } from './code-missing.js';
import { figureWords } from './figure-words.js';
import { figureToHash, viewOf } from './link.js';
import { siteAddress } from './site-address.js';

/** Lines of icons, 16 × 16. */
const LINES = Object.freeze({
  undo: 'M6 2.5 2.5 6 6 9.5M3 6h6.5a3.5 3.5 0 0 1 0 7H6',
  redo: 'm10 2.5 3.5 3.5-3.5 3.5M13 6H6.5a3.5 3.5 0 0 0 0 7H10',
  sound:
    'M2.5 6v4H5l3.5 3V3L5 6ZM11 5.5a3.5 3.5 0 0 1 0 5M12.5 3a7 7 0 0 1 0 10',
  fullScreen: 'M2.5 6V2.5H6m4 0h3.5V6m0 4v3.5H10m-4 0H2.5V10',
});

/**
 * The toolbar under every figure: undo and redo, copy a link, copy embed code, full
 * screen.
 */
export class Toolbar {
  /**
   * What a page offers beside a copied link of a figure: renders it.
   *
   * @type {(($figure: import('./figure.js').Figure<any, any, any>) => unknown) | undefined}
   */
  static besideLink;

  #host;
  #copied;
  /** @type {import('./sound.js').Sound | undefined} */
  #sound;

  /** @param {import('./figure.js').Figure<any, any, any>} host - the figure */
  constructor(host) {
    this.#host = host;
    this.#copied = new CopiedText(host);
    host.addEventListener('fullscreenchange', () => host.requestUpdate());
  }

  /** @returns {string} the address of the page with the figure as it stands */
  get link() {
    return linkTo(this.#schema, this.#host.state);
  }

  /** @returns {import('./link.js').View} the epoch that is shown, where it is not the first */
  get #moment() {
    const { epochShown: epoch } = this.#host;
    return epoch > 0 ? { epoch, ...this.#seal } : {};
  }

  /** @returns {import('./link.js').View} what a link is checked by, where the figure has it */
  get #seal() {
    const { check } = this.#host;
    return check ? { check } : {};
  }

  /** @returns {string} an iframe that shows the figure alone, as it stands; '' where there is no page for it */
  get embedCode() {
    return this.#embedCode();
  }

  /** @param {import('./link.js').View} [more] - what else to write of its view */
  #embedCode(more) {
    const { state } = this.#host;
    const view = { ...viewOf(this.#host), ...more };
    const hash = figureToHash(this.#schema, state, view);
    const page = siteAddress('embed.html');
    if (!page) return '';
    const src = `${page}#${hash}`.replace(/&/g, '&amp;');
    const { title } = this.#class.figure;
    const height = embedHeight(this.#host);
    return (
      `<iframe src="${src}" title="${title}" width="100%" height="${height}" ` +
      'loading="lazy" style="border:0" ' +
      'allow="fullscreen; clipboard-write"></iframe>'
    );
  }

  /** @returns {unknown} a template */
  render() {
    const copied = this.#copied;
    return html`<div
      class="ug-toolbar"
      data-control="toolbar"
      role="group"
      aria-label=${figureWords.share}
    >
      ${this.#stepButton('undo')} ${this.#stepButton('redo')}
      ${
        siteAddress('index.html') && [
          button({
            control: 'copy-link',
            label: figureWords.copyLink,
            look: 'quiet',
            onClick: () =>
              this.#copy('linkText', (moment) =>
                linkTo(this.#schema, this.#host.state, moment),
              ),
          }),
          siteAddress('embed.html') &&
            button({
              control: 'copy-embed',
              label: figureWords.copyEmbed,
              look: 'quiet',
              onClick: () =>
                this.#copy('embedText', (moment) => this.#embedCode(moment)),
            }),
        ]
      }
      ${this.#soundSwitch()} ${this.#fullScreenButton()} ${copied.render()}
    </div>`;
  }

  /**
   * Copies a text, and offers the one with the epoch shown.
   *
   * @param {'linkText' | 'embedText'} label - says what it is
   * @param {(moment: import('./link.js').View) => string} at - writes either
   */
  #copy(label, at) {
    const moment = this.#moment;
    const text = at(this.#seal);
    const { epoch } = moment;
    const other =
      epoch === undefined
        ? undefined
        : { offer: figureWords.withEpoch(epoch), text: at(moment) };
    const { besideLink } = Toolbar;
    const more = () => besideLink?.(this.#host);
    void this.#copied.copy(
      figureWords[label],
      text,
      other,
      label === 'linkText' ? more : undefined,
    );
  }

  get #class() {
    return /** @type {typeof import('./figure.js').Figure} */ (
      this.#host.constructor
    );
  }

  get #schema() {
    return this.#class.schema;
  }

  /** @param {'undo' | 'redo'} way @returns {unknown} a button */
  #stepButton(way) {
    const host = this.#host;
    const isUndo = way === 'undo';
    return button({
      // `hide` takes both away by the name of the first.
      control: isUndo ? 'undo' : 'redo undo',
      ...iconOf(way),
      isDisabled: isUndo ? !host.canUndo : !host.canRedo,
      onClick: () => host[way](),
    });
  }

  /** @returns {unknown} a switch, in figures that can be heard */
  #soundSwitch() {
    const host = this.#host;
    if (!host.heard) return nothing;
    return html`${button({
        control: 'sound',
        ...iconOf('sound'),
        isPressed: this.#sound?.isOn === true,
        onClick: async () => {
          try {
            this.#sound ??= new (await import('./sound.js')).Sound(host);
            void this.#sound.toggle();
          } catch (error) {
            void missingIn(host, 'sound')(error);
          }
        },
      })}<span class="ug-share-status" role="status"
        >${this.#sound?.said}</span
      >`;
  }

  /** @returns {unknown} a button, where browser and frame allow a full screen */
  #fullScreenButton() {
    const host = this.#host;
    if (!globalThis.document?.fullscreenEnabled) return nothing;
    const isFull = host.matches(':fullscreen');
    return button({
      control: 'full-screen',
      ...iconOf('fullScreen'),
      name: isFull ? figureWords.leaveFullScreen : figureWords.fullScreen,
      onClick: () => {
        // If the browser refuses, nothing changes and nothing need be said.
        const done = host.matches(':fullscreen')
          ? document.exitFullscreen()
          : host.requestFullscreen();
        done.catch(() => {});
      },
    });
  }
}

/** @param {keyof typeof LINES} name @returns how a button with this icon looks, and its name in words */
function iconOf(name) {
  const label = html`<svg
    class="ug-icon"
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    <path d=${LINES[name]} />
  </svg>`;
  return {
    label,
    name: figureWords[name],
    look: /** @type {const} */ ('quiet'),
  };
}

/**
 * @param {import('./schema.js').Schema<any>} schema - of a figure
 * @param {any} state - its state
 * @param {import('./link.js').View} [view] - how it is to be shown
 * @returns {string} the address of the page with that figure in that state; ''
 *   where there is no page
 */
export function linkTo(schema, state, view) {
  const page = siteAddress('index.html', schema.figure);
  return page && `${page}#${figureToHash(schema, state, view)}`;
}

/**
 * A figure as an embed shows it first, 960 pixels wide, which is a slide's width,
 * whatever the size of type is on this page.
 */
const AS_EMBED = `
  :host {
    position: absolute !important;
    inline-size: 960px !important;
    min-inline-size: 0 !important;
    max-inline-size: none !important;
    block-size: auto !important;
    font-size: 14px !important;
  }
  .ug-figure { border: 0 !important }
  .ug-disclosure { flex: none !important }
  .ug-disclosure > :not(summary), [data-control][tabindex='-1'], .ug-share-text {
    display: none !important;
  }
  /* What scripts lay out anew for another width keeps its height. */
  .ug-figure svg[height] { block-size: attr(height px) !important }`;

/** @param {HTMLElement} host - a figure @returns {number} the height of its embed */
function embedHeight(host) {
  const root = host.shadowRoot;
  const Sheet = root?.ownerDocument.defaultView?.CSSStyleSheet;
  if (!root || !Sheet) return Math.ceil(host.getBoundingClientRect().height);
  const sheet = new Sheet();
  sheet.replaceSync(AS_EMBED);
  const sheets = [...root.adoptedStyleSheets];
  // The place of the figure stays, or the page would scroll.
  const { parentElement: $place } = host;
  const before = $place?.style.minBlockSize ?? '';
  $place?.style.setProperty('min-block-size', `${$place.offsetHeight + 1}px`);
  root.adoptedStyleSheets = [...sheets, sheet];
  const $open = root.querySelector('.is-open');
  $open?.classList.remove('is-open');
  const height = host.offsetHeight;
  $open?.classList.add('is-open');
  root.adoptedStyleSheets = sheets;
  $place?.style.setProperty('min-block-size', before);
  return height;
}
