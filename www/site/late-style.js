/** What a page does whose style sheet did not come in time. */
import { wordsOf } from '../core/core-error.js';

const words = Object.freeze({
  late: (/** @type {string} */ file) =>
    `The style sheet of this page has not come yet (${file}: expected it within 3 s, got nothing). All works without it, but looks plain.`,
  missing: (/** @type {string} */ file, /** @type {unknown} */ error) =>
    `The style sheet of this page could not be loaded (${file}: ${wordsOf(error)}). All works without it, but looks plain.`,
  tryAgain: 'Try again',
});

/**
 * Shows the page without its style sheet, and asks for that once more, by a request that
 * holds nothing back and waits for no other.
 *
 * @param {HTMLLinkElement} $link - to the style sheet
 */
export function goOnWithout($link) {
  const file = new URL($link.href).pathname.split('/').at(-1) ?? '';
  const $words = document.createElement('p');
  const $button = document.createElement('button');
  const $place = document.createElement('div');
  $place.setAttribute('role', 'status');
  document.body.prepend($place);
  $words.textContent = words.late(file);
  $button.type = 'button';
  $button.textContent = words.tryAgain;
  $place.append($words, $button);
  $link.remove();

  const ask = async () => {
    try {
      const response = await fetch($link.href, { cache: 'no-store' });
      const type = response.headers.get('Content-Type') ?? 'nothing';
      if (!response.ok || !type.startsWith('text/css')) {
        throw new Error(
          `expected a style sheet, got ${type} of status ${response.status}`,
        );
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(await response.text());
      document.adoptedStyleSheets = [sheet];
      $place.remove();
    } catch (error) {
      $words.textContent = words.missing(file, error);
    }
  };
  $button.addEventListener('click', ask);
  void ask();
}
