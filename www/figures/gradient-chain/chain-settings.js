import { create } from '../../kit/create.js';
import { chainWords, neuronCount, seedWords } from './words.js';
import { presetsMenu } from '../../kit/controls/buttons.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';
import { chainPresets, presetInForce } from './presets.js';

const MOST_NEURONS = 32;

/**
 * Every control of the chain but the sliders of its weights and biases.
 */
export class ChainSettings {
  #presets;
  #activation;
  #cost;
  #input;
  #target;
  #$count = create('span', { class: 'chain-count' });
  #$seed = create('span', { class: 'chain-seed' });
  #$remove;
  #$add;

  /** @param {ChainActions} actions - what the controls do */
  constructor({ preset, drawAgain, change, lengthen, nudge }) {
    this.#presets = presetsMenu({
      label: chainWords.presets,
      presets: chainPresets,
      onChoose: preset,
    });
    const $draw = create(
      'button',
      { type: 'button', class: 'ug-quiet', 'data-control': 'draw' },
      chainWords.drawAgain,
    );
    $draw.addEventListener('click', drawAgain);
    this.$presets = this.#presets.$element;
    // Beside the one preset that it draws.
    const place = chainPresets.findIndex(({ name }) => name === 'normal');
    const $drawn = this.$presets.querySelectorAll('button')[place];
    $drawn?.after($draw, this.#$seed);

    this.#activation = selectField({
      control: 'activation',
      label: chainWords.activation,
      options: [
        { value: 'sigmoid', label: chainWords.sigmoid },
        { value: 'tanh', label: chainWords.tanh },
        { value: 'relu', label: chainWords.relu },
      ],
      value: 'sigmoid',
      // Cross-entropy cannot stay when the output is no longer a sigmoid.
      onChange: (activation) =>
        change(
          activation === 'sigmoid'
            ? { activation }
            : {
                activation: /** @type {'tanh' | 'relu'} */ (activation),
                cost: 'quadratic',
              },
        ),
    });
    this.#cost = selectField({
      control: 'cost',
      label: chainWords.cost,
      options: [
        { value: 'quadratic', label: chainWords.quadratic },
        { value: 'cross-entropy', label: chainWords.crossEntropy },
      ],
      value: 'quadratic',
      onChange: (cost) =>
        change({ cost: cost === 'quadratic' ? cost : 'cross-entropy' }),
    });
    this.#input = sliderField({
      control: 'input',
      label: chainWords.input,
      min: -10,
      max: 10,
      step: 0.05,
      value: 0.5,
      onInput: (input) => change({ input }),
    });
    this.#target = sliderField({
      control: 'target',
      label: chainWords.target,
      min: 0,
      max: 1,
      step: 0.01,
      value: 1,
      onInput: (target) => change({ target }),
    });
    this.#$remove = button(chainWords.removeNeuron, () => lengthen(-1));
    this.#$add = button(chainWords.addNeuron, () => lengthen(1));
    this.$knifeEdge = knifeEdge(nudge);
    this.$element = create(
      'div',
      { class: 'chain-settings' },
      create(
        'div',
        { class: 'chain-selects' },
        this.#activation.$element,
        this.#cost.$element,
      ),
      create(
        'div',
        {
          class: 'ug-buttons chain-length',
          role: 'group',
          'aria-label': chainWords.neurons,
          'data-control': 'neurons',
        },
        this.#$count,
        this.#$remove,
        this.#$add,
      ),
      create('p', { class: 'chain-heading' }, chainWords.ends),
      create(
        'div',
        { class: 'chain-ends' },
        this.#input.$element,
        this.#target.$element,
      ),
    );
  }

  /**
   * @param {State} state - what the controls have to show
   * @param {import('../../core/core.js').CoreParts['chain'] | undefined} core - if loaded
   * @param {number} seed - of the last draw
   */
  show(state, core, seed) {
    this.#activation.setValue(state.activation);
    this.#cost.setValue(state.cost);
    const isSigmoid = state.activation === 'sigmoid';
    this.#cost.setOptionDisabled('cross-entropy', !isSigmoid);
    this.#input.setValue(state.input);
    this.#target.setValue(state.target);
    const neurons = state.weights.length;
    this.#$count.textContent = neuronCount(neurons);
    refuse(this.#$remove, neurons === 1);
    refuse(this.#$add, neurons === MOST_NEURONS);
    const inForce = core ? presetInForce(core, state, seed) : null;
    this.#presets.mark(/** @type {any} */ (inForce));
    this.#$seed.textContent = inForce === 'normal' ? seedWords(seed) : '';
  }
}

/**
 * @param {string} label - what it does
 * @param {() => void} onClick - does it, unless it is refused for now
 * @returns {HTMLButtonElement} a button
 */
function button(label, onClick) {
  const $button = create('button', { type: 'button' }, label);
  $button.addEventListener('click', () => {
    if ($button.getAttribute('aria-disabled') !== 'true') onClick();
  });
  return $button;
}

/**
 * Not by `disabled`, which would take the focus from whoever has just pressed.
 *
 * @param {HTMLButtonElement} $button - the button
 * @param {boolean} isRefused - whether it does nothing for now
 */
function refuse($button, isRefused) {
  $button.setAttribute('aria-disabled', String(isRefused));
}

/**
 * @param {(sign: 1 | -1) => void} nudge - moves b₁ a little
 * @returns {HTMLElement} what to know about large weights, to be tried
 */
function knifeEdge(nudge) {
  return create(
    'div',
    { class: 'chain-knife-edge', 'data-control': 'knife-edge', hidden: true },
    create('p', {}, chainWords.knifeEdge),
    create(
      'div',
      { class: 'ug-buttons' },
      button(chainWords.nudgeUp, () => nudge(1)),
      button(chainWords.nudgeDown, () => nudge(-1)),
    ),
  );
}

/** @typedef {import('./state.js').GradientChainState} State */

/**
 * @typedef {object} ChainActions
 * @property {(name: string) => void} preset - takes a chain with a name
 * @property {() => void} drawAgain - draws the next chain
 * @property {(changes: Partial<State>) => void} change - throws a `TypeError`
 *   to refuse
 * @property {(by: 1 | -1) => void} lengthen - a neuron more or less
 * @property {(sign: 1 | -1) => void} nudge - moves b₁ a little
 */
