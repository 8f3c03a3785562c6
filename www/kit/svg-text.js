import { createSvg } from './create.js';

/** How wide a figure is, on average, in em. */
const CHARACTER = 0.62;

/**
 * @param {number} x - of the anchor
 * @param {number} y - of the base line
 * @param {string} content - what it says
 * @param {object} [options] - how it is set
 * @param {'start' | 'middle' | 'end'} [options.anchor] - which part is at x
 * @param {string | undefined} [options.name] - a class
 * @returns {SVGTextElement} a line of text in a picture
 */
export function svgText(x, y, content, { anchor = 'middle', name } = {}) {
  const attributes = { x, y, 'text-anchor': anchor, class: name };
  return createSvg('text', attributes, content);
}

/**
 * Makes a text smaller where it is too long for its place.
 *
 * @param {SVGTextElement} $text - a text
 * @param {number} room - how wide it may be, in CSS pixels
 * @returns {SVGTextElement} the same text
 */
export function fitText($text, room) {
  const ems = CHARACTER * ($text.textContent ?? '').length;
  $text.style.setProperty('font-size', `min(0.95em, ${room / ems}px)`);
  return $text;
}
