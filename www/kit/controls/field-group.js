import { create } from '../create.js';

/**
 * Fields with a heading in common.
 *
 * @param {object} options - what they are
 * @param {string} options.legend - the heading
 * @param {string} [options.control] - its name for `hide`
 * @param {readonly Node[]} options.fields - the fields
 * @returns {HTMLFieldSetElement} the group
 */
export function fieldGroup({ legend, control, fields }) {
  return create(
    'fieldset',
    { class: 'ug-group', 'data-control': control },
    create('legend', {}, legend),
    create('div', { class: 'ug-fields' }, ...fields),
  );
}
