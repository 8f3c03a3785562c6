/** The query that tells which colours the reader's system is set to. */
export const PREFERS_DARK = '(prefers-color-scheme: dark)';

/**
 * Tells what lies behind an element, for pictures that cannot use CSS colours.
 *
 * @param {Element} $element - an element in a document
 * @param {string} theme - light, dark, auto, or '' for what it inherits
 * @returns {'light' | 'dark'} the ground
 */
export function groundOf($element, theme) {
  const preferred = matchMedia(PREFERS_DARK).matches ? 'dark' : 'light';
  if (theme === 'light' || theme === 'dark') return theme;
  if (theme === 'auto') return preferred;
  const scheme = getComputedStyle($element).colorScheme;
  if (!scheme.includes('dark')) return 'light';
  return scheme.includes('light') ? preferred : 'dark';
}
