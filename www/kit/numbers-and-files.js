import { create } from './create.js';
import { buttonGroup } from './controls/buttons.js';

/**
 * The layout of a panel behind a picture: the numbers, scrolled where they are
 * wider than the figure, what is to be said of them, and buttons for files.
 *
 * @param {object} options - what is in it
 * @param {string} options.scroller - class of the place of the numbers
 * @param {string} options.label - what the numbers are, for assistive technology
 * @param {Element} options.$numbers - a table, or where one will be
 * @param {readonly Element[]} [options.$notes] - said of the numbers
 * @param {Parameters<typeof buttonGroup>[0]} options.files - hand them over
 * @param {Element} [options.$status] - says how that went
 * @returns {HTMLElement} all of it
 */
export function numbersAndFiles({
  scroller,
  label,
  $numbers,
  $notes = [],
  files,
  $status,
}) {
  const region = { role: 'region', 'aria-label': label, tabindex: 0 };
  return create(
    'div',
    {},
    create('div', { class: scroller, ...region }, $numbers),
    ...$notes,
    create(
      'div',
      { 'data-control': 'downloads' },
      buttonGroup(files).$element,
      ...($status ? [$status] : []),
    ),
  );
}
