import { html, render } from 'lit';
import { pageWords } from './page-words.js';
import { problemWords } from './link-words.js';

/**
 * Shows which parts of a link are bad, until the reader closes the message.
 *
 * @param {HTMLElement} $notice - a live region
 * @param {readonly import('./links.js').Problem[]} problems - an empty list removes
 *   an earlier notice
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
