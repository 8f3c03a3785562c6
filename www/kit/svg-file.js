/** Makes SVG files that need no style sheet. */
import { plainColour } from './plain-colour.js';

/** The properties used in the style sheets of pictures; all but opacity are inherited. */
const PROPERTIES = Object.freeze([
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
]);

/** @param {SVGSVGElement} $svg - in the page @param {Element} $ground - has its background @returns {Element} a file's root */
export function svgFile($svg, $ground) {
  return standaloneFile(styledCopy($svg), $ground);
}

/** @param {Element} $svg - in the page @returns {Element} a copy that looks the same without a style sheet */
export function styledCopy($svg) {
  const $copy = /** @type {Element} */ ($svg.cloneNode(true));
  const $copies = [$copy, ...$copy.querySelectorAll('*')];
  [$svg, ...$svg.querySelectorAll('*')].forEach(($element, index) => {
    const style = getComputedStyle($element);
    const $parent = $element === $svg ? null : $element.parentElement;
    const above = $parent && getComputedStyle($parent);
    const $made = $copies[index];
    for (const property of PROPERTIES) {
      const value = style.getPropertyValue(property);
      const inherited =
        property === 'opacity' ? '1' : above?.getPropertyValue(property);
      if (value === inherited) $made?.removeAttribute(property);
      else $made?.setAttribute(property, plainColour(value));
    }
    $made?.removeAttribute('style');
  });
  // What only readers of the page need.
  for (const $over of $copy.querySelectorAll('.plot-over')) $over.remove();
  if ($copy.getAttribute('role') === 'slider') {
    $copy.setAttribute('role', 'img');
  }
  // What the page says beside it.
  const told = toldOf($svg);
  if (told) {
    const label = $copy.getAttribute('aria-label') ?? '';
    $copy.setAttribute('aria-label', `${label}. ${told}`);
  }
  for (const name of $copy.getAttributeNames()) {
    if (/^(?:tabindex|aria-(?:value|described))/.test(name)) {
      $copy.removeAttribute(name);
    }
  }
  return $copy;
}

/** @param {Element} $picture @returns {string} its conclusion, where it is described by one */
function toldOf($picture) {
  const root = /** @type {Document | ShadowRoot} */ ($picture.getRootNode());
  const ids = $picture.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids
    .map((id) => root.getElementById?.(id)?.textContent.trim() ?? '')
    .filter(Boolean)
    .join(' ');
}

/**
 * @param {Element} $copy - a picture that needs no style sheet
 * @param {Element} $ground - has its background
 * @param {string} [title] - of the picture
 * @returns {Element} the root of the file
 */
export function standaloneFile($copy, $ground, title) {
  const make = (/** @type {string} */ name) =>
    document.createElementNS($copy.namespaceURI, name);
  const $rect = make('rect');
  $rect.setAttribute('width', '100%');
  $rect.setAttribute('height', '100%');
  const { backgroundColor } = getComputedStyle($ground);
  $rect.setAttribute('fill', plainColour(backgroundColor));
  $copy.prepend($rect);
  if (title) {
    const $title = make('title');
    $title.textContent = title;
    $copy.prepend($title);
    $copy.setAttribute('role', 'img');
    $copy.removeAttribute('aria-hidden');
  }
  for (const $element of [$copy, ...$copy.querySelectorAll('*')]) {
    $element.removeAttribute('class');
    // The colours that used it are resolved already.
    $element.removeAttribute('color');
  }
  removeComments($copy);
  return $copy;
}

/** @param {Node} node - rendered by Lit, which leaves comments */
function removeComments(node) {
  for (const child of [...node.childNodes]) {
    if (child instanceof Comment) child.remove();
    else removeComments(child);
  }
}
