/**
 * Gives a figure the styles of what is loaded later, such as a drawer's content.
 *
 * @param {HTMLElement} $figure - with a shadow root
 * @param {string} styles - of the content
 */
export function adoptStyles({ shadowRoot, ownerDocument }, styles) {
  const Sheet = ownerDocument.defaultView?.CSSStyleSheet;
  if (!shadowRoot || !Sheet) return;
  const sheet = new Sheet();
  sheet.replaceSync(styles);
  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
}
