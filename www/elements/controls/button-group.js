import { create } from '../../view/create.js';

/**
 * Buttons that belong together, each hidden by its own name.
 *
 * @param {object} options - what they are
 * @param {string} options.label - what the group is, for assistive technology
 * @param {readonly ButtonOptions[]} options.buttons - from left to right
 * @returns {{ $element: HTMLElement, $buttons: ReadonlyMap<string, HTMLButtonElement> }}
 *   the group, and its buttons by control name
 */
export function buttonGroup({ label, buttons }) {
  // Several may share a name, to be hidden together.
  const $all = buttons.map((options) => button(options));
  const $buttons = new Map(
    buttons.map(({ control }, index) => [
      control,
      /** @type {HTMLButtonElement} */ ($all[index]),
    ]),
  );
  const $element = create(
    'div',
    { class: 'ug-buttons', role: 'group', 'aria-label': label },
    ...$all,
  );
  return { $element, $buttons };
}

/**
 * @param {ButtonOptions} options - what it is and does
 * @returns {HTMLButtonElement} the button
 */
function button({ control, label, isPrimary, onClick }) {
  const $button = create(
    'button',
    {
      type: 'button',
      class: isPrimary ? 'ug-primary' : null,
      'data-control': control,
    },
    label,
  );
  $button.addEventListener('click', onClick);
  return $button;
}

/**
 * @typedef {object} ButtonOptions
 * @property {string} control - its name for `hide`
 * @property {string | Node} label - what it does
 * @property {boolean} [isPrimary] - the one most used
 * @property {() => void} onClick - does it
 */
