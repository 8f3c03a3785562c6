import { layerJacobiansSchema } from './state.js';
import { defaultState } from '../../kit/schema.js';
import { create } from '../../kit/create.js';
import {
  comparison,
  spreadSentence,
  unresolved,
  whatBecame,
} from './jacobian-sentences.js';
import { jacobianWords as words } from './words.js';
import { FigureElement } from '../../kit/figure-element.js';
import { Announcer } from '../../kit/announcer.js';
import { JacobianSettings } from './jacobian-settings.js';
import { Measurer } from './measurer.js';
import { Pictures } from './pictures.js';
import { Panel } from '../../kit/panel.js';
import { Visibility } from '../../kit/visibility.js';

/**
 * Whole networks: the matrices that carry the error from layer to layer, their
 * singular values, and those of their product.
 *
 * @augments {FigureElement<State, Readings, CoreParts['jacobians']>}
 */
export class LayerJacobiansElement extends FigureElement {
  /** @override */
  static figureName = 'layer-jacobians';
  /** @override */
  static part = /** @type {const} */ ('jacobians');
  /** @override */
  static schema = layerJacobiansSchema;
  /** @override */
  static styleSheets = [
    '../gradient-chain/gradient-chain.css',
    './layer-jacobians.css',
  ].map((path) => new URL(path, import.meta.url).href);

  #isNear = false;
  /** Whether the readings are of the state now set. */
  #isCurrent = false;
  /** @type {Measurer | undefined} */
  #measurer;
  /** @type {Parts | undefined} */
  #parts;

  /** Goes back to the network that a fresh figure has. */
  reset() {
    this.state = defaultState(layerJacobiansSchema);
  }

  /** @override */
  stateChanged() {
    this.#isCurrent = false;
    this.#measure();
  }

  /** @override */
  coreReady() {
    this.#measure();
  }

  /**
   * @override
   * @param {HTMLElement} $body - the place for the content
   */
  buildFigure($body) {
    const settings = new JacobianSettings((changes) => {
      this.state = { ...this.state, ...changes };
    });
    const $reset = create(
      'button',
      { type: 'button', 'data-control': 'reset' },
      words.reset,
    );
    $reset.addEventListener('click', () => this.reset());
    const pictures = new Pictures(() => this.requestRender());
    const parts = {
      settings,
      pictures,
      data: new Panel({
        control: 'table',
        label: words.table,
        bring: async () => {
          const { DataPanel } = await import('./data-panel.js');
          return new DataPanel({
            readings: () => this.readings,
            pictures: () => pictures.canvases,
          });
        },
      }),
      announcer: new Announcer(),
      $sentence: create('p', { class: 'chain-sentence' }),
      $comparison: create('p', { class: 'jacobian-note' }),
      $unresolved: create('p', { class: 'ug-hint' }),
    };
    $body.append(
      settings.$presets,
      create(
        'div',
        { 'data-control': 'meaning' },
        parts.$sentence,
        parts.announcer.$element,
        parts.$comparison,
        parts.$unresolved,
      ),
      pictures.$element,
      settings.$element,
      create('div', { class: 'ug-buttons' }, $reset),
      parts.data.$element,
    );
    this.#parts = parts;
  }

  /**
   * @override
   * @param {AbortSignal} signal - aborted when the figure leaves
   */
  figureConnected(signal) {
    const parts = this.#parts;
    parts?.pictures.watch();
    const visibility = new Visibility({
      near: () => {
        this.#isNear = true;
        this.#measure();
      },
      sight: () => {},
    });
    visibility.observe(this, signal);
    signal.addEventListener('abort', () => {
      parts?.pictures.unwatch();
      parts?.announcer.stop();
      this.#measurer?.close();
      this.#measurer = undefined;
      this.#isNear = false;
    });
  }

  /** @override */
  renderFigure() {
    const parts = this.#parts;
    if (!parts) return;
    parts.settings.show(this.state);
    const { readings } = this;
    if (!readings) {
      parts.$sentence.textContent = words.measuring;
      return;
    }
    parts.pictures.$element.setAttribute('aria-busy', String(!this.#isCurrent));
    // Words and pictures stay those of the network that they were measured on.
    if (!this.#isCurrent) return;
    const sentence = whatBecame(readings);
    parts.$sentence.textContent = sentence;
    parts.announcer.say(sentence);
    parts.$comparison.textContent = comparison(readings);
    parts.$unresolved.textContent = unresolved(readings);
    parts.pictures.$spreadWords.textContent = readings.spread
      ? spreadSentence(readings.spread, this.state.seeds)
      : words.measuring;
    parts.pictures.show(readings);
    const { digit } = this.state;
    const pixels = this.#measurer?.pixels(digit) ?? null;
    parts.settings.digitPicture.show(digit, readings.label, pixels);
    parts.data.show();
  }

  #measure() {
    const core = this.loadedCore;
    if (!core || !this.#isNear) return;
    this.#measurer ??= new Measurer(core, {
      matrices: (found) => {
        this.#isCurrent = true;
        this.setReadings({ ...found, state: this.state, spread: null });
      },
      spread: (spread) => {
        const { readings } = this;
        this.#isCurrent = true;
        if (!readings) return;
        this.setReadings({ ...readings, state: this.state, spread });
      },
      failed: (error) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.showError(error === null ? '' : words.failed(reason), 'measure');
      },
    });
    this.#measurer.want(this.state);
  }
}

/** @typedef {import('./state.js').LayerJacobiansState} State */
/** @typedef {import('./jacobian-numbers.js').Readings} Readings */

/**
 * @typedef {object} Parts
 * @property {JacobianSettings} settings - the controls
 * @property {Pictures} pictures - the drawn part
 * @property {Panel<import('./data-panel.js').DataPanel>} data -
 *   the numbers
 * @property {Announcer} announcer - reads the sentence aloud
 * @property {HTMLElement} $sentence - what became of the gradient
 * @property {HTMLElement} $comparison - how well both ways agree
 * @property {HTMLElement} $unresolved - what is not drawn
 */

/** @typedef {import('../../core/core.js').CoreParts} CoreParts */
