import { create } from '../kit/create.js';
import { yourPrediction } from './page-words.js';

/**
 * Makes every question of the page wait for a prediction before it offers the
 * explanation, and then repeats what was predicted. Without this script the
 * explanation is simply there to be opened.
 *
 * @param {ParentNode} root - where the questions are
 */
export function awaitPredictions(root) {
  for (const $question of root.querySelectorAll('.predict')) {
    const $details = $question.querySelector('details');
    const $summary = $details?.querySelector('summary');
    if (!$details || !$summary) continue;
    const $yours = create('p', { class: 'predict-yours' });
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
