/**
 * Keys for a lecture: while a figure has the focus or fills the screen, they press its
 * buttons. What the control with the focus has a use for is left to it. In a deck and in
 * any frame every key belongs to the page around, until the figure fills the screen: a
 * frame cannot tell whether that page is a deck which has not said so yet.
 */
import { missingIn } from './code-missing.js';
import { DECK, usesKey } from './keys.js';

/** @typedef {import('./figure.js').Figure<any, any, any>} Figure */

/** The controls that keys press, in the order of the list of keys. */
export const LECTURE_KEYS = /** @type {const} */ ([
  ['play', ['k', ' ']],
  ['step', ['.', 'ArrowRight']],
  ['reset', ['r']],
  ['presets', ['n']],
  ['go-to', ['g']],
  ['predict', ['p']],
  ['compare', ['c']],
]);

/** @param {Figure} $figure - that listens */
export function lectureKeys($figure) {
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const [$control] = event.composedPath();
    if (event.defaultPrevented || ctrlKey || metaKey || altKey) return;
    if (usesKey(/** @type {HTMLInputElement} */ ($control), event)) return;
    if (isGuest($figure) && !$figure.matches(':fullscreen')) return;
    if (!press($figure, key, event.repeat) && !turn($figure, key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  $figure.addEventListener('keydown', hear);
  // On a screen that it fills, whatever has the focus.
  $figure.addEventListener('fullscreenchange', () => {
    const page = $figure.ownerDocument;
    page.removeEventListener('keydown', hear);
    if ($figure.matches(':fullscreen')) page.addEventListener('keydown', hear);
  });
}

/** @param {HTMLElement} $figure @returns {boolean} whether its keys belong to a page around it */
export function isGuest($figure) {
  return window.parent !== window || $figure.closest(DECK) !== null;
}

/**
 * @param {HTMLElement} $figure
 * @param {string} name - of a control
 * @returns {HTMLElement | null} what a key presses, where the author has not hidden it
 */
export function controlNamed($figure, name) {
  const selector =
    name === 'presets'
      ? '[data-control="presets"]'
      : `button[data-control~="${name}"]`;
  const $control = $figure.shadowRoot?.querySelector(selector);
  if (!($control instanceof HTMLElement)) return null;
  return $control.getClientRects().length > 0 ? $control : null;
}

/**
 * On a page with several figures a clicker goes from one that fills the screen to the
 * next.
 *
 * @param {Figure} $figure
 * @param {string} key
 * @returns {boolean} whether it does
 */
function turn($figure, key) {
  if (!/^Page/.test(key) || isGuest($figure)) return false;
  if (!$figure.matches(':fullscreen')) return false;
  void import('./next-figure.js').then(
    ({ toNextFigure }) => toNextFigure($figure, key === 'PageDown' ? 1 : -1),
    missingIn($figure, 'keys'),
  );
  return true;
}

/**
 * @param {Figure} $figure
 * @param {string} key
 * @param {boolean} isRepeated - because it is held down: then it only steps
 * @returns {boolean} whether the figure has a use for it
 */
export function press($figure, key, isRepeated) {
  if (key === '?') {
    void import('./lecture-help.js').then(
      ({ help }) => help($figure),
      missingIn($figure, 'keys'),
    );
    return true;
  }
  const letter = key.length > 1 ? key : key.toLowerCase();
  if (letter === 'l') {
    void import('./laser.js').then(
      ({ toggleLaser }) => toggleLaser($figure),
      missingIn($figure, 'keys'),
    );
    return true;
  }
  const [name] =
    LECTURE_KEYS.find(([, keys]) => keys.some((one) => one === letter)) ?? [];
  if (!name) return false;
  // What has changed since the last frame may have enabled the button, or put it there.
  if ($figure.hasUpdated) $figure.performUpdate();
  const $control = controlNamed($figure, name);
  if (!$control) return false;
  if (isRepeated && name !== 'step') return true;
  if (name === 'presets') toNext($control);
  else if ($control.ariaDisabled !== 'true') $control.click();
  return true;
}

/** @param {HTMLElement} $presets - a row of buttons, or a menu */
function toNext($presets) {
  const $menu = $presets.querySelector('select');
  if (!$menu) {
    /** @type {HTMLElement[]} */
    const $all = [...$presets.querySelectorAll('.ug-preset')].flatMap(($one) =>
      $one instanceof HTMLElement ? [$one] : [],
    );
    const at = $all.findIndex(({ ariaPressed }) => ariaPressed === 'true');
    $all[(at + 1) % $all.length]?.click();
    return;
  }
  // Settings of one's own are the first entry, without a value, and no preset.
  const named = [...$menu.options].filter(({ value }) => value !== '');
  const at = named.findIndex(({ selected }) => selected);
  const next = named[(at + 1) % named.length];
  if (!next) return;
  next.selected = true;
  $menu.dispatchEvent(new Event('change', { bubbles: true }));
}
