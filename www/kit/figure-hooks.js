/** The query that tells which colours the reader's system is set to. */
export const PREFERS_DARK = '(prefers-color-scheme: dark)';

/**
 * Lets the module load where there is no DOM, in Node or while a site is
 * rendered on a server.
 *
 * @type {typeof HTMLElement}
 */
const Base =
  globalThis.HTMLElement ?? /** @type {any} */ (class HTMLElementStandIn {});

/**
 * What a figure may override, and how it is to be shown. The order of calls is:
 * `stateChanged` at every change, at once; `buildFigure` at the first
 * connection; `coreReady` when numbers can be computed; `renderFigure` at most
 * once a frame.
 */
export class FigureHooks extends Base {
  /** The figure's name, which is also the element's. */
  static figureName = '';
  /** @type {import('../core/core.js').CorePart} The part of the core it calls. */
  static part;
  /** @type {import('./schema.js').Schema<any>} */
  static schema;
  /** @type {readonly string[]} Addresses of the figure's own style sheets. */
  static styleSheets = [];

  /**
   * The state has changed. May come before `buildFigure` and `coreReady`.
   *
   * @param {readonly string[]} _keys - the keys that changed
   */
  stateChanged(_keys) {}

  /**
   * Builds the figure's content, once.
   *
   * @param {HTMLElement} _$body - the place for it
   */
  buildFigure(_$body) {}

  /**
   * The core may be called from now on.
   *
   * @param {any} _core - the exports of its part
   */
  coreReady(_core) {}

  /** Brings content and controls in line with state and readings. */
  renderFigure() {}

  /**
   * The element is in a document, for the first time or again.
   *
   * @param {AbortSignal} _signal - aborted when it leaves; for listeners on
   *   anything outside the element
   */
  figureConnected(_signal) {}

  /** The element has left the document, and was not merely moved. */
  figureDisconnected() {}

  /** @returns {string} names of hidden controls, parted by blanks or commas */
  get hide() {
    return this.getAttribute('hide') ?? '';
  }

  /** @param {string | readonly string[]} names - names of controls to hide */
  set hide(names) {
    setOrRemove(this, 'hide', typeof names === 'string' ? names : names.join());
  }

  /** @returns {string} names of panels that are opened, as for `hide` */
  get open() {
    return this.getAttribute('open') ?? '';
  }

  /** @param {string | readonly string[]} names - of panels to open */
  set open(names) {
    setOrRemove(this, 'open', typeof names === 'string' ? names : names.join());
  }

  /** @returns {string} light, dark, auto, or '' for the surrounding's own */
  get theme() {
    return this.getAttribute('theme') ?? '';
  }

  /** @param {string} name - light, dark, auto or '' */
  set theme(name) {
    setOrRemove(this, 'theme', name);
  }

  /** @returns {'light' | 'dark'} the ground that pictures must stand out from */
  get ground() {
    return groundOf(this, this.theme);
  }
}

/**
 * @param {Element} $element - an element
 * @param {string} name - of an attribute
 * @param {string} text - its text; '' removes it
 */
function setOrRemove($element, name, text) {
  if (text === '') $element.removeAttribute(name);
  else $element.setAttribute(name, text);
}

/**
 * Tells what lies behind an element, for pictures that cannot use CSS colours.
 *
 * @param {Element} $element - an element in a document
 * @param {string} theme - light, dark, auto, or '' for what it inherits
 * @returns {'light' | 'dark'} the ground
 */
function groundOf($element, theme) {
  const preferred = matchMedia(PREFERS_DARK).matches ? 'dark' : 'light';
  if (theme === 'light' || theme === 'dark') return theme;
  if (theme === 'auto') return preferred;
  const scheme = getComputedStyle($element).colorScheme;
  if (!scheme.includes('dark')) return 'light';
  return scheme.includes('light') ? preferred : 'dark';
}

/**
 * Gathers what is due and does it once, in the next frame.
 *
 * @template {string} Due
 */
export class FigureSchedule {
  /** @type {Set<Due>} */
  #due = new Set();
  #isAwaited = false;
  /** @type {(due: ReadonlySet<Due>) => void} */
  #settle;

  /** @param {(due: ReadonlySet<Due>) => void} settle - does what is due */
  constructor(settle) {
    this.#settle = settle;
  }

  /** @param {...Due} due - what to do in the next frame */
  add(...due) {
    for (const one of due) this.#due.add(one);
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame(() => {
      const settled = this.#due;
      // Emptied first: what falls due while settling waits for the next frame.
      this.#due = new Set();
      this.#isAwaited = false;
      this.#settle(settled);
    });
  }
}
