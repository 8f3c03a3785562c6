import { html, render } from 'lit';
import { pageWords } from './page-words.js';
import { problemWords } from './link-words.js';

/**
 * Says which parts of a link were bad, until the reader closes it.
 *
 * @param {HTMLElement} $notice - a live region
 * @param {readonly import('./links.js').Problem[]} problems - none
 *   takes an earlier notice away
 */
export function showProblems($notice, problems) {
  $notice.replaceChildren();
  if (problems.length === 0) return;
  const lines = problems.map(
    (problem) =>
      html`<li>
        <code>${problem.part || '&&'}</code> – ${problemWords(problem)}
      </li>`,
  );
  const $content = document.createElement('div');
  render(
    html`<h2>${pageWords.badLink}</h2>
      <ul>
        ${lines}
      </ul>
      <button type="button" @click=${() => $notice.replaceChildren()}>
        ${pageWords.dismiss}
      </button>`,
    $content,
  );
  $notice.append(...$content.children);
}
