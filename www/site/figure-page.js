/**
 * The script of the page of one figure, whose frame shows the link that the page was
 * opened with: a link to a state can have a preview, too.
 */
import './embed-host.js';

/** Milliseconds for which the page waits for its style sheet. */
const PATIENCE_MS = 3000;

/** Shows the figure as the address says, or in its default state. */
function show() {
  const $frame = document.querySelector('iframe');
  if (!$frame) return;
  const { hash } = location;
  const link = hash.includes('figure=')
    ? hash
    : `#figure=${$frame.dataset['figure']}`;
  $frame.src = `../embed.html${link}`;
}

// The script does not wait for the style sheet, which may never answer and would hide all.
if (document.readyState !== 'loading') show();
else document.addEventListener('DOMContentLoaded', show);
setTimeout(() => {
  /** @type {HTMLLinkElement | null} */
  const $link = document.querySelector('link[rel=stylesheet]');
  if (!$link?.sheet) $link?.remove();
}, PATIENCE_MS);
window.addEventListener('hashchange', show);
