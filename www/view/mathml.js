/** Builds formulas. */

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/**
 * @param {string} tag - of a MathML element
 * @param {Record<string, string>} attributes - by name
 * @param {...(Element | string)} children - in order
 * @returns {Element} the element
 */
export function math(tag, attributes, ...children) {
  const $element = document.createElementNS(MATHML, tag);
  for (const [name, value] of Object.entries(attributes)) {
    $element.setAttribute(name, value);
  }
  $element.append(...children);
  return $element;
}
