import { numberToText, textToNumber } from '../number-text.js';
import { create } from '../create.js';
import { controlWords } from '../figure-words.js';
import { Field, freshId } from './field.js';

/** Steps of a logarithmic slider from end to end. */
const LOG_STEPS = 1000;

/** Digits that a logarithmic slider sets; more would be noise to a reader. */
const LOG_DIGITS = 3;

/**
 * A slider with a number field as its twin. The slider may be narrower than
 * what the figure accepts: a value beyond its end is written in the field.
 *
 * @param {SliderOptions} options - what it is and does
 * @returns {SliderField} the control
 */
export function sliderField(options) {
  return new SliderField(options);
}

/** A range input and a number input that always agree. */
export class SliderField {
  /** @type {SliderOptions} */
  #options;
  /** @type {Field} */
  #field;
  /** @type {HTMLInputElement} */
  #$range;
  /** @type {HTMLInputElement} */
  #$number;
  #value = NaN;

  /** @param {SliderOptions} options - what it is and does */
  constructor(options) {
    this.#options = options;
    const id = freshId();
    this.#field = new Field(options, id);
    const labelledBy = { 'aria-labelledby': this.#field.$label.id };
    const { min, max, step = 'any', isLog } = options;
    this.#$range = create('input', {
      type: 'range',
      min: isLog ? 0 : min,
      max: isLog ? LOG_STEPS : max,
      step: isLog ? 1 : step,
      ...labelledBy,
    });
    this.#$number = create('input', { type: 'number', step: 'any', id });
    const $row = create(
      'div',
      { class: 'ug-slider' },
      this.#$range,
      this.#$number,
    );
    this.#field.hold($row);
    this.$element = this.#field.$element;
    this.#$range.addEventListener('input', () => this.#slid());
    this.#$number.addEventListener('input', () => this.#written());
    this.setValue(options.value);
  }

  /** @param {number} value - the value to show; the figure is not told */
  setValue(value) {
    // What a person is writing is theirs: “1.” must not become “1” meanwhile.
    const isTheirs = textToNumber(this.#$number.value) === value;
    if (!isTheirs) this.#$number.value = numberToText(value);
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#$range.value = String(this.#position(value));
    this.#$range.setAttribute('aria-valuetext', this.#spoken(value));
    this.#field.problem('');
  }

  /**
   * Says the value anew, where its meaning hangs on more than itself.
   */
  refreshValueText() {
    const text = this.#spoken(this.#value);
    if (this.#$range.getAttribute('aria-valuetext') === text) return;
    this.#$range.setAttribute('aria-valuetext', text);
  }

  /**
   * @param {number} max - the slider's right end from now on; not for a
   *   logarithmic one
   */
  setMax(max) {
    if (Number(this.#$range.max) === max) return;
    this.#$range.max = String(max);
    this.#$range.value = String(this.#value);
  }

  /** @param {boolean} isDisabled - whether it stands still */
  setDisabled(isDisabled) {
    this.#$range.disabled = isDisabled;
    this.#$number.disabled = isDisabled;
  }

  #slid() {
    const value = this.#valueAt(Number(this.#$range.value));
    this.#$number.value = numberToText(value);
    this.#hand(value);
  }

  #written() {
    const value = textToNumber(this.#$number.value);
    if (Number.isNaN(value)) this.#field.problem(controlWords.notANumber);
    else this.#hand(value);
  }

  /** @param {number} value - for the figure */
  #hand(value) {
    this.#field.attempt(() => {
      this.#options.onInput(value);
      this.setValue(value);
    });
  }

  /**
   * @param {number} value - a value
   * @returns {number} where the slider stands
   */
  #position(value) {
    const { min, max, isLog } = this.#options;
    if (!isLog) return value;
    const share = Math.log(value / min) / Math.log(max / min);
    return Math.round(LOG_STEPS * share);
  }

  /**
   * @param {number} position - where the slider stands
   * @returns {number} the value
   */
  #valueAt(position) {
    const { min, max, isLog } = this.#options;
    if (!isLog) return position;
    const value = min * (max / min) ** (position / LOG_STEPS);
    const rounded = Number(value.toPrecision(LOG_DIGITS));
    return this.#options.isInteger ? Math.round(value) : rounded;
  }

  /**
   * @param {number} value - a value
   * @returns {string} how it is said
   */
  #spoken(value) {
    return this.#options.valueText?.(value) ?? numberToText(value);
  }
}

/**
 * @typedef {object} SliderSettings
 * @property {number} value - to begin with
 * @property {number} min - the slider's left end
 * @property {number} max - the slider's right end
 * @property {number} [step] - of the slider; the field takes any number
 * @property {boolean} [isLog] - equal ways are equal ratios; `min` above 0
 * @property {boolean} [isInteger] - whole numbers, on a logarithmic slider
 * @property {(value: number) => string} [valueText] - what is said of a value
 * @property {(value: number) => void} onInput - told every value; throws a
 *   `TypeError` to refuse
 */

/** @typedef {import('./field.js').FieldOptions & SliderSettings} SliderOptions */
