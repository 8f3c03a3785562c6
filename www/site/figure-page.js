/**
 * The script of the page of one figure, whose frame shows the link that the page was
 * opened with: a link to a state can have a preview, too.
 */
import './embed-host.js';

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

show();
window.addEventListener('hashchange', show);
