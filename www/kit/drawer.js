import { html, nothing } from 'lit';
import { missingWords } from './code-missing.js';
import { reloadPage } from './reload-page.js';
import { figureWords } from './figure-words.js';
import { namesIn } from './link.js';

/**
 * A part of a figure that is hidden until a reader opens it, by a disclosure
 * (`render`) or by a button elsewhere (`renderButton` and `renderContent`); the
 * attribute `open` opens it by name. Its content, with its code, is loaded when
 * it is first opened.
 */
export class Drawer {
  isOpen = false;
  #host;
  #options;
  /** @type {(() => unknown) | undefined} Renders the content, once it is loaded. */
  #content;
  /** @type {Promise<void> | undefined} */
  #coming;
  #problem = '';
  /** Whether it was the core that did not come, as far as is known. */
  #waitsForCore = false;
  #openedByName = '';

  /**
   * @param {import('./figure.js').Figure<any, any, any>} host - the figure
   * @param {DrawerOptions} options - what it is
   */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    host.drawers.add(this);
  }

  /** @returns {string} what `open` names it by */
  get name() {
    return this.#options.control.split(' ')[0] ?? '';
  }

  /** Opens it once when `open` names it; from then on the reader decides. */
  hostUpdate() {
    if (this.#waitsForCore && this.#host.loadedCore) {
      this.#waitsForCore = false;
      this.#problem = '';
      if (this.isOpen) void this.fetch();
    }
    const names = this.#host.open;
    if (names === this.#openedByName) return;
    this.#openedByName = names;
    const own = this.#options.control.split(' ');
    if (namesIn(names).some((name) => own.includes(name))) this.toggle(true);
  }

  /**
   * Loads the content before it is opened.
   *
   * @returns {Promise<void>} never rejects: opening the drawer tries again
   */
  fetch() {
    this.#coming ??= this.#load();
    return this.#coming;
  }

  /** @param {boolean} isOpen - whether to show its content */
  toggle(isOpen = !this.isOpen) {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    if (isOpen) void this.fetch();
    this.#options.toggled?.(isOpen);
    this.#host.requestUpdate();
  }

  /** @returns {unknown} a template: a disclosure */
  render() {
    const { control } = this.#options;
    return html`<details
      class="ug-disclosure"
      data-control=${control}
      .open=${this.isOpen}
      @toggle=${(/** @type {Event} */ event) => this.#toggled(event)}
    >
      <summary>${this.#heading('')}</summary>
      ${this.#renderInside()}
    </details>`;
  }

  /**
   * @param {string} closeLabel - of the button while the drawer is open
   * @returns {unknown} a template: the button that opens and closes it
   */
  renderButton(closeLabel) {
    const { control, label } = this.#options;
    return html`<button
      type="button"
      data-control=${control}
      aria-expanded=${String(this.isOpen)}
      @click=${() => this.toggle()}
    >
      ${this.isOpen ? closeLabel : label}
    </button>`;
  }

  /** @returns {unknown} a template: the content that the button or the figure opens */
  renderContent() {
    return html`<div
      class="ug-drawer"
      data-control=${this.#options.control}
      tabindex="-1"
      ?hidden=${!this.isOpen}
    >
      ${this.#heading('ug-unseen')} ${this.#renderInside()}
    </div>`;
  }

  /** @param {string} look - a class @returns {unknown} its title, as a heading a level below the figure’s */
  #heading(look) {
    return html`<span
      class=${look}
      role="heading"
      aria-level=${this.#host.headingLevel + 1}
      >${this.#options.label}</span
    >`;
  }

  #renderInside() {
    if (!this.isOpen && !(this.#content && this.#options.isKept)) {
      return nothing;
    }
    if (this.#content) return this.#content();
    if (this.#problem === '') {
      return html`<div role="status">
        <p class="ug-coming">${figureWords.coming}</p>
      </div>`;
    }
    // Chromium never asks again for a module that it could once not have.
    return html`<div role="status">
      <p class="ug-problem">${this.#problem}</p>
      <button type="button" @click=${() => void this.#reload()}>
        ${figureWords.reload}
      </button>
    </div>`;
  }

  /** Brings it to the top of a column of drawers. @param {HTMLElement} $drawer - open */
  async #reveal($drawer) {
    await this.#host.updateComplete;
    const { parentElement: $column, offsetTop } = $drawer;
    if ($column) $column.scrollTop = offsetTop;
  }

  async #load() {
    try {
      this.#content = await this.#options.load();
      this.#problem = '';
    } catch (error) {
      this.#waitsForCore = !this.#host.loadedCore;
      this.#problem = await missingWords(error);
      this.#coming = undefined;
    }
    this.#host.requestUpdate();
  }

  async #reload() {
    if (await reloadPage()) return;
    this.#problem = figureWords.noHost;
    this.#host.requestUpdate();
  }

  /** @param {Event} event - of this disclosure or of one inside it */
  #toggled(event) {
    if (event.target !== event.currentTarget) return;
    const $drawer = /** @type {HTMLDetailsElement} */ (event.target);
    this.toggle($drawer.open);
    // Before the next frame the reader may have turned it again, and is not to be undone.
    if (this.#host.isUpdatePending) this.#host.performUpdate();
    if ($drawer.open) void this.#reveal($drawer);
  }
}

/**
 * @typedef {object} DrawerOptions
 * @property {string} control - its name for `hide` and `open`
 * @property {string} label - its title
 * @property {() => Promise<() => unknown>} load - imports the content; resolves to
 *   the function that renders it
 * @property {boolean} [isKept] - whether the content, once loaded, is rendered
 *   while the drawer is closed, too
 * @property {(isOpen: boolean) => void} [toggled] - called when it opens or closes
 */
