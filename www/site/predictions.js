import { yourPrediction } from './page-words.js';

/**
 * Hides the explanation of every question until the reader has chosen a prediction,
 * which is then repeated. Without this script explanations can be opened at once.
 *
 * @param {ParentNode} root - contains the questions
 */
export function awaitPredictions(root) {
  for (const $question of root.querySelectorAll('.predict')) {
    const $details = $question.querySelector('details');
    const $summary = $details?.querySelector('summary');
    if (!$details || !$summary) continue;
    const $yours = document.createElement('p');
    $yours.className = 'predict-yours';
    $summary.after($yours);
    $details.hidden = true;
    $question.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const label = target.labels?.[0]?.textContent ?? '';
      const words = label.trim().replace(/\s+/g, ' ');
      $yours.textContent = yourPrediction(words);
      $details.hidden = false;
    });
  }
}
