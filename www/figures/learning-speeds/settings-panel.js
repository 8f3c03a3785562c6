import { measuringField } from '../../run/run-state.js';
import { create } from '../../kit/create.js';
import {
  measuringChoice,
  measuringWords,
  panelWords,
  settingWords as words,
} from './panel-words.js';
import { checkboxField } from '../../kit/controls/checkbox-field.js';
import { fieldGroup } from '../../kit/controls/field-group.js';
import { numberListField } from '../../kit/controls/number-list-field.js';
import { seedField } from '../../kit/controls/seed-field.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';
import { SettingFields } from './setting-fields.js';

/** @import { LearningSpeedsState } from './state.js' */
/** @import { Measuring } from '../../run/run-state.js' */

/** Controls for everything in the figure's state, and for when to measure. */
export class SettingsPanel {
  #figure;
  #fields;
  #measuring;

  /** @param {SettingsFigure} figure - what the controls show and change */
  constructor(figure) {
    this.#figure = figure;
    this.#fields = new SettingFields(figure.state(), figure.set);
    this.#measuring = selectField({
      control: 'measuring',
      label: measuringWords.label,
      options: measuringField.options.map((value) => ({
        value,
        label: measuringChoice(value),
      })),
      value: measuringField.default,
      onChange: figure.measure,
    });
    this.$element = create(
      'div',
      { class: 'ug-settings' },
      fieldGroup({
        legend: panelWords.network,
        control: 'network',
        fields: this.#networkFields(),
      }),
      fieldGroup({
        legend: panelWords.learning,
        control: 'learning',
        fields: this.#learningFields(),
      }),
      fieldGroup({
        legend: panelWords.arithmetic,
        control: 'arithmetic',
        fields: [this.#seed(), this.#fields.choice('precision')],
      }),
    );
    this.show();
  }

  /** Shows the figure's settings in all controls. */
  show() {
    this.#fields.show(this.#figure.state());
    this.#measuring.setValue(this.#figure.measuring());
  }

  /** @returns {Node[]} the controls of the network's shape */
  #networkFields() {
    return [
      this.#fields.slider('depth', (state) => state.hidden.length, {
        min: 1,
        max: 30,
        step: 1,
        hand: (depth) => ({
          hidden: Array(Math.max(0, Math.round(depth))).fill(
            widthOf(this.#fields.state),
          ),
        }),
      }),
      this.#fields.slider('width', widthOf, {
        min: 2,
        max: 256,
        isLog: true,
        isInteger: true,
        hand: (width) => ({
          hidden: this.#fields.state.hidden.map(() => width),
        }),
      }),
      this.#widths(),
      this.#fields.choice('pixels'),
      this.#fields.choice('activation'),
      this.#fields.choice('initialisation'),
    ];
  }

  /** @returns {Node[]} the controls of the training */
  #learningFields() {
    return [
      this.#fields.slider('images', (state) => state.images, {
        min: 10,
        max: 8000,
        isLog: true,
        isInteger: true,
        hint: words.imagesHint,
        hand: (images) => ({ images, batch: this.#batchFor(images) }),
      }),
      this.#batch(),
      this.#fields.slider('rate', (state) => state.rate, {
        min: 0.001,
        max: 10,
        isLog: true,
        hand: (rate) => ({ rate }),
      }),
      this.#lambda(),
      this.#fields.choice('costFunction'),
      this.#fields.choice('optimiser'),
      this.#fields.slider('epochs', (state) => state.epochs, {
        min: 1,
        max: 10_000,
        isLog: true,
        isInteger: true,
        hand: (epochs) => ({ epochs }),
      }),
      this.#measured(),
    ];
  }

  /** @returns {HTMLElement} at which epochs the run is measured, and why */
  #measured() {
    const $hint = create('p', { class: 'ug-hint' });
    this.#fields.onShow(({ batch, images }) => {
      const { fullBatch, miniBatches } = measuringWords;
      $hint.textContent = batch === images ? fullBatch : miniBatches;
    });
    return create('div', {}, this.#measuring.$element, $hint);
  }

  /** @returns {HTMLElement} a text field for widths that differ */
  #widths() {
    const field = numberListField({
      control: 'hidden widths',
      label: words.widths,
      hint: words.widthsHint,
      value: this.#fields.state.hidden,
      onChange: (hidden) => this.#fields.set({ hidden }),
    });
    this.#fields.onShow(({ hidden }) => field.setValue(hidden));
    return field.$element;
  }

  /** @returns {HTMLElement} the size of a mini-batch, or all images */
  #batch() {
    const $updates = create('p', { class: 'ug-hint' });
    const slider = sliderField({
      control: 'batch',
      label: words.batch,
      min: 1,
      max: 8000,
      isLog: true,
      isInteger: true,
      value: this.#fields.state.batch,
      onInput: (batch) => this.#fields.set({ batch }),
    });
    const full = checkboxField({
      control: 'full-batch',
      label: words.fullBatch,
      value: true,
      onChange: (isFull) => {
        const { images } = this.#fields.state;
        this.#fields.set({ batch: isFull ? images : Math.min(10, images) });
      },
    });
    this.#fields.onShow(({ batch, images }) => {
      slider.setValue(batch);
      full.setValue(batch === images);
      $updates.textContent = words.updates(Math.ceil(images / batch));
    });
    return create('div', {}, slider.$element, full.$element, $updates);
  }

  /** @returns {HTMLElement} λ, and what it comes to for this many images */
  #lambda() {
    const $ratio = create('p', { class: 'ug-hint' });
    const $slider = this.#fields.slider('lambda', (state) => state.lambda, {
      min: 0,
      max: 10,
      step: 0.1,
      hand: (lambda) => ({ lambda }),
    });
    this.#fields.onShow(({ lambda, images }) => {
      $ratio.textContent = words.lambdaPerImage(lambda / images);
    });
    return create('div', {}, $slider, $ratio);
  }

  /** @returns {HTMLElement} the seed */
  #seed() {
    const field = seedField({
      control: 'seed',
      label: words.seed,
      value: this.#fields.state.seed,
      onChange: (seed) => this.#fields.set({ seed }),
    });
    this.#fields.onShow(({ seed }) => field.setValue(seed));
    return field.$element;
  }

  /**
   * @param {number} images - as they are to be
   * @returns {number} a full batch stays full, another stays what it is
   */
  #batchFor(images) {
    const { batch, images: before } = this.#fields.state;
    return batch === before ? images : Math.min(batch, images);
  }
}

/**
 * @typedef {object} SettingsFigure
 * @property {() => LearningSpeedsState} state - its settings
 * @property {(part: Partial<LearningSpeedsState>) => void} set - changes them;
 *   throws a `TypeError` to refuse
 * @property {() => Measuring} measuring - at which epochs the run is measured
 * @property {(measuring: Measuring) => void} measure - measures at others
 */

/**
 * @param {LearningSpeedsState} state - a state
 * @returns {number} the width that most of its hidden layers begin with
 */
function widthOf({ hidden }) {
  return hidden[0] ?? 30;
}
