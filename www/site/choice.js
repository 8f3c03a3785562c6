import { create } from '../kit/create.js';
import { figureTitles } from '../kit/figure-words.js';
import { pageWords } from './page-words.js';

/**
 * Says that the address names no figure, and which there are, each with a link.
 *
 * @param {HTMLElement} $main - the place for it
 * @param {readonly string[]} names - of the figures
 */
export function showChoice($main, names) {
  const links = names.map((name) => {
    const words = figureTitles[name] ?? name;
    return create('li', {}, create('a', { href: `#figure=${name}` }, words));
  });
  $main.replaceChildren(
    create('p', {}, pageWords.noFigure),
    create('ul', {}, ...links),
  );
}
