/**
 * The toolbar under every figure: copy a link, copy embed code, full screen.
 */
import { figureToHash } from './permalink.js';
import { create } from './create.js';
import { figureTitles, figureWords } from './figure-words.js';

const PAGE = new URL('../../index.html', import.meta.url);
const EMBED = new URL('../../embed.html', import.meta.url);

/**
 * @param {import('./schema.js').Schema<any>} schema - the figure's schema
 * @param {any} state - its state
 * @returns {string} the address of the page with the figure as it stands
 */
export function linkFor(schema, state) {
  return `${PAGE.href}#${figureToHash(schema, state)}`;
}

/**
 * @param {HTMLElement & { state: any, hide: string, theme: string }} $host - a
 *   figure
 * @param {import('./schema.js').Schema<any>} schema - its schema
 * @returns {string} an iframe that shows the figure alone, as it stands
 */
export function embedCodeFor($host, schema) {
  /** @type {import('./permalink.js').View} */
  const view = {};
  view.hide = $host.hide.split(/[\s,]+/).filter((name) => name !== '');
  const { theme } = $host;
  if (theme === 'light' || theme === 'dark' || theme === 'auto') {
    view.theme = theme;
  }
  const hash = figureToHash(schema, $host.state, view);
  const src = `${EMBED.href}#${hash}`.replace(/&/g, '&amp;');
  const title = figureTitles[schema.figure] ?? schema.figure;
  const height = Math.ceil(heightWhenClosed($host));
  return (
    `<iframe src="${src}" title="${title}" width="100%" height="${height}" ` +
    'loading="lazy" style="border:0" ' +
    'allow="fullscreen; clipboard-write"></iframe>'
  );
}

/**
 * @param {HTMLElement} $host - a figure
 * @returns {number} how high it is with its panels closed, as they begin
 */
function heightWhenClosed($host) {
  const $panels = $host.shadowRoot?.querySelectorAll('details[open]') ?? [];
  let { height } = $host.getBoundingClientRect();
  for (const $panel of $panels) {
    const $summary = $panel.querySelector('summary') ?? $panel;
    height -= $panel.getBoundingClientRect().height;
    height += $summary.getBoundingClientRect().height;
  }
  return height;
}

/**
 * Fills a figure's toolbar.
 *
 * @param {HTMLElement} $toolbar - the empty toolbar
 * @param {object} figure - what the buttons need of the figure
 * @param {() => string} figure.link - makes the link
 * @param {() => string} figure.embedCode - makes the embed code
 * @param {HTMLElement} figure.$host - the element that goes full screen
 */
export function buildToolbar($toolbar, { link, embedCode, $host }) {
  const $status = create('span', { class: 'ug-share-status', role: 'status' });
  const $text = create('textarea', {
    class: 'ug-share-text',
    readonly: true,
    rows: 2,
    hidden: true,
    spellcheck: 'false',
  });
  /**
   * @param {string} label - what the text is
   * @param {string} text - to be copied
   */
  const share = async (label, text) => {
    $text.hidden = false;
    $text.value = text;
    $text.setAttribute('aria-label', label);
    $text.select();
    $status.textContent = (await copy(text))
      ? figureWords.copied
      : figureWords.copyByHand;
  };
  const $link = toolButton('copy-link', figureWords.copyLink);
  $link.addEventListener('click', () => {
    void share(figureWords.linkText, link());
  });
  const $embed = toolButton('copy-embed', figureWords.copyEmbed);
  $embed.addEventListener('click', () => {
    void share(figureWords.embedText, embedCode());
  });
  $toolbar.append($link, $embed, fullScreenButton($host), $status, $text);
  $toolbar.setAttribute('role', 'group');
  $toolbar.setAttribute('aria-label', figureWords.share);
}

/**
 * @param {HTMLElement} $host - the element that goes full screen
 * @returns {HTMLButtonElement} a button that does it, hidden where the browser
 *   or the frame around does not allow it
 */
function fullScreenButton($host) {
  const $button = toolButton('full-screen', figureWords.fullScreen);
  $button.hidden = !document.fullscreenEnabled;
  $button.addEventListener('click', () => {
    // A refusal leaves things as they are, which is all there is to say.
    const done = $host.matches(':fullscreen')
      ? document.exitFullscreen()
      : $host.requestFullscreen();
    done.catch(() => {});
  });
  $host.addEventListener('fullscreenchange', () => {
    $button.textContent = $host.matches(':fullscreen')
      ? figureWords.leaveFullScreen
      : figureWords.fullScreen;
  });
  return $button;
}

/**
 * @param {string} control - its name for `hide`
 * @param {string} label - what it says
 * @returns {HTMLButtonElement} a quiet button
 */
function toolButton(control, label) {
  const attributes = {
    type: 'button',
    class: 'ug-quiet',
    'data-control': control,
  };
  return create('button', attributes, label);
}

/**
 * @param {string} text - for the clipboard
 * @returns {Promise<boolean>} whether it is there
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
