import { DIGITS } from './state.js';
import { create } from '../../kit/create.js';
import { jacobianWords as words } from './words.js';
import { fieldGroup } from '../../kit/controls/field-group.js';
import { presetsMenu } from '../../kit/controls/buttons.js';
import { seedField } from '../../kit/controls/seed-field.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';
import { DigitPicture } from './digit-picture.js';
import { jacobianPresets, presetInForce, presetState } from './presets.js';

/** Every control of the figure. */
export class JacobianSettings {
  digitPicture = new DigitPicture();
  #presets;
  #fields;

  /** @param {(changes: Partial<State>) => void} change - throws to refuse */
  constructor(change) {
    this.#presets = presetsMenu({
      label: words.presets,
      presets: jacobianPresets,
      onChoose: (name) => change(presetState(name)),
    });
    /**
     * @param {'depth' | 'width' | 'seeds' | 'digit'} key - of the state
     * @param {number} min - of the slider
     * @param {number} max - of the slider
     */
    const slider = (key, min, max) =>
      sliderField({
        control: key,
        label: words[key],
        min,
        max,
        step: 1,
        value: min,
        onInput: (value) => change({ [key]: value }),
      });
    this.#fields = {
      depth: slider('depth', 2, 30),
      width: slider('width', 2, 128),
      activation: selectField({
        control: 'activation',
        label: words.activation,
        options: [
          { value: 'sigmoid', label: words.sigmoid },
          { value: 'tanh', label: words.tanh },
          { value: 'relu', label: words.relu },
        ],
        value: 'sigmoid',
        onChange: (value) =>
          change({ activation: /** @type {State['activation']} */ (value) }),
      }),
      initialisation: selectField({
        control: 'initialisation',
        label: words.initialisation,
        options: [
          { value: 'chapter', label: words.chapter },
          { value: 'normal', label: words.normal },
          { value: 'xavier', label: words.xavier },
          { value: 'he', label: words.he },
        ],
        value: 'chapter',
        onChange: (value) =>
          change({
            initialisation: /** @type {State['initialisation']} */ (value),
          }),
      }),
      seed: seedField({
        control: 'seed',
        label: words.seed,
        value: 1,
        onChange: (seed) => change({ seed }),
      }),
      digit: slider('digit', 0, DIGITS - 1),
      seeds: slider('seeds', 1, 100),
    };
    this.$presets = this.#presets.$element;
    const fields = Object.values(this.#fields).map(({ $element }) => $element);
    this.#fields.digit.$element.append(this.digitPicture.$element);
    this.$element = create(
      'div',
      { class: 'jacobian-settings', 'data-control': 'settings' },
      fieldGroup({ legend: words.settings, control: 'network', fields }),
    );
  }

  /** @param {State} state - what the controls have to show */
  show(state) {
    this.#presets.mark(presetInForce(state));
    const { depth, width, activation, initialisation } = this.#fields;
    depth.setValue(state.depth);
    width.setValue(state.width);
    activation.setValue(state.activation);
    initialisation.setValue(state.initialisation);
    this.#fields.seed.setValue(state.seed);
    this.#fields.digit.setValue(state.digit);
    this.#fields.seeds.setValue(state.seeds);
  }
}

/** @typedef {import('./state.js').LayerJacobiansState} State */
