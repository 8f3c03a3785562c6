import { create } from '../../view/create.js';

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

/**
 * Content that a reader opens when they want it.
 *
 * @param {object} options - what it is
 * @param {string} options.summary - what it is
 * @param {string} options.control - its name for `hide`
 * @param {readonly Node[]} options.content - what is in it
 * @param {boolean} [options.isOpen] - whether it is open to begin with
 * @returns {HTMLDetailsElement} the disclosure
 */
export function disclosure({ summary, control, content, isOpen }) {
  return create(
    'details',
    { class: 'ug-disclosure', 'data-control': control, open: isOpen },
    create('summary', {}, summary),
    ...content,
  );
}
