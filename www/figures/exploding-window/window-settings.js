import { create } from '../../kit/create.js';
import { windowWords } from './words.js';
import { buttonGroup, presetsMenu } from '../../kit/controls/buttons.js';
import { sliderField } from '../../kit/controls/slider-field.js';

/** The activation in whose middle the window is put. */
export const MIDDLE = 0.5;

/** Every control of the figure. */
export class WindowSettings {
  #presets;
  #weight;
  #bias;

  /** @param {WindowActions} actions - what the controls do */
  constructor({ preset, change, centre, reset }) {
    this.#presets = presetsMenu({
      label: windowWords.presets,
      presets: windowPresets,
      onChoose: preset,
    });
    this.$presets = this.#presets.$element;
    this.#weight = sliderField({
      control: 'weight',
      label: windowWords.weight,
      min: -20,
      max: 20,
      step: 0.1,
      value: 6.9,
      onInput: (weight) => change({ weight }),
    });
    this.#bias = sliderField({
      control: 'bias',
      label: windowWords.bias,
      min: -15,
      max: 15,
      step: 0.05,
      value: -3.45,
      onInput: (bias) => change({ bias }),
    });
    const buttons = buttonGroup({
      label: windowWords.settings,
      buttons: [
        { control: 'centre', label: windowWords.centre, onClick: centre },
        { control: 'reset', label: windowWords.reset, onClick: reset },
      ],
    });
    this.$element = create(
      'div',
      { class: 'plot-settings', 'data-control': 'controls' },
      create(
        'div',
        { class: 'ug-fields' },
        this.#weight.$element,
        this.#bias.$element,
      ),
      buttons.$element,
    );
  }

  /**
   * @param {State} state - what the controls have to show
   * @param {string | null} preset - the one in force
   */
  show({ weight, bias }, preset) {
    this.#weight.setValue(weight);
    this.#bias.setValue(bias);
    this.#presets.mark(/** @type {any} */ (preset));
  }
}

/** Neurons with a name; the widest takes its weight from the core. */
export const windowPresets = Object.freeze([
  {
    name: 'ordinary',
    label: windowWords.ordinary,
    title: windowWords.ordinaryTitle,
    weight: 1,
  },
  {
    name: 'barely',
    label: windowWords.barely,
    title: windowWords.barelyTitle,
    weight: 4,
  },
  {
    name: 'widest',
    label: windowWords.widest,
    title: windowWords.widestTitle,
    weight: null,
  },
  {
    name: 'large',
    label: windowWords.large,
    title: windowWords.largeTitle,
    weight: 100,
  },
  {
    name: 'aside',
    label: windowWords.aside,
    title: windowWords.asideTitle,
    weight: 8,
    bias: 3,
  },
]);

/**
 * @param {import('../../core/core.js').CoreParts['chain']} core - the loaded core
 * @param {string} name - of a preset
 * @returns {State} the whole state; the window is centred unless the preset
 *   says where it is
 */
export function windowPreset(core, name) {
  const preset = windowPresets.find((candidate) => candidate.name === name);
  const weight = preset?.weight ?? core.widestWindow()[0] ?? NaN;
  return { weight, bias: preset?.bias ?? core.centringBias(weight, MIDDLE) };
}

/** @typedef {import('./state.js').ExplodingWindowState} State */

/**
 * @typedef {object} WindowActions
 * @property {(name: string) => void} preset - takes a neuron with a name
 * @property {(changes: Partial<State>) => void} change - throws a `TypeError`
 *   to refuse
 * @property {() => void} centre - puts the middle of the window at ½
 * @property {() => void} reset - back to the beginning
 */
