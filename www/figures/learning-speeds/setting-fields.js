import { settingWords as words } from './panel-words.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';

/** @import { LearningSpeedsState } from './state.js' */

/** The choices of each select, in order. */
const CHOICES = /** @type {const} */ ({
  pixels: [28, 14, 7],
  activation: ['sigmoid', 'tanh', 'relu'],
  initialisation: ['chapter', 'normal', 'xavier', 'he'],
  costFunction: ['cross-entropy', 'quadratic'],
  optimiser: ['sgd', 'momentum'],
  precision: ['f32', 'f64'],
});

/** @typedef {keyof typeof CHOICES} ChoiceKey */

/** Makes controls that show the state and change it. */
export class SettingFields {
  /** The state that the controls show. */
  state;
  /** Changes it; throws a `TypeError` to refuse. */
  set;
  /** @type {((state: LearningSpeedsState) => void)[]} */
  #showers = [];

  /**
   * @param {LearningSpeedsState} state - to begin with
   * @param {(part: Partial<LearningSpeedsState>) => void} set - changes it
   */
  constructor(state, set) {
    this.state = state;
    this.set = set;
  }

  /** @param {LearningSpeedsState} state - to show in all controls */
  show(state) {
    this.state = state;
    for (const show of this.#showers) show(state);
  }

  /** @param {(state: LearningSpeedsState) => void} show - called by `show` */
  onShow(show) {
    this.#showers.push(show);
  }

  /**
   * @param {'depth' | 'width' | 'images' | 'batch' | 'rate' | 'lambda' | 'epochs'} key -
   *   its name for `hide`, and in words
   * @param {(state: LearningSpeedsState) => number} read - its value
   * @param {Limits & { hand: (value: number) => Partial<LearningSpeedsState>, hint?: string }} options -
   *   its limits, and what a value changes
   * @returns {HTMLElement} the control
   */
  slider(key, read, { hand, ...limits }) {
    const field = sliderField({
      ...limits,
      control: key === 'depth' || key === 'width' ? `hidden ${key}` : key,
      label: words[key],
      value: read(this.state),
      onInput: (value) => this.set(hand(value)),
    });
    this.onShow((state) => field.setValue(read(state)));
    return field.$element;
  }

  /**
   * @param {ChoiceKey} key - of the state
   * @returns {HTMLElement} the control
   */
  choice(key) {
    /** @type {readonly (string | number)[]} */
    const values = CHOICES[key];
    const field = selectField({
      control: key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      label: words[key],
      options: values.map((value) => ({
        value,
        label: words.options[/** @type {keyof typeof words.options} */ (value)],
      })),
      value: this.state[key],
      onChange: (value) => this.set({ [key]: value }),
    });
    this.onShow((state) => field.setValue(state[key]));
    return field.$element;
  }
}

/**
 * @typedef {object} Limits
 * @property {number} min - the slider's left end
 * @property {number} max - the slider's right end
 * @property {number} [step] - of the slider
 * @property {boolean} [isLog] - equal ways are equal ratios
 * @property {boolean} [isInteger] - whole numbers only
 */
