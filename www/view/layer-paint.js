import { layerColour } from './palette.js';

/**
 * Gives an element, and what is in it, the colour of a layer as
 * `--ug-layer`; paper and night each get their own.
 *
 * @template {HTMLElement | SVGElement} Painted
 * @param {Painted} $element - the element
 * @param {number} index - the layer, 0 for the first
 * @param {number} count - how many layers share the picture
 * @returns {Painted} the same element
 */
export function paintLayer($element, index, count) {
  const light = layerColour(index, count, 'light');
  const dark = layerColour(index, count, 'dark');
  $element.style.setProperty('--ug-layer', `light-dark(${light}, ${dark})`);
  return $element;
}
