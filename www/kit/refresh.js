/**
 * Puts new content in the place of old and touches only what differs: most of
 * a picture stays as it was when a slider moves, and what stays is neither
 * styled nor laid out again.
 *
 * Nodes that stay keep their listeners; a picture that has some is to be
 * replaced whole.
 *
 * @param {ParentNode & Node} $place - whose children are to be those
 * @param {...Node} $wanted - not in a document; they may be used up
 */
export function refresh($place, ...$wanted) {
  let $old = $place.firstChild;
  for (const $new of $wanted) {
    const $next = $old?.nextSibling ?? null;
    if (!$old) $place.appendChild($new);
    else if (!isAlike($old, $new)) $place.replaceChild($new, $old);
    else if (!$old.isEqualNode($new)) become($old, $new);
    $old = $next;
  }
  while ($old) {
    const $next = $old.nextSibling;
    $place.removeChild($old);
    $old = $next;
  }
}

/**
 * @param {Node} $old
 * @param {Node} $new
 * @returns {boolean} whether the one can become the other
 */
function isAlike($old, $new) {
  return (
    $old.nodeName === $new.nodeName &&
    (!($old instanceof Element) ||
      $old.namespaceURI === /** @type {Element} */ ($new).namespaceURI)
  );
}

/**
 * @param {Node} $old - becomes what the other one is
 * @param {Node} $new - alike
 */
function become($old, $new) {
  if (!($old instanceof Element) || !($new instanceof Element)) {
    $old.nodeValue = $new.nodeValue;
    return;
  }
  for (const name of $new.getAttributeNames()) {
    const value = $new.getAttribute(name) ?? '';
    if ($old.getAttribute(name) === value) continue;
    // A policy may forbid style attributes, but not styles that a script sets.
    if (name === 'style') styleOf($old).cssText = styleOf($new).cssText;
    else $old.setAttribute(name, value);
  }
  for (const name of $old.getAttributeNames()) {
    if (!$new.hasAttribute(name)) $old.removeAttribute(name);
  }
  refresh($old, ...$new.childNodes);
}

/**
 * @param {Element} $element - with a style attribute
 * @returns {CSSStyleDeclaration}
 */
function styleOf($element) {
  return /** @type {HTMLElement} */ ($element).style;
}
