/**
 * Content that comes, code and all, when a reader opens it for the first time:
 *
 *     closed → coming → there
 *              ↓    ↑
 *              missing
 *
 * What has come stays, and is brought in line whenever it is open, so that a
 * change of state while it was on its way or closed is not missed.
 */
import { create } from './create.js';
import { figureWords, panelFailed } from './figure-words.js';

/**
 * @typedef {object} PanelContent
 * @property {Element} $element - what a reader sees
 * @property {() => void} [show] - brings it in line with the figure
 * @property {(isOpen: boolean) => void} [opened] - told when it is opened and
 *   when it is closed
 */

/**
 * What has a name for `hide`, words to open it by, and content that comes.
 *
 * @template {PanelContent} Content
 */
class Opening {
  /** @type {Content | undefined} What is in it, once it was opened. */
  content;

  #bring;
  #isComing = false;
  #$note = create('div', { role: 'status' });
  $place = create('div', {}, this.#$note);

  /** @param {() => Promise<Content>} bring - imports it and makes it */
  constructor(bring) {
    this.#bring = bring;
  }

  /** @returns {boolean} whether a reader has it open */
  get isOpen() {
    return false;
  }

  /** @returns {HTMLElement} what opens and closes it, and keeps the focus */
  get $opener() {
    return this.$place;
  }

  /** Brings it in line with the figure, where it is there and open. */
  show() {
    if (this.isOpen) this.content?.show?.();
  }

  /** Brings it, where it is wanted for the first time. */
  settle() {
    this.content?.opened?.(this.isOpen);
    if (this.content) this.show();
    else if (this.isOpen && !this.#isComing) void this.#come();
  }

  async #come() {
    this.#isComing = true;
    this.#$note.replaceChildren(
      create('p', { class: 'ug-coming' }, figureWords.coming),
    );
    try {
      this.content = await this.#bring();
      this.#$note.remove();
      this.$place.append(this.content.$element);
      this.settle();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#$note.replaceChildren(
        create('p', { class: 'ug-problem' }, panelFailed(reason)),
        this.#tryAgain(),
      );
    }
    this.#isComing = false;
  }

  /** @returns {HTMLElement} a button */
  #tryAgain() {
    const attributes = { type: 'button' };
    const $again = create('button', attributes, figureWords.tryAgain);
    $again.addEventListener('click', () => {
      // The button is about to go, and must not take the focus with it.
      this.$opener.focus();
      void this.#come();
    });
    return $again;
  }
}

/**
 * A disclosure.
 *
 * @template {PanelContent} Content
 * @augments {Opening<Content>}
 */
export class Panel extends Opening {
  #$summary;
  /** @type {HTMLDetailsElement} */
  $element;

  /** @param {PanelOptions<Content>} options - what it is */
  constructor({ control, label, bring }) {
    super(bring);
    this.#$summary = create('summary', {}, label);
    this.$element = create(
      'details',
      { class: 'ug-disclosure', 'data-control': control },
      this.#$summary,
      this.$place,
    );
    this.$element.addEventListener('toggle', () => this.settle());
  }

  /** @override */
  get isOpen() {
    return this.$element.open;
  }

  /** @override */
  get $opener() {
    return this.#$summary;
  }
}

/**
 * A button, and what it opens at another place.
 *
 * @template {PanelContent} Content
 * @augments {Opening<Content>}
 */
export class ButtonPanel extends Opening {
  /** @type {HTMLButtonElement} */
  $button;
  /** @type {HTMLElement} */
  $element;

  /** @param {PanelOptions<Content> & { closeLabel: string }} options - what it is */
  constructor({ control, label, closeLabel, bring }) {
    super(bring);
    this.$button = create(
      'button',
      { type: 'button', 'aria-expanded': 'false', 'data-control': control },
      label,
    );
    this.$element = create(
      'div',
      { 'data-control': control, hidden: true },
      this.$place,
    );
    this.$button.addEventListener('click', () => {
      this.$element.hidden = !this.$element.hidden;
      this.$button.setAttribute('aria-expanded', String(this.isOpen));
      this.$button.textContent = this.isOpen ? closeLabel : label;
      this.settle();
    });
  }

  /** @override */
  get isOpen() {
    return !this.$element.hidden;
  }

  /** @override */
  get $opener() {
    return this.$button;
  }
}

/**
 * A place that the figure itself opens and closes.
 *
 * @template {PanelContent} Content
 * @augments {Opening<Content>}
 */
export class Place extends Opening {
  #isOpen = false;

  /** @param {() => Promise<Content>} bring - imports it and makes it */
  constructor(bring) {
    super(bring);
    // Nobody's tab stop, but it keeps the focus when its button goes.
    this.$place.tabIndex = -1;
  }

  /** @override */
  get isOpen() {
    return this.#isOpen;
  }

  /** @param {boolean} isOpen - whether its content is to be seen */
  open(isOpen) {
    this.$place.hidden = !isOpen;
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.settle();
  }
}

/**
 * Opens panels by name.
 *
 * @param {ParentNode} root - where they are
 * @param {string} names - as for `hide`, parted by blanks or commas
 */
export function openPanels(root, names) {
  const wanted = names.split(/[\s,]+/);
  /** @param {HTMLElement} $panel - or its button */
  const isWanted = ({ dataset }) =>
    (dataset['control'] ?? '').split(' ').some((own) => wanted.includes(own));
  for (const $panel of root.querySelectorAll('details')) {
    if (isWanted($panel)) $panel.open = true;
  }
  for (const $button of root.querySelectorAll('button')) {
    const isClosed = $button.getAttribute('aria-expanded') === 'false';
    if (isClosed && isWanted($button)) $button.click();
  }
}

/**
 * @template Content
 * @typedef {object} PanelOptions
 * @property {string} control - its name for `hide` and `open`
 * @property {string} label - what it is
 * @property {() => Promise<Content>} bring - imports what is in it, and makes it
 */
