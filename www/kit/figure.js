import { html, LitElement, noChange, nothing, unsafeCSS } from 'lit';
import { onceOpened, openCore } from '../core/core.js';
import { wordsOf } from '../core/core-error.js';
import { Controls } from './controls.js';
import {
  attributeKeys,
  attributeName,
  settleAttributes,
} from './attributes.js';
import { namesIn } from './link.js';
import figureStyles from './figure.css?inline';
import { coreFailureWords, faultWords, figureWords } from './figure-words.js';
import { keepKeys } from './keys.js';
import { lectureKeys } from './lecture-keys.js';
import printStyles from './print.css?inline';
import { isOnPaper, printedWords, whenPrinting } from './printing.js';
import { reloadPage } from './reload-page.js';
import { changedKeys, defaultState, validate } from './schema.js';
import stageStyles from './stage.css?inline';
import tokens from './tokens.css?inline';
import { Toolbar } from './toolbar.js';
import { Steps, undoByKeys, watchHand } from './undo.js';

/** The media query for the reader's preferred colours. */
const PREFERS_DARK = '(prefers-color-scheme: dark)';

/** A fault within so many milliseconds of the last one is there to stay. */
const HEALING_MS = 1000;

/** Properties that a page may set before the class is defined. */
const ACCESSORS = ['state', 'hide', 'open', 'theme', 'pace', 'kept'];

/**
 * The base of every figure: `state`, `readings`, events, attributes, `hide` and
 * `open`, and the frame around the figure's own content.
 *
 * A figure declares `figure` and `schema`, and overrides `renderFigure`.
 * `stateChanged` is called at once with every change, `coreReady` once the core is
 * loaded, `compute` after each of these once there is a core, `renderFigure` at
 * most once a frame.
 *
 * @template {object} State
 * @template {object} Readings
 * @template {object} Core - the exports of its part of the core
 */
export class Figure extends LitElement {
  /** @type {FigureEntry} Its entry in the list of figures. */
  static figure;
  /** @type {import('./schema.js').Schema<any>} */
  static schema;

  /**
   * @override
   * @type {import('lit').CSSResultGroup}
   */
  static styles = [
    unsafeCSS(tokens),
    unsafeCSS(figureStyles),
    unsafeCSS(stageStyles),
    unsafeCSS(printStyles),
  ];

  /** @override */
  static get observedAttributes() {
    const own = [
      ...attributeKeys(this.schema).keys(),
      'hide',
      'open',
      'theme',
      'heading-level',
    ];
    return [...super.observedAttributes, ...own];
  }

  /** @type {Set<import('./drawer.js').Drawer>} Each adds itself. */
  drawers = new Set();
  /** @type {Set<{ layOut: (isPrinting: boolean) => void }>} What measures its room; likewise. */
  rooms = new Set();
  isPrinting = false;
  /** @type {(() => import('./sound.js').Heard | null) | null} What there is to hear of it. */
  heard = null;
  /** What is to be said quietly above the content; '' for nothing. */
  remark = '';
  /** The controls of the figure's settings. */
  controls = new Controls(this);

  #class = /** @type {typeof Figure} */ (this.constructor);
  /** @type {State} */
  #state = defaultState(this.#class.schema);
  /** @type {State} What its page or a link gave it. */
  #given = this.#state;
  /** @type {Readings | undefined} */
  #readings;
  /** @type {Core | undefined} */
  #core;
  /** @type {Promise<Core> | undefined} */
  #opening;
  #isLoading = true;
  /** The steps that its state has taken. */
  steps = new Steps(this, this.#class.schema);
  #toolbar = new Toolbar(this);
  #hiding = globalThis.CSSStyleSheet && new CSSStyleSheet();
  /** @type {Map<string, string>} Error messages by source. */
  #problems = new Map();
  /** @type {Map<string, () => void>} What tries again, by source of a message. */
  #retries = new Map();
  /** @type {Map<string, string | null>} Attributes not yet applied, by key. */
  #unsettled = new Map();
  #isReflecting = false;
  /** When what met a fault was tried again last. */
  #healedAt = -Infinity;
  /** @type {Set<'statechange' | 'readingschange'>} */
  #due = new Set();
  /** @type {Map<string, unknown>} Properties set before the class was defined. */
  #early = new Map();
  /** @type {AbortController | undefined} */
  #connection;

  constructor() {
    super();
    undoByKeys(this);
    keepKeys(this);
    lectureKeys(this);
    for (const name of ACCESSORS) {
      if (!Object.hasOwn(this, name)) continue;
      this.#early.set(name, Reflect.get(this, name));
      Reflect.deleteProperty(this, name);
    }
  }

  /** @returns {State} the whole state, frozen */
  get state() {
    this.#settle();
    return this.#state;
  }

  /**
   * Keys left out stay as they are. Throws a `StateError`, a `TypeError` that
   * names the key, if a value is not valid; then nothing has changed.
   *
   * @param {Partial<State> | null | undefined} value - all of the state, or some
   *   keys; nothing, as where a framework takes the property away, for the default
   */
  set state(value) {
    this.#settle();
    const { schema } = this.#class;
    this.#adopt(validate(schema, value ?? defaultState(schema), this.#state));
  }

  /** @returns {Readings | undefined} the numbers shown, once there are any */
  get readings() {
    this.#settle();
    return this.#readings;
  }

  /** @returns {Promise<Core>} resolves once it is loaded */
  get core() {
    return (this.#opening ??= openCore(this.#class.figure.part).then(
      ({ core }) => /** @type {any} */ (core),
      (error) => {
        // The next call tries again.
        this.#opening = undefined;
        throw error;
      },
    ));
  }

  /** @returns {Core | undefined} if it is loaded */
  get loadedCore() {
    return this.#core;
  }

  /** @returns {boolean} whether there is a change of the state to take back */
  get canUndo() {
    this.#settle();
    return this.steps.canUndo;
  }

  /** @returns {boolean} whether there is one to do again */
  get canRedo() {
    this.#settle();
    return this.steps.canRedo;
  }

  /** Takes the last change of the state back, if there is one. */
  undo() {
    this.#settle();
    this.steps.undo();
  }

  /** Does again what was taken back. */
  redo() {
    this.#settle();
    this.steps.redo();
  }

  /** @returns {boolean} whether the state is another than its page or a link gave it */
  get isChanged() {
    this.#settle();
    return changedKeys(this.#class.schema, this.#given, this.#state).length > 0;
  }

  /** Goes back to the state that its page or a link gave it. */
  restore() {
    this.#settle();
    this.state = this.#given;
  }

  /** @param {State} state - that `restore` is to go back to: what a link gave */
  give(state) {
    this.#given = validate(this.#class.schema, state);
  }

  /** @returns {string} names of hidden controls, separated by spaces or commas */
  get hide() {
    return this.getAttribute('hide') ?? '';
  }

  /** @param {string | readonly string[] | null | undefined} names - names of controls to hide */
  set hide(names) {
    this.#write('hide', names);
  }

  /** @returns {string} names of drawers to open, likewise */
  get open() {
    return this.getAttribute('open') ?? '';
  }

  /** @param {string | readonly string[] | null | undefined} names - of drawers to open */
  set open(names) {
    this.#write('open', names);
  }

  /** @returns {string} light, dark, auto, or '' for that of the surroundings */
  get theme() {
    return this.getAttribute('theme') ?? '';
  }

  /** @param {string | null | undefined} name - light, dark, auto or '' */
  set theme(name) {
    this.#write('theme', name);
  }

  /** @returns {'light' | 'dark'} the background of pictures */
  get ground() {
    if (this.isPrinting) return 'light';
    const $frame = this.shadowRoot?.querySelector('.ug-figure');
    const probe = $frame && getComputedStyle($frame).outlineColor;
    if (probe === 'rgb(0, 0, 0)') return 'light';
    if (probe === 'rgb(255, 255, 255)') return 'dark';
    // Nothing is rendered yet, or the reader's own colours take the place of all.
    return groundOf(this);
  }

  /** @returns {string} the address of the page with this figure in its state */
  get permalink() {
    return this.#toolbar.link;
  }

  /** @returns {string} HTML that embeds this figure in its state */
  get embedCode() {
    return this.#toolbar.embedCode;
  }

  /**
   * Replaces the readings.
   *
   * @param {Readings} readings - a plain object of numbers and arrays, which is frozen
   */
  setReadings(readings) {
    for (const value of Object.values(readings)) {
      if (Array.isArray(value)) Object.freeze(value);
    }
    this.#readings = Object.freeze(readings);
    this.#due.add('readingschange');
    this.requestUpdate();
  }

  /**
   * Shows an error message inside the figure, above its content, and sends it as the
   * event `figureerror`.
   *
   * @param {string} words - a sentence; '' removes it
   * @param {string} [source] - each source has one message
   * @param {() => void} [retry] - what the button beside it does
   */
  showError(words, source = 'figure', retry) {
    if (words !== '' && retry) this.#retries.set(source, retry);
    else this.#retries.delete(source);
    if ((this.#problems.get(source) ?? '') === words) return;
    if (words === '') this.#problems.delete(source);
    else this.#problems.set(source, words);
    this.requestUpdate();
    if (words === '') return;
    const init = { detail: words, bubbles: true, composed: true };
    this.dispatchEvent(new CustomEvent('figureerror', init));
  }

  /**
   * Loads the content of the drawers before they are opened.
   *
   * @returns {Promise<unknown>} never rejects: opening a drawer tries again
   */
  fetchDrawers() {
    return Promise.all([...this.drawers].map((drawer) => drawer.fetch()));
  }

  /**
   * Called when the state has changed, perhaps before `coreReady`.
   *
   * @param {readonly string[]} _keys - the keys that changed
   */
  stateChanged(_keys) {}

  /** Takes what moves back to its start, and the state to what page or link gave. */
  reset() {
    this.restore();
  }

  /** @param {Partial<State>} settings - those that are to change */
  change(settings) {
    this.state = settings;
  }

  /**
   * The state has changed, or the core has come: its numbers are due.
   *
   * @param {Core} _core - loaded
   */
  compute(_core) {}

  /**
   * Called when the core is loaded.
   *
   * @param {Core} _core - the exports of its part
   */
  coreReady(_core) {}

  /** @returns {number} the epoch that is shown, of a figure that runs; 0 for one that does not */
  get epochShown() {
    return 0;
  }

  /** @returns {string} what the fingerprint's number counts */
  get countedIn() {
    return 'epoch';
  }

  /** @returns {string} the epoch and the fingerprint of what is shown, for a link; '' where there is none */
  get check() {
    return '';
  }

  /** @returns {string} what is to be said of the figure on paper besides its settings */
  get printedNote() {
    return '';
  }

  /** @returns {unknown} the figure's content, a template made from state and readings */
  renderFigure() {
    return nothing;
  }

  /**
   * Called when the element has been added to a document.
   *
   * @param {AbortSignal} _signal - aborted when it is removed, but not when it is
   *   only moved; for listeners outside the element
   */
  figureConnected(_signal) {}

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    if (this.#connection) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    watchHand(this.ownerDocument);
    this.#settle();
    this.#restoreEarly();
    const render = () => this.requestUpdate();
    matchMedia(PREFERS_DARK).addEventListener('change', render, { signal });
    whenPrinting((isPrinting) => this.#print(isPrinting), signal);
    if (!this.#core) void this.#load();
    this.figureConnected(signal);
    this.requestUpdate();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    // Moving an element removes it only for a moment.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#connection?.abort();
      this.#connection = undefined;
    });
  }

  /** In another document now: style sheets belong to the one they were made in. */
  adoptedCallback() {
    const Sheet = this.ownerDocument.defaultView?.CSSStyleSheet;
    const root = this.shadowRoot;
    if (!Sheet || !root) return;
    const sheets = [
      ...this.#class.elementStyles.map(String),
      hidingRules(this.hide),
    ].map((text) => {
      const sheet = new Sheet();
      sheet.replaceSync(text);
      return sheet;
    });
    root.adoptedStyleSheets = sheets;
    this.#hiding = /** @type {CSSStyleSheet} */ (sheets.at(-1));
  }

  /**
   * @override
   * @param {string} name - an observed attribute
   * @param {string | null} before - its text so far
   * @param {string | null} text - its text now
   */
  attributeChangedCallback(name, before, text) {
    super.attributeChangedCallback(name, before, text);
    if (name === 'hide') this.#hiding?.replaceSync(hidingRules(text ?? ''));
    this.requestUpdate();
    const key = attributeKeys(this.#class.schema).get(name);
    if (!key || this.#isReflecting) return;
    if (this.#unsettled.size === 0) queueMicrotask(() => this.#settle());
    this.#unsettled.set(key, text);
  }

  /** @override */
  createRenderRoot() {
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#hiding];
      // The style sheet makes every change of colours a transition.
      root.addEventListener('transitionrun', () => this.requestUpdate());
    }
    return root;
  }

  /**
   * Waits for the next frame, so that several changes are drawn together.
   *
   * @override
   */
  async scheduleUpdate() {
    if (this.hasUpdated) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
    super.scheduleUpdate();
  }

  /** @returns {number} of its heading, 1 to 5; those of its parts are one lower, in drawers two */
  get headingLevel() {
    return Number(
      /^[1-5]$/.exec(this.getAttribute('heading-level') ?? '') ?? 3,
    );
  }

  /** @override */
  performUpdate() {
    try {
      super.performUpdate();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @override */
  updated() {
    for (const $heading of this.renderRoot.querySelectorAll('.plot-heading')) {
      const isInDrawer = $heading.closest('.ug-disclosure, .ug-drawer');
      $heading.role = 'heading';
      $heading.ariaLevel = String(this.headingLevel + (isInDrawer ? 2 : 1));
    }
    const due = this.#due;
    this.#due = new Set();
    for (const [type, detail] of /** @type {const} */ ([
      ['statechange', this.#state],
      ['readingschange', this.#readings],
    ])) {
      const init = { detail, bubbles: true, composed: true };
      if (due.has(type)) this.dispatchEvent(new CustomEvent(type, init));
    }
  }

  /** @override */
  render() {
    const { title } = this.#class.figure;
    const paper = isOnPaper() ? 'is-printing is-on-paper' : 'is-printing';
    /** @type {unknown} */
    let content = noChange;
    try {
      content = this.renderFigure();
    } catch (error) {
      this.#failed(error);
    }
    const sentences = new Set(this.#problems.values());
    const isOpen = [...this.drawers].some((drawer) => drawer.isOpen);
    return html`<section
      class="ug-figure ${this.isPrinting ? paper : ''}"
      aria-label=${title}
      aria-busy=${this.#isLoading ? 'true' : nothing}
    >
      ${
        this.#isLoading
          ? html`<p class="ug-loading">${figureWords.loading}</p>`
          : nothing
      }
      <div class="ug-unseen" role="heading" aria-level=${this.headingLevel}>
        ${title}
      </div>
      <div class="ug-alert" role="alert">
        ${[...sentences].map((sentence) => html`<p>${sentence}</p>`)}
        ${
          this.#retries.size > 0
            ? html`<button type="button" @click=${() => this.tryAgain()}>
                ${figureWords.tryAgain}
              </button>`
            : nothing
        }
      </div>
      ${
        this.remark
          ? html`<p class="ug-hint" role="status" data-control="remark">
              ${this.remark}
            </p>`
          : nothing
      }
      <div class="ug-body ${isOpen && !this.isPrinting ? 'is-open' : ''}">
        ${content}
      </div>
      ${this.isPrinting ? this.#printed() : this.#toolbar.render()}
    </section>`;
  }

  /** @returns {unknown} settings and link, under the figure on paper */
  #printed() {
    const { schema } = this.#class;
    const { state, permalink: link } = this;
    const note = this.#readings ? this.printedNote : figureWords.printedEarly;
    return printedWords({ schema, state, link, note });
  }

  /**
   * Draws at once: the browser does not wait for a frame.
   *
   * @param {boolean} isPrinting - or no longer
   */
  #print(isPrinting) {
    this.isPrinting = isPrinting;
    const draw = () => {
      this.requestUpdate();
      if (this.hasUpdated) this.performUpdate();
    };
    draw();
    for (const room of this.rooms) room.layOut(isPrinting);
    draw();
  }

  /** What the button beside a problem does: all that failed is tried once more. */
  tryAgain() {
    const retries = [...this.#retries.values()];
    this.#retries.clear();
    for (const retry of retries) retry();
    this.requestUpdate();
  }

  /** @param {boolean} [isLast] - whether, where a file is gone, another page is the only way */
  async #load(isLast = false) {
    try {
      this.#core = await this.core;
      this.showError('', 'core');
    } catch (error) {
      const isGone = wordsOf(error).endsWith(' got 404');
      const load = async () => {
        if (!isLast || !isGone) return this.#load(isGone);
        const isAnswered = await reloadPage();
        if (!isAnswered) this.showError(figureWords.noHost, 'core', load);
      };
      this.showError(coreFailureWords(error, isGone), 'core', load);
      // Whoever else of the page gets it to load heals this figure as well.
      onceOpened(this.#class.figure.part, () => this.#core || load());
    }
    this.#isLoading = false;
    if (this.#core) {
      this.coreReady(this.#core);
      this.#compute();
    }
    this.requestUpdate();
  }

  #compute() {
    if (!this.#core) return;
    try {
      this.compute(this.#core);
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * Something threw that is to throw nothing, such as the core in a trap: whoever set
   * the state, and the other figures, are not to suffer from it. The core has another
   * instance by now, so it is tried once more before a word is said.
   *
   * @param {unknown} error - anything thrown
   */
  #failed(error) {
    const heal = () => {
      this.showError('', 'fault');
      this.#compute();
      this.requestUpdate();
    };
    const now = performance.now();
    if (this.#problems.has('fault') || now - this.#healedAt < HEALING_MS) {
      this.showError(faultWords(error), 'fault', heal);
    } else {
      this.#healedAt = now;
      queueMicrotask(heal);
    }
  }

  #restoreEarly() {
    const early = this.#early;
    this.#early = new Map();
    for (const [name, value] of early) {
      try {
        Reflect.set(this, name, value);
      } catch (error) {
        this.showError(wordsOf(error), name);
      }
    }
  }

  /** Applies attributes that were written since the last time. */
  #settle() {
    if (this.#unsettled.size === 0) return;
    const texts = this.#unsettled;
    this.#unsettled = new Map();
    const { schema } = this.#class;
    const settled = settleAttributes(schema, texts, this.#state);
    this.#given = settleAttributes(schema, texts, this.#given).state;
    for (const key of texts.keys()) {
      this.showError(settled.problems.get(key) ?? '', `attribute ${key}`);
    }
    // These attributes keep the author's notation.
    this.#adopt(settled.state, new Set(texts.keys()));
  }

  /**
   * @param {State} next - a valid state
   * @param {ReadonlySet<string>} [written] - keys whose attributes stay as they are
   */
  #adopt(next, written) {
    const keys = changedKeys(this.#class.schema, this.#state, next);
    if (keys.length === 0) return;
    // What it is made with is where its steps begin, and what it is reset to.
    if (this.hasUpdated) this.steps.record(this.#state, next);
    else this.#given = next;
    this.#state = next;
    this.#reflect(keys.filter((key) => !written?.has(key)));
    this.#due.add('statechange');
    this.stateChanged(keys);
    this.showError('', 'fault');
    this.#compute();
    this.requestUpdate();
  }

  /** @param {readonly string[]} keys - keys to write into attributes */
  #reflect(keys) {
    const values = /** @type {Record<string, any>} */ (this.#state);
    const { schema } = this.#class;
    this.#isReflecting = true;
    for (const key of keys) {
      const text = schema.fields[key]?.write(values[key]) ?? '';
      this.setAttribute(attributeName(schema, key), text);
      this.showError('', `attribute ${key}`);
    }
    this.#isReflecting = false;
  }

  /**
   * @param {string} name - of an attribute
   * @param {string | readonly string[] | null | undefined} value - nothing removes it
   */
  #write(name, value) {
    const text = String(value ?? '');
    if (text === '') this.removeAttribute(name);
    else this.setAttribute(name, text);
  }
}

/**
 * Makes a style sheet that hides controls by name.
 *
 * @param {string} names - of controls, separated by spaces or commas
 * @returns {string} rules; invalid names are left out
 */
export function hidingRules(names) {
  return namesIn(names)
    .filter((name) => /^[a-z][a-z0-9-]*$/.test(name))
    .map((name) => `[data-control~="${name}"]{display:none!important}`)
    .join('\n');
}

/**
 * Finds the background of an element, for pictures that cannot use CSS colours.
 *
 * @param {Element} $element - in a document
 * @returns {'light' | 'dark'} the background
 */
function groundOf($element) {
  const scheme = getComputedStyle($element).colorScheme;
  if (!scheme.includes('dark')) return 'light';
  if (!scheme.includes('light')) return 'dark';
  return matchMedia(PREFERS_DARK).matches ? 'dark' : 'light';
}

/**
 * An entry in the list of figures, www/figures/index.js.
 *
 * @typedef {object} FigureEntry
 * @property {string} name - of the element, also in links
 * @property {string} title - for headings, labels and titles of frames
 * @property {import('../core/core.js').CorePart} part - of the core that it uses
 */
