/**
 * Builds elements without ever parsing text as markup.
 */

const SVG = 'http://www.w3.org/2000/svg';
const MATHML = 'http://www.w3.org/1998/Math/MathML';

/**
 * Makes an HTML element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag - its name
 * @param {Attributes} [attributes] - by name; `true` is an empty one, `false`,
 *   `null` and `undefined` leave it out
 * @param {...Child} children - texts and nodes, in order
 * @returns {HTMLElementTagNameMap[Tag]} the element
 */
export function create(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Makes an SVG element.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag - its name
 * @param {Attributes} [attributes] - as for `create`
 * @param {...Child} children - texts and nodes, in order
 * @returns {SVGElementTagNameMap[Tag]} the element
 */
export function createSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Makes an element of a formula.
 *
 * @param {string} tag - its name
 * @param {Attributes} [attributes] - as for `create`
 * @param {...Child} children - texts and nodes, in order
 * @returns {Element} the element
 */
export function createMath(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(MATHML, tag), attributes, children);
}

/**
 * @template {Element} Made
 * @param {Made} $element - a fresh element
 * @param {Attributes} attributes - by name
 * @param {readonly Child[]} children - texts and nodes
 * @returns {Made} the same element
 */
function fill($element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    $element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null) $element.append(child);
  return $element;
}

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */
/** @typedef {Node | string | null} Child */
