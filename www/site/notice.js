import { html, render } from 'lit';
import { pageWords } from './page-words.js';
import { problemWords } from './link-words.js';

/** So many are written out; the first of them mostly explains the others. */
const MOST_SHOWN = 5;

/** Characters of a part that are shown. */
const LONGEST_SHOWN = 80;

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
  const lines = problems.slice(0, MOST_SHOWN).map((problem) => {
    const part = clipped(problem.part || '&&');
    return html`<li><code>${part}</code> – ${problemWords(problem)}</li>`;
  });
  const others = problems.length - lines.length;
  if (others > 0) lines.push(html`<li>${pageWords.more(others)}</li>`);
  const $content = document.createElement('div');
  render(
    // No heading: it stands before the first of the page.
    html`<p class="notice-title">${pageWords.badLink}</p>
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

/** @param {string} part - of a link @returns {string} its beginning, if it is long */
function clipped(part) {
  return part.length > LONGEST_SHOWN
    ? `${part.slice(0, LONGEST_SHOWN)}…`
    : part;
}
