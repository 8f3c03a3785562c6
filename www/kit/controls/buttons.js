import { create } from '../create.js';

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

/**
 * Ready-made settings as a row of buttons. The one whose settings the figure
 * has now is marked as pressed.
 *
 * @template {string} Name
 * @param {object} options - what there is
 * @param {string} options.label - what the row is
 * @param {readonly Preset<Name>[]} options.presets - in order
 * @param {(name: Name) => void} options.onChoose - told the choice
 * @returns {{ $element: HTMLElement, mark: (name: Name | null) => void }} the
 *   row, and how to mark the one in force
 */
export function presetsMenu({ label, presets, onChoose }) {
  const $buttons = new Map(
    presets.map(({ name, label: words, title }) => {
      const $button = create(
        'button',
        { type: 'button', class: 'ug-preset', 'aria-pressed': 'false', title },
        words,
      );
      $button.addEventListener('click', () => onChoose(name));
      return [name, $button];
    }),
  );
  const $element = create(
    'div',
    {
      class: 'ug-presets',
      role: 'group',
      'aria-label': label,
      'data-control': 'presets',
    },
    create('span', { class: 'ug-presets-label', 'aria-hidden': 'true' }, label),
    ...$buttons.values(),
  );
  /** @param {Name | null} chosen - the one in force, if any is */
  const mark = (chosen) => {
    for (const [name, $button] of $buttons) {
      $button.setAttribute('aria-pressed', String(name === chosen));
    }
  };
  return { $element, mark };
}

/**
 * @template {string} Name
 * @typedef {object} Preset
 * @property {Name} name - tells them apart
 * @property {string} label - what the button says
 * @property {string} [title] - more about it, on hover
 */
