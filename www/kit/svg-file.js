/** A picture of the page as a file that needs no style sheet. */
import { createSvg } from './create.js';

/** The properties that pictures here are styled with. */
const PROPERTIES = Object.freeze([
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
]);

/**
 * @param {SVGSVGElement} $svg - a picture in the page
 * @param {Element} $ground - what it stands on, for the colour behind it
 * @returns {string} the same picture, as it looks now, in one file
 */
export function svgFile($svg, $ground) {
  const $copy = /** @type {SVGSVGElement} */ ($svg.cloneNode(true));
  const $copies = [...$copy.querySelectorAll('*')];
  [...$svg.querySelectorAll('*')].forEach(($element, index) => {
    const style = getComputedStyle($element);
    const $made = $copies[index];
    for (const property of PROPERTIES) {
      $made?.setAttribute(property, style.getPropertyValue(property));
    }
    $made?.removeAttribute('class');
    $made?.removeAttribute('style');
  });
  $copy.removeAttribute('class');
  const fill = getComputedStyle($ground).backgroundColor;
  $copy.prepend(createSvg('rect', { width: '100%', height: '100%', fill }));
  return new XMLSerializer().serializeToString($copy);
}
