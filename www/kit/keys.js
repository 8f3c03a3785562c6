/**
 * While a control of a figure has the focus, the keys that it uses are its own: the
 * page around the figure, such as a deck of slides, does not hear of them. All
 * others go on to the page, and so do Page Up and Page Down, the keys of a clicker.
 */

const MOVES = /^(?:Arrow.*|Home|End)$/;
const PRESSES = /^(?:Enter| )$/;
const EDITS = /^(?:Arrow.*|Home|End|Backspace|Delete|Enter|Dead|Process)$/;

/** Letters that do something in a field together with Ctrl or ⌘. */
const COMMANDS = /^[acvxyz]$/i;

/** Keys of elements that are not written in, by name or type. */
const KEYS = Object.freeze({
  select: /^(?:Arrow.*|Home|End|Enter|.)$/,
  range: MOVES,
  radio: /^(?:Arrow.*| )$/,
  checkbox: /^ $/,
  button: PRESSES,
  summary: PRESSES,
  a: /^Enter$/,
});

/** What says that a figure in it is in a deck of slides. */
export const DECK = '.reveal, [data-deck]';

/** @param {HTMLElement} $figure - whose keys are kept from the page around it */
export function keepKeys($figure) {
  $figure.addEventListener(
    'keydown',
    (event) => turnPage($figure, event),
    true,
  );
  for (const type of /** @type {const} */ (['keydown', 'keypress', 'keyup'])) {
    $figure.addEventListener(type, (event) => {
      const [$control] = event.composedPath();
      // What a figure itself answers to is used, too.
      if (
        event.defaultPrevented ||
        usesKey(/** @type {HTMLInputElement} */ ($control), event)
      ) {
        event.stopPropagation();
      }
    });
  }
}

/**
 * In a deck, Page Up and Page Down turn the slide whatever has the focus: a plot that
 * was clicked has uses of its own for them.
 *
 * @param {HTMLElement} $figure
 * @param {KeyboardEvent} event - on its way to a control
 */
function turnPage($figure, event) {
  const { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (!/^Page/.test(key) || ctrlKey || metaKey || altKey || shiftKey) return;
  const [$control] = event.composedPath();
  if ($control === $figure || !$figure.closest(DECK)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const on = { bubbles: true, composed: true, cancelable: true };
  const init = { key, code, keyCode, which: keyCode, ...on };
  $figure.dispatchEvent(new KeyboardEvent('keydown', init));
}

/**
 * @param {HTMLInputElement} $control - that has the focus, an element of any kind
 * @param {KeyboardEvent} event - of a key
 * @returns {boolean} whether the browser does something there with the key
 */
export function usesKey($control, event) {
  const { localName, type, readOnly } = $control;
  const { key, altKey } = event;
  // AltGr writes characters, and some systems take it for Ctrl and Alt.
  const isCommand =
    (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (localName === 'textarea' || /^(?:text|number)$/.test(type)) {
    if (key.length > 1) return (readOnly ? MOVES : EDITS).test(key);
    return isCommand ? COMMANDS.test(key) : !readOnly;
  }
  if (isCommand || (altKey && localName !== 'select')) return false;
  const name = localName === 'input' ? type : localName;
  const keys = /** @type {Record<string, RegExp>} */ (KEYS)[name];
  return keys ? keys.test(key) : scrolls($control, key);
}

/** @param {Element} $place - such as a long table @param {string} key @returns {boolean} whether the key scrolls it */
function scrolls($place, key) {
  if (!MOVES.test(key)) return false;
  const { overflow } = getComputedStyle($place);
  return (
    /auto|scroll/.test(overflow) &&
    (/Left|Right/.test(key)
      ? $place.scrollWidth > $place.clientWidth
      : $place.scrollHeight > $place.clientHeight)
  );
}
