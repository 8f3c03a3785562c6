import { numberToText, textToNumber } from '../number-text.js';
import { create } from '../create.js';
import { controlWords } from '../figure-words.js';
import { Field, freshId } from './field.js';

/**
 * The seed, and a button that draws a new one.
 *
 * @param {SeedOptions} options - what it is and does
 * @returns {{ $element: HTMLElement, setValue: (value: number) => void }} the
 *   control
 */
export function seedField(options) {
  const id = freshId();
  const field = new Field(options, id);
  const $input = create('input', { type: 'number', min: 0, step: 1, id });
  const $button = create('button', { type: 'button' }, controlWords.newSeed);
  field.hold(create('div', { class: 'ug-seed' }, $input, $button));

  /** @param {number} value - the seed to show */
  const setValue = (value) => {
    $input.value = numberToText(value);
    field.problem('');
  };
  $input.addEventListener('change', () => {
    const value = textToNumber($input.value);
    if (Number.isNaN(value)) field.problem(controlWords.notANumber);
    else field.attempt(() => options.onChange(value));
  });
  $button.addEventListener('click', () => {
    // The one place where chance comes in from outside; all else is the seed's.
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    setValue(seed);
    field.attempt(() => options.onChange(seed));
  });
  setValue(options.value);
  return { $element: field.$element, setValue };
}

/**
 * @typedef {object} SeedSettings
 * @property {number} value - to begin with
 * @property {(value: number) => void} onChange - told the seed; throws a
 *   `TypeError` to refuse
 */

/** @typedef {import('./field.js').FieldOptions & SeedSettings} SeedOptions */
