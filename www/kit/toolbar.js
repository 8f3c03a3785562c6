import { html, nothing } from 'lit';
import { button } from './buttons.js';
import { CopiedText } from './copied-text.js';
import { figureWords } from './figure-words.js';
import { figureToHash, viewOf } from './link.js';

/** The toolbar under every figure: copy a link, copy embed code, full screen. */
export class Toolbar {
  #host;
  #copied;

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

  /** @returns {string} an iframe that shows the figure alone, as it stands */
  get embedCode() {
    const { state } = this.#host;
    const hash = figureToHash(this.#schema, state, viewOf(this.#host));
    const src = `${siteAddress('embed.html')}#${hash}`.replace(/&/g, '&amp;');
    const { title } = this.#class.figure;
    const height = Math.ceil(heightWhenClosed(this.#host));
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
      ${button({
        control: 'copy-link',
        label: figureWords.copyLink,
        look: 'quiet',
        onClick: () => void copied.copy(figureWords.linkText, this.link),
      })}
      ${button({
        control: 'copy-embed',
        label: figureWords.copyEmbed,
        look: 'quiet',
        onClick: () => void copied.copy(figureWords.embedText, this.embedCode),
      })}
      ${this.#fullScreenButton()} ${copied.render()}
    </div>`;
  }

  get #class() {
    return /** @type {typeof import('./figure.js').Figure} */ (
      this.#host.constructor
    );
  }

  get #schema() {
    return this.#class.schema;
  }

  /** @returns {unknown} a button, where browser and frame allow a full screen */
  #fullScreenButton() {
    const host = this.#host;
    if (!globalThis.document?.fullscreenEnabled) return nothing;
    const isFull = host.matches(':fullscreen');
    return button({
      control: 'full-screen',
      label: isFull ? figureWords.leaveFullScreen : figureWords.fullScreen,
      look: 'quiet',
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

/**
 * @param {import('./schema.js').Schema<any>} schema - of a figure
 * @param {any} state - its state
 * @returns {string} the address of the page with that figure in that state
 */
export function linkTo(schema, state) {
  return `${siteAddress('index.html')}#${figureToHash(schema, state)}`;
}

/**
 * Every script of the site, built or not, lies two folders below its pages.
 *
 * @param {string} file - index.html or embed.html
 * @returns {string} its address
 */
function siteAddress(file) {
  const site = new URL(/* @vite-ignore */ '../../', import.meta.url);
  return new URL(file, site).href;
}

/** @param {HTMLElement} host @returns {number} its height with its drawers closed */
function heightWhenClosed(host) {
  const $drawers = host.shadowRoot?.querySelectorAll('details[open]') ?? [];
  let { height } = host.getBoundingClientRect();
  for (const $drawer of $drawers) {
    const $summary = $drawer.querySelector('summary') ?? $drawer;
    height -= $drawer.getBoundingClientRect().height;
    height += $summary.getBoundingClientRect().height;
  }
  return height;
}
