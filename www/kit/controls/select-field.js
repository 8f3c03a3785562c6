import { create } from '../create.js';
import { Field, freshId } from './field.js';

/**
 * A native select.
 *
 * @template {string | number} Value
 * @param {import('./field.js').FieldOptions & SelectSettings<Value>} options -
 *   what it is and does
 * @returns {{ $element: HTMLElement, setValue: (value: Value) => void, setOptionDisabled: (value: Value, isDisabled: boolean) => void }}
 *   the control
 */
export function selectField(options) {
  const id = freshId();
  const field = new Field(options, id);
  const $options = new Map(
    options.options.map(({ value, label }) => [
      value,
      create('option', { value: String(value) }, label),
    ]),
  );
  const $select = create('select', { id }, ...$options.values());
  field.hold($select);
  $select.addEventListener('change', () => {
    const chosen = options.options[$select.selectedIndex];
    if (chosen) field.attempt(() => options.onChange(chosen.value));
  });

  /** @param {Value} value - the option to show */
  const setValue = (value) => {
    $select.value = String(value);
    field.problem('');
  };
  /**
   * @param {Value} value - an option
   * @param {boolean} isDisabled - whether it cannot be chosen now
   */
  const setOptionDisabled = (value, isDisabled) => {
    const $option = $options.get(value);
    if ($option) $option.disabled = isDisabled;
  };
  setValue(options.value);
  return { $element: field.$element, setValue, setOptionDisabled };
}

/**
 * @template {string | number} Value
 * @typedef {object} SelectSettings
 * @property {readonly { value: Value, label: string }[]} options - the choice
 * @property {Value} value - to begin with
 * @property {(value: Value) => void} onChange - told the choice; throws a
 *   `TypeError` to refuse
 */
