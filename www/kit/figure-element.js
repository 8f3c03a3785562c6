import { changedKeys, defaultState, validate } from './schema.js';
import { coreFailureWords, figureTitles } from './figure-words.js';
import {
  attributeKeys,
  attributeName,
  EarlyProperties,
  settleAttributes,
} from './attributes.js';
import { buildFrame, FigureErrors, hidingRules } from './figure-frame.js';
import { FigureHooks, PREFERS_DARK, FigureSchedule } from './figure-hooks.js';
import { buildToolbar, embedCodeFor, linkFor } from './figure-toolbar.js';
import { openPanels } from './panel.js';

/**
 * What all figures share: the contract of `state`, `readings`, events,
 * attributes and `hide`, and the frame around the figure's own content. What a
 * figure adds is in `FigureHooks`.
 *
 * @template {object} State
 * @template {object} Readings
 * @template {object} Core - the part that it calls
 */
export class FigureElement extends FigureHooks {
  static get observedAttributes() {
    return [...attributeKeys(this.schema).keys(), 'hide', 'open', 'theme'];
  }

  /** @type {State} */
  #state;
  /** @type {Readings | undefined} */
  #readings;
  /** @type {Map<string, string | null>} Attribute texts not yet settled. */
  #unsettled = new Map();
  #isReflecting = false;
  #early = new EarlyProperties(this, ['state', 'hide', 'open', 'theme']);
  /** @type {import('./figure-frame.js').Frame | undefined} */
  #frame;
  /** @type {CSSStyleSheet | undefined} */
  #hiding;
  #errors = new FigureErrors();
  /** @type {AbortController | undefined} */
  #connection;
  /** @type {Core | undefined} */
  #core;
  /** @type {FigureSchedule<'render' | 'statechange' | 'readingschange'>} */
  #schedule = new FigureSchedule((due) => this.#payFrame(due));

  constructor() {
    super();
    this.#state = defaultState(this.#schema);
  }

  /** @returns {State} the whole state, frozen to the bottom */
  get state() {
    this.#settle();
    return this.#state;
  }

  /**
   * Keys left out stay as they are. Throws a `StateError`, a `TypeError` that
   * names the key, where a value will not do; then nothing has changed.
   *
   * @param {Partial<State>} value - some of the state, or all
   */
  set state(value) {
    this.#settle();
    this.#adopt(validate(this.#schema, value, this.#state));
  }

  /** @returns {Readings | undefined} the numbers now shown, once there are any */
  get readings() {
    this.#settle();
    return this.#readings;
  }

  /** @returns {Promise<Core>} resolves when loaded */
  get core() {
    return openPart(this.#class.part);
  }

  /** @returns {Core | undefined} if loaded already */
  get loadedCore() {
    return this.#core;
  }

  /** @returns {string} the address of the page with this figure as it stands */
  get permalink() {
    return linkFor(this.#schema, this.state);
  }

  /** @returns {string} HTML that embeds this figure as it stands */
  get embedCode() {
    return embedCodeFor(this, this.#schema);
  }

  /**
   * Replaces the readings, which are frozen from then on.
   *
   * @param {Readings} readings - a plain object of numbers and arrays
   */
  setReadings(readings) {
    for (const value of Object.values(readings)) {
      if (Array.isArray(value)) Object.freeze(value);
    }
    this.#readings = Object.freeze(readings);
    this.#schedule.add('readingschange', 'render');
  }

  /** Asks for one `renderFigure` in the next frame. */
  requestRender() {
    this.#schedule.add('render');
  }

  /**
   * Says what went wrong, inside the figure, without blanking the rest.
   *
   * @param {string} words - a sentence, or '' when all is well again
   * @param {string} [source] - replaces only what the same source said before
   */
  showError(words, source = 'figure') {
    this.#errors.say(words, source);
  }

  connectedCallback() {
    if (this.#connection) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    if (!this.#frame) this.#build();
    this.#settle();
    this.#early.restore((words, name) => this.showError(words, name));
    const render = () => this.requestRender();
    matchMedia(PREFERS_DARK).addEventListener('change', render, { signal });
    this.figureConnected(signal);
    this.requestRender();
  }

  disconnectedCallback() {
    // An element that is moved is out of the document only for a moment.
    queueMicrotask(() => {
      if (this.isConnected || !this.#connection) return;
      this.#connection.abort();
      this.#connection = undefined;
      this.figureDisconnected();
    });
  }

  /**
   * @param {string} name - an observed attribute
   * @param {string | null} _before - its text so far
   * @param {string | null} text - its text now
   */
  attributeChangedCallback(name, _before, text) {
    if (name === 'hide') this.#hiding?.replaceSync(hidingRules(text ?? ''));
    if (name === 'open' && this.#frame) {
      openPanels(this.#frame.$body, this.open);
    }
    if (name === 'theme') this.requestRender();
    const key = attributeKeys(this.#schema).get(name);
    if (!key || this.#isReflecting) return;
    if (this.#unsettled.size === 0) queueMicrotask(() => this.#settle());
    this.#unsettled.set(key, text);
  }

  #class = /** @type {typeof FigureElement} */ (this.constructor);
  #schema = this.#class.schema;

  #build() {
    const { figureName, styleSheets } = this.#class;
    const root = this.attachShadow({ mode: 'open' });
    this.#hiding = new CSSStyleSheet();
    this.#hiding.replaceSync(hidingRules(this.hide));
    root.adoptedStyleSheets = [this.#hiding];
    const title = figureTitles[figureName] ?? figureName;
    this.#frame = buildFrame(root, title, styleSheets);
    this.#errors.showIn(this.#frame.$alert);
    buildToolbar(this.#frame.$toolbar, {
      link: () => this.permalink,
      embedCode: () => this.embedCode,
      $host: this,
    });
    this.buildFigure(this.#frame.$body);
    openPanels(this.#frame.$body, this.open);
    void this.#waitForCore(this.#frame);
  }

  /** @param {import('./figure-frame.js').Frame} frame - says that it loads */
  async #waitForCore({ $figure, $loading }) {
    try {
      this.#core = await this.core;
    } catch (error) {
      this.showError(coreFailureWords(error), 'core');
    }
    $loading.remove();
    $figure.removeAttribute('aria-busy');
    if (this.#core) this.coreReady(this.#core);
    this.requestRender();
  }

  #settle() {
    if (this.#unsettled.size === 0) return;
    const texts = this.#unsettled;
    this.#unsettled = new Map();
    const settled = settleAttributes(this.#schema, texts, this.#state);
    for (const key of texts.keys()) {
      this.showError(settled.problems.get(key) ?? '', `attribute ${key}`);
    }
    // These attributes keep the author's own notation.
    this.#adopt(settled.state, new Set(texts.keys()));
  }

  /**
   * @param {State} next - a valid state
   * @param {ReadonlySet<string>} [said] - keys whose attributes stay as they are
   */
  #adopt(next, said) {
    const keys = changedKeys(this.#schema, this.#state, next);
    if (keys.length === 0) return;
    this.#state = next;
    this.#reflect(keys.filter((key) => !said?.has(key)));
    this.#schedule.add('statechange', 'render');
    this.stateChanged(keys);
  }

  /** @param {readonly string[]} keys - keys to write into attributes */
  #reflect(keys) {
    const values = /** @type {Record<string, any>} */ (this.#state);
    this.#isReflecting = true;
    for (const key of keys) {
      const text = this.#schema.fields[key]?.write(values[key]) ?? '';
      this.setAttribute(attributeName(this.#schema, key), text);
      this.showError('', `attribute ${key}`);
    }
    this.#isReflecting = false;
  }

  /** @param {ReadonlySet<string>} due - what this frame has to do */
  #payFrame(due) {
    if (this.#frame && this.isConnected) this.renderFigure();
    for (const [type, detail] of /** @type {const} */ ([
      ['statechange', this.#state],
      ['readingschange', this.#readings],
    ])) {
      const init = { detail, bubbles: true, composed: true };
      if (due.has(type)) this.dispatchEvent(new CustomEvent(type, init));
    }
  }
}

/**
 * Imports late, so that a figure whose core is missing can still say so.
 *
 * @param {CorePart} part - of the core
 * @returns {Promise<any>} its exports, once they may be called
 */
async function openPart(part) {
  const { openCore } = await import('../core/core.js');
  const { core } = await openCore(part);
  return core;
}

/** @typedef {import('../core/core.js').CorePart} CorePart */
