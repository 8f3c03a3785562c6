import { create } from '../create.js';

/**
 * A native checkbox with its label beside it.
 *
 * @param {object} options - what it is and does
 * @param {string} options.control - its name for `hide`
 * @param {string | Node} options.label - what it is
 * @param {boolean} options.value - to begin with
 * @param {(value: boolean) => void} options.onChange - told every change
 * @returns {{ $element: HTMLElement, setValue: (value: boolean) => void }} the
 *   control
 */
export function checkboxField({ control, label, value, onChange }) {
  const $input = create('input', { type: 'checkbox' });
  const $element = create(
    'label',
    { class: 'ug-check', 'data-control': control },
    $input,
    create('span', {}, label),
  );
  $input.addEventListener('change', () => onChange($input.checked));
  /** @param {boolean} isOn - whether it is ticked */
  const setValue = (isOn) => {
    $input.checked = isOn;
  };
  setValue(value);
  return { $element, setValue };
}
