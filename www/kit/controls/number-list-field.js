import { numberToText, textToNumber } from '../number-text.js';
import { create } from '../create.js';
import { controlWords } from '../figure-words.js';
import { Field, freshId } from './field.js';

/**
 * A text field for numbers parted by commas or blanks.
 *
 * @param {NumberListOptions} options - what it is and does
 * @returns {{ $element: HTMLElement, setValue: (value: readonly number[]) => void, setDisabled: (isDisabled: boolean) => void }}
 *   the control
 */
export function numberListField(options) {
  const id = freshId();
  const field = new Field(options, id);
  const $input = create('input', {
    type: 'text',
    class: 'ug-list',
    id,
    autocomplete: 'off',
    spellcheck: 'false',
    inputmode: 'text',
  });
  field.hold($input);

  /** @param {readonly number[]} value - the list to show */
  const setValue = (value) => {
    $input.value = value.map(numberToText).join(', ');
    field.problem('');
  };
  $input.addEventListener('change', () => {
    const parts = $input.value.trim().split(/\s*,\s*|\s+/);
    const value = parts.map(textToNumber);
    if (value.some(Number.isNaN)) field.problem(controlWords.notANumber);
    else field.attempt(() => options.onChange(value));
  });
  setValue(options.value);
  /** @param {boolean} isDisabled - whether it stands still */
  const setDisabled = (isDisabled) => {
    $input.disabled = isDisabled;
  };
  return { $element: field.$element, setValue, setDisabled };
}

/**
 * @typedef {object} NumberListSettings
 * @property {readonly number[]} value - to begin with
 * @property {(value: number[]) => void} onChange - told the list when it is
 *   finished; throws a `TypeError` to refuse
 */

/** @typedef {import('./field.js').FieldOptions & NumberListSettings} NumberListOptions */
