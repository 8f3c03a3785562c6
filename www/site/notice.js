import { create } from '../kit/create.js';
import { pageWords } from './page-words.js';
import { problemWords } from './permalink-words.js';

/**
 * Says which parts of a link were bad, until the reader closes it.
 *
 * @param {HTMLElement} $notice - an empty live region
 * @param {readonly import('../kit/permalink.js').Problem[]} problems - none
 *   takes an earlier notice away
 */
export function showProblems($notice, problems) {
  $notice.replaceChildren();
  if (problems.length === 0) return;
  const $close = create('button', { type: 'button' }, pageWords.dismiss);
  $close.addEventListener('click', () => $notice.replaceChildren());
  const lines = problems.map((problem) => {
    const $part = create('code', {}, problem.part || '&&');
    return create('li', {}, $part, ` – ${problemWords(problem)}`);
  });
  $notice.append(
    create('h2', {}, pageWords.badLink),
    create('ul', {}, ...lines),
    $close,
  );
}
