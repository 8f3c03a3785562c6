/**
 * What a figure keeps out of sight until a reader asks for it. Its content
 * comes, code and all, when it is opened for the first time:
 *
 *     closed → coming → there
 *              ↓    ↑
 *              missing
 */
import { html, nothing } from 'lit';
import { figureWords, panelFailed } from './figure-words.js';

/**
 * A drawer of a figure, opened by a fold (`render`) or by a button elsewhere
 * (`renderButton` and `renderContent`). The attribute `open` opens it by name.
 */
export class Drawer {
  isOpen = false;
  #host;
  #options;
  /** @type {(() => unknown) | undefined} Renders the content, once it is there. */
  #content;
  /** @type {Promise<void> | undefined} */
  #coming;
  #problem = '';
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

  /** What is open by name is opened once; after that it is the reader's. */
  hostUpdate() {
    const names = this.#host.open;
    if (names === this.#openedByName) return;
    this.#openedByName = names;
    const own = this.#options.control.split(' ');
    if (names.split(/[\s,]+/).some((name) => own.includes(name))) {
      this.toggle(true);
    }
  }

  /**
   * Fetches what is in it, before anybody asks for it.
   *
   * @returns {Promise<void>} never rejects: it is tried again on opening
   */
  fetch() {
    this.#coming ??= this.#load();
    return this.#coming;
  }

  /** @param {boolean} isOpen - whether its content is to be seen */
  toggle(isOpen = !this.isOpen) {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    if (isOpen) void this.fetch();
    this.#options.toggled?.(isOpen);
    this.#host.requestUpdate();
  }

  /** @returns {unknown} a template: a fold */
  render() {
    const { control, label } = this.#options;
    return html`<details
      class="ug-disclosure"
      data-control=${control}
      .open=${this.isOpen}
      @toggle=${(/** @type {Event} */ event) => this.#toggled(event)}
    >
      <summary>${label}</summary>
      ${this.#renderInside()}
    </details>`;
  }

  /**
   * @param {string} closeLabel - what the button says while it is open
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

  /** @returns {unknown} a template: what the button, or the figure, opens */
  renderContent() {
    return html`<div
      data-control=${this.#options.control}
      tabindex="-1"
      ?hidden=${!this.isOpen}
    >
      ${this.#renderInside()}
    </div>`;
  }

  /** @returns {unknown} a template */
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
      <button type="button" @click=${() => location.reload()}>
        ${figureWords.reload}
      </button>
    </div>`;
  }

  async #load() {
    try {
      this.#content = await this.#options.load();
      this.#problem = '';
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#problem = panelFailed(reason);
      this.#coming = undefined;
    }
    this.#host.requestUpdate();
  }

  /** @param {Event} event - of the fold; the figure's own folds bubble too */
  #toggled(event) {
    if (event.target !== event.currentTarget) return;
    this.toggle(/** @type {HTMLDetailsElement} */ (event.target).open);
  }
}

/**
 * @typedef {object} DrawerOptions
 * @property {string} control - its name for `hide` and `open`
 * @property {string} label - what it is
 * @property {() => Promise<() => unknown>} load - imports what is in it, and
 *   gives what renders it whenever the figure does
 * @property {boolean} [isKept] - whether its content, once it is there, goes on
 *   while it is closed
 * @property {(isOpen: boolean) => void} [toggled] - told when it opens and closes
 */
