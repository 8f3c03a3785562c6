/**
 * What stands where the code of a figure did not come, in the document itself: nothing
 * of the figure is there that could say it.
 */
import { reloadPage } from '../kit/reload-page.js';

/**
 * @param {Element} $place - is given the words and the button
 * @param {string} title - of the figure
 * @param {unknown} error - why it is missing
 * @param {() => Promise<unknown>} retry - loads it; where it is still missing, the page is
 *   loaded again, since browsers may remember that a module did not come, and a new
 *   version of the site may have taken it away
 */
export function showMissing($place, title, error, retry) {
  const $words = document.createElement('p');
  const reason = error instanceof Error ? error.message : String(error);
  if (!$place.matches('[role=alert]')) $words.setAttribute('role', 'alert');
  $words.textContent = `The figure “${title}” could not be loaded: a file of it did not come, or belongs to an older version of this site. (${reason})`;
  const $button = document.createElement('button');
  $button.type = 'button';
  $button.textContent = 'Try again';
  $button.addEventListener('click', async () => {
    $button.disabled = true;
    try {
      await retry();
      $place.replaceChildren();
    } catch {
      if (await reloadPage()) return;
      $words.textContent = `The figure “${title}” still could not be loaded: the host of this page does not answer. The page stays as it is.`;
      $button.disabled = false;
    }
  });
  $place.replaceChildren($words, $button);
}
