import { html, render } from 'lit';
import { readingWords, verdict } from './reading-words.js';

/**
 * Hides the answer to every question until the reader has chosen an option, and
 * then says in it whether that is the right one. The answer to `predict-NAME` is
 * `answer-NAME`, below the figure; until then a link back to the question takes its
 * place. Without this script answers can be opened at once.
 *
 * @param {Document} page - contains the questions
 */
export function awaitPredictions(page) {
  for (const $question of page.querySelectorAll('.predict')) {
    const answerId = $question.id.replace('predict', 'answer');
    const $answer = page.getElementById(answerId);
    const $options = $question.querySelector('[data-right]');
    if (!$answer || !$options) continue;
    const words = wordsOfOptions($options);
    const right = words.get($options.getAttribute('data-right') ?? '') ?? '';
    const $verdict = newParagraph('predict-yours');
    const $noted = newParagraph('predict-noted');
    const $waits = newParagraph('answer-waits');
    $noted.setAttribute('role', 'status');
    render(
      html`<a href="#${$question.id}">${readingWords.predictFirst}</a>
        ${readingWords.answerWaits}`,
      $waits,
    );
    $answer.querySelector('summary')?.after($verdict);
    $options.after($noted);
    $answer.before($waits);
    $answer.hidden = true;
    const predict = (/** @type {EventTarget | null} */ $chosen) => {
      if (!($chosen instanceof HTMLInputElement)) return;
      $verdict.textContent = verdict(words.get($chosen.value) ?? '', right);
      $waits.hidden = true;
      $answer.hidden = false;
      render(
        html`${readingWords.noted}
          <a href="#${answerId}">${readingWords.answerBelow}</a>.`,
        $noted,
      );
    };
    $question.addEventListener('change', ({ target }) => predict(target));
    // It may have been chosen before this script has come.
    predict($options.querySelector(':checked'));
  }
}

/** @param {string} className @returns {HTMLParagraphElement} an empty one */
function newParagraph(className) {
  const $paragraph = document.createElement('p');
  $paragraph.className = className;
  return $paragraph;
}

/** @param {Element} $options - of one question @returns {Map<string, string>} the words of each option, by its value */
function wordsOfOptions($options) {
  return new Map(
    [...$options.querySelectorAll('input')].map(({ value, labels }) => [
      value,
      (labels?.[0]?.textContent ?? '').trim().replace(/\s+/g, ' '),
    ]),
  );
}
