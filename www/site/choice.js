import { figures } from '../figures/index.js';
import { create } from '../kit/create.js';
import { pageWords } from './page-words.js';

/**
 * Says that the address names no figure, and which there are, each with a link.
 *
 * @param {HTMLElement} $main - the place for it
 */
export function showChoice($main) {
  const links = figures.map(({ name, title }) =>
    create('li', {}, create('a', { href: `#figure=${name}` }, title)),
  );
  $main.replaceChildren(
    create('p', {}, pageWords.noFigure),
    create('ul', {}, ...links),
  );
}
