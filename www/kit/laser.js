/**
 * A dot that follows the pointer, as of a laser, loaded with its key. It has a ring of
 * white and one of black around its red, so that it is seen on every ground and in
 * greyscale, and it jumps: what glides is blurred in a recording.
 */

/** @type {WeakMap<HTMLElement, AbortController>} The figures with a dot. */
const shining = new WeakMap();

/** Where the dot was last. @type {{ x: number, y: number } | null} */
let last = null;

const LOOK = Object.freeze({
  position: 'fixed',
  'z-index': '9',
  inset: '0 auto auto 0',
  'box-sizing': 'content-box',
  'inline-size': 'max(14px, 2vmin)',
  'block-size': 'max(14px, 2vmin)',
  border: 'max(3px, 0.45vmin) solid #fff',
  'border-radius': '50%',
  outline: 'max(2px, 0.3vmin) solid #000',
  background: '#e4002b',
  'pointer-events': 'none',
  'forced-color-adjust': 'none',
});

/** What the figure itself has meanwhile: no other pointer, and a finger scrolls nothing. */
const MEANWHILE = Object.freeze({ cursor: 'none', 'touch-action': 'none' });

/** @param {HTMLElement} $figure @returns {boolean} whether it has the dot */
export function isShining($figure) {
  return shining.has($figure);
}

/** @param {HTMLElement} $figure - over which it is shown, or no longer */
export function toggleLaser($figure) {
  if (shining.has($figure)) turnOff($figure);
  else turnOn($figure);
}

/** @param {HTMLElement} $figure */
function turnOn($figure) {
  const { ownerDocument: page } = $figure;
  const switching = new AbortController();
  shining.set($figure, switching);
  const $dot = page.createElement('div');
  $dot.className = 'ug-laser';
  $dot.ariaHidden = 'true';
  style($dot, LOOK);
  style($figure, MEANWHILE);
  const move = (/** @type {{ x: number, y: number }} */ { x, y }) => {
    last = { x, y };
    const translation = `calc(${x}px - 50%) calc(${y}px - 50%)`;
    $dot.style.setProperty('translate', translation);
  };
  move(last ?? middleOf($figure));
  // In the figure: on a screen that it fills nothing else is shown.
  $figure.shadowRoot?.append($dot);
  const { signal } = switching;
  for (const type of /** @type {const} */ (['pointermove', 'pointerdown'])) {
    page.addEventListener(type, move, { signal, capture: true });
  }
  signal.addEventListener('abort', () => {
    $dot.remove();
    style($figure, { cursor: '', 'touch-action': '' });
  });
}

/** @param {HTMLElement} $figure */
function turnOff($figure) {
  shining.get($figure)?.abort();
  shining.delete($figure);
}

/** @param {HTMLElement} $figure @returns {{ x: number, y: number }} the middle of it, in the window */
function middleOf($figure) {
  const { x, y, width, height } = $figure.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** @param {HTMLElement} $element @param {Readonly<Record<string, string>>} properties */
function style($element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    $element.style.setProperty(name, value);
  }
}
