/** Where the choice is kept, for all pages of the site. */
const KEY = 'unstable-gradients-theme';

/** @typedef {'auto' | 'light' | 'dark'} Theme */

/** @type {readonly Theme[]} */
export const THEMES = ['auto', 'light', 'dark'];

/** @returns {Theme} the reader's choice, kept from an earlier visit or not */
export function keptTheme() {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? 'auto';
  } catch {
    // Where nothing may be kept, every visit starts with the system's colours.
    return 'auto';
  }
}

/** @param {Theme} theme - shows it on the page; figures follow their surroundings */
export function showTheme(theme) {
  document.documentElement.dataset['theme'] = theme;
}

/** @param {Theme} theme - shown, and kept where that is allowed */
export function chooseTheme(theme) {
  showTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It holds for this visit.
  }
}
