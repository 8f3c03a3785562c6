import { html, render } from 'lit';
import { figures } from '../figures/index.js';
import { pageWords } from './page-words.js';

/**
 * Says that the address names no figure, and lists links to all figures.
 *
 * @param {HTMLElement} $main - gets the list
 */
export function showChoice($main) {
  const links = figures.map(
    ({ name, title }) => html`<li><a href="#figure=${name}">${title}</a></li>`,
  );
  $main.replaceChildren();
  const $choice = document.createElement('div');
  render(
    html`<p>${pageWords.noFigure}</p>
      <ul>
        ${links}
      </ul>`,
    $choice,
  );
  $main.append(...$choice.children);
}
