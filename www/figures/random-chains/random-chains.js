import { wordsOf } from '../../core/core-error.js';
import { randomChainsSchema } from './state.js';
import { defaultState } from '../../kit/schema.js';
import { barRange, barText, chainsSentence } from './chains-sentence.js';
import { chainsColumns, chainsWords } from './words.js';
import { FigureElement } from '../../kit/figure-element.js';
import { ChainsLayout } from './chains-layout.js';
import { ChainsSession } from './chains-session.js';
import { readingsOf } from './summaries.js';
import { Visibility } from '../../kit/visibility.js';

/**
 * How the ratio of the first gradient to the last is distributed over many
 * random chains, at every depth.
 *
 * @augments {FigureElement<State, Readings, CoreParts['random-chains']>}
 */
export class RandomChainsElement extends FigureElement {
  /** @override */
  static figureName = 'random-chains';
  /** @override */
  static part = /** @type {const} */ ('random-chains');
  /** @override */
  static schema = randomChainsSchema;
  /** @override */
  static styleSheets = ['../../kit/plots.css', './random-chains.css'].map(
    (path) => new URL(path, import.meta.url).href,
  );

  /** @type {ChainsLayout | undefined} */
  #layout;
  /** @type {ChainsSession | undefined} */
  #session;
  #isNear = false;
  /** @type {Drawn | undefined} */
  #drawn;

  /** Goes back to the chains that a fresh figure has. */
  reset() {
    this.state = defaultState(randomChainsSchema);
  }

  /**
   * @override
   * @param {readonly string[]} keys - that changed
   */
  stateChanged(keys) {
    this.#layout?.opener.forget();
    if (keys.some((key) => key !== 'depth')) this.#ask();
    this.#read();
  }

  /**
   * @override
   * @param {HTMLElement} $body - the place for the content
   */
  buildFigure($body) {
    this.#layout = new ChainsLayout({
      change: (changes) => {
        this.state = { ...this.state, ...changes };
      },
      text: (bar) => {
        const summary = this.#summary();
        const chains = this.#drawn?.state.chains ?? 0;
        return summary ? barText(summary, bar, chains) : '';
      },
      open: (bar) => this.#open(bar),
      retry: () => this.#ask(),
      table: () => this.#table(),
    });
    $body.append(...this.#layout.$parts);
  }

  /**
   * @override
   * @param {AbortSignal} signal - aborted when the figure leaves
   */
  figureConnected(signal) {
    const visibility = new Visibility({
      near: () => {
        this.#isNear = true;
        if (!this.#drawn) this.#ask();
      },
      sight: () => {},
    });
    visibility.observe(this, signal);
    this.#layout?.observe(() => this.requestRender(), signal);
    signal.addEventListener('abort', () => {
      this.#session?.close();
      this.#session = undefined;
    });
  }

  /** @override */
  renderFigure() {
    const layout = this.#layout;
    if (!layout) return;
    layout.settings.show(this.state);
    layout.showBusy(this.#session?.isBusy ?? false);
    const { readings } = this;
    const summary = this.#summary();
    const drawn = this.#drawn;
    if (!readings || !summary || !drawn) return;
    layout.show({
      ...drawn,
      readings,
      summary,
      sentence: chainsSentence(readings),
    });
  }

  #ask() {
    if (!this.#isNear) return;
    this.#session ??= new ChainsSession({
      drawn: (summaries, state, seconds) => {
        this.#drawn = { summaries, state, seconds };
        this.#layout?.showFailure('');
        this.#read();
      },
      failed: (error) => {
        this.#layout?.showFailure(`${chainsWords.failed} ${wordsOf(error)}`);
        this.requestRender();
      },
    });
    this.#session.ask(this.state);
    this.requestRender();
  }

  /** Reads the depth that is asked for out of what was drawn. */
  #read() {
    const summary = this.#summary();
    if (!summary || !this.#drawn) return;
    const { summaries, state } = this.#drawn;
    this.setReadings(readingsOf(summary, summaries, state.chains));
  }

  /** @returns {import('./summaries.js').DepthSummary | undefined} of the depth shown */
  #summary() {
    const { depth } = this.state;
    return this.#drawn?.summaries.find((summary) => summary.depth === depth);
  }

  /** @param {number} bar - of which to open a chain, −1 for the zeros */
  #open(bar) {
    const core = this.loadedCore;
    const summary = this.#summary();
    if (!core || !summary || !this.#drawn) return;
    const index = bar < 0 ? summary.firstZero : (summary.examples[bar] ?? -1);
    if (index < 0) return;
    const { depth } = this.state;
    const state = { ...this.#drawn.state, depth };
    const about = barRange(summary, bar);
    this.#layout?.opener.open(core, state, index, about);
  }

  /** @returns {import('../../kit/number-table.js').NumberTable | null} all numbers */
  #table() {
    if (!this.#drawn) return null;
    return {
      caption: chainsWords.tableCaption,
      headings: chainsColumns,
      rows: this.#drawn.summaries.map((one) => [
        one.depth,
        one.vanishing,
        one.between,
        one.exploding,
        one.zero,
        ...one.quantiles,
        one.mean,
      ]),
    };
  }
}

/** @typedef {import('./state.js').RandomChainsState} State */
/** @typedef {import('./summaries.js').ChainsReadings} Readings */

/**
 * @typedef {object} Drawn
 * @property {import('./summaries.js').DepthSummary[]} summaries -
 *   of every depth
 * @property {State} state - what they were drawn by
 * @property {number} seconds - how long that took
 */

/** @typedef {import('../../core/core.js').CoreParts} CoreParts */
