import { gradientChainSchema } from './state.js';
import { defaultState } from '../../kit/schema.js';
import { whatHappened } from './chain-sentence.js';
import { create } from '../../kit/create.js';
import { chainWords } from './words.js';
import { FigureElement } from '../../kit/figure-element.js';
import { Announcer } from '../../kit/announcer.js';
import { computeChain } from './chain-numbers.js';
import { ChainSettings } from './chain-settings.js';
import { ParameterSliders } from './parameter-sliders.js';
import { Pictures } from './pictures.js';
import { presetState } from './presets.js';
import { ButtonPanel, Panel } from '../../kit/panel.js';

/** From this weight on, the chain is worth a word about knife edges. */
const KNIFE_EDGE = 20;
const NUDGE = 0.001;

/**
 * The chapter's chain of single neurons, each factor of its gradient with a
 * slider.
 *
 * @augments {FigureElement<State, Readings, CoreParts['chain']>}
 */
export class GradientChainElement extends FigureElement {
  /** @override */
  static figureName = 'gradient-chain';
  /** @override */
  static part = /** @type {const} */ ('chain');
  /** @override */
  static schema = gradientChainSchema;
  /** @override */
  static styleSheets = [new URL('./gradient-chain.css', import.meta.url).href];

  /** @type {import('./chain-numbers.js').ChainNumbers | undefined} */
  #chain;
  #seed = 1;
  /** @type {Parts | undefined} */
  #parts;

  /** Goes back to the chain that a fresh figure has. */
  reset() {
    this.state = defaultState(gradientChainSchema);
  }

  /** @override */
  stateChanged() {
    this.#compute();
  }

  /** @override */
  coreReady() {
    this.#compute();
  }

  /**
   * @override
   * @param {HTMLElement} $body - the place for the content
   */
  buildFigure($body) {
    const render = () => this.requestRender();
    const settings = new ChainSettings({
      preset: (name) => this.#take(name),
      drawAgain: () => {
        this.#seed += 1;
        this.#take('normal');
      },
      change: (changes) => this.#change(changes),
      lengthen: (by) => this.#lengthen(by),
      nudge: (sign) => this.#nudge(sign),
    });
    const sliders = new ParameterSliders((letter, index, value) => {
      const key = letter === 'w' ? 'weights' : 'biases';
      this.#change({ [key]: this.state[key].with(index, value) });
    });
    const check = new ButtonPanel({
      control: 'check',
      label: chainWords.check,
      closeLabel: chainWords.closeCheck,
      bring: async () => {
        const { CheckTable } = await import('./tables.js');
        return new CheckTable(await this.core, () => this.#chain);
      },
    });
    const table = new Panel({
      control: 'table',
      label: chainWords.table,
      bring: async () => {
        const { NumbersTable } = await import('./tables.js');
        return new NumbersTable(() => this.#chain);
      },
    });
    const $reset = create(
      'button',
      { type: 'button', 'data-control': 'reset' },
      chainWords.reset,
    );
    $reset.addEventListener('click', () => this.reset());
    const parts = {
      settings,
      sliders,
      check,
      table,
      pictures: new Pictures(render),
      announcer: new Announcer(),
      $sentence: create('p', { class: 'chain-sentence' }),
    };
    const { pictures, announcer, $sentence } = parts;
    $body.append(
      settings.$presets,
      create(
        'div',
        { class: 'chain-layout' },
        create(
          'div',
          { class: 'chain-picture' },
          $sentence,
          announcer.$element,
          create(
            'div',
            { 'data-control': 'drawing' },
            pictures.$drawing,
            pictures.$caption,
          ),
          pictures.$equation,
          settings.$knifeEdge,
        ),
        create(
          'div',
          { class: 'chain-controls', 'data-control': 'controls' },
          settings.$element,
          sliders.$element,
          create('div', { class: 'ug-buttons' }, check.$button, $reset),
        ),
        pictures.$charts,
      ),
      check.$element,
      table.$element,
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
    signal.addEventListener('abort', () => {
      parts?.pictures.unwatch();
      parts?.announcer.stop();
    });
  }

  /** @override */
  renderFigure() {
    const parts = this.#parts;
    const chain = this.#chain;
    const core = this.loadedCore;
    if (!parts) return;
    parts.sliders.show(this.state, chain);
    parts.settings.show(this.state, core, this.#seed);
    if (!chain || !core) return;
    const sentence = whatHappened(chain);
    parts.$sentence.textContent = sentence;
    parts.announcer.say(sentence);
    const isSharp = this.state.weights.some((w) => Math.abs(w) >= KNIFE_EDGE);
    parts.settings.$knifeEdge.hidden = !isSharp;
    parts.pictures.show(core, chain, sentence);
    parts.check.show();
    parts.table.show();
  }

  /** @param {Partial<State>} changes - throws a `TypeError` to refuse */
  #change(changes) {
    this.state = { ...this.state, ...changes };
  }

  #compute() {
    const core = this.loadedCore;
    if (!core) return;
    this.#chain = computeChain(core, this.state);
    this.setReadings(this.#chain.readings);
  }

  /** @param {string} name - of a preset */
  #take(name) {
    const core = this.loadedCore;
    if (!core) return;
    const { length } = this.state.weights;
    this.state = presetState(core, name, length, this.#seed);
  }

  /** @param {1 | -1} by - one neuron more, like the last one, or one less */
  #lengthen(by) {
    const { weights, biases } = this.state;
    this.#change(
      by < 0
        ? { weights: weights.slice(0, -1), biases: biases.slice(0, -1) }
        : {
            weights: [...weights, ...weights.slice(-1)],
            biases: [...biases, ...biases.slice(-1)],
          },
    );
  }

  /** @param {1 | -1} sign - up or down */
  #nudge(sign) {
    const { biases } = this.state;
    const moved = (biases[0] ?? 0) + sign * NUDGE;
    // Back and forth must end where it began, to the last bit.
    const rounded = Math.round(moved / NUDGE) / Math.round(1 / NUDGE);
    this.#change({ biases: biases.with(0, rounded) });
  }
}

/** @typedef {import('./state.js').GradientChainState} State */
/** @typedef {import('./chain-numbers.js').ChainReadings} Readings */

/**
 * @typedef {object} Parts
 * @property {ChainSettings} settings - everything but the sliders
 * @property {ParameterSliders} sliders - of weights and biases
 * @property {ButtonPanel<any>} check - against central differences
 * @property {Pictures} pictures - the drawn part
 * @property {Announcer} announcer - reads the sentence aloud
 * @property {HTMLElement} $sentence - what happened
 * @property {Panel<any>} table - all the numbers
 */

/** @typedef {import('../../core/core.js').CoreParts} CoreParts */
