import { createSvg } from './create.js';

/**
 * Writes the labels of a picture into an SVG group, using again what is there:
 * while a run plays this happens thirty times a second.
 *
 * @param {SVGGElement} $group - the place for them
 * @param {readonly import('../core/training.js').PlotLabel[]} labels - what and where
 * @param {readonly string[]} colours - of the lines
 */
export function writeLabels($group, labels, colours) {
  while ($group.childElementCount > labels.length) $group.lastChild?.remove();
  while ($group.childElementCount < labels.length) {
    $group.append(createSvg('text', { dy: '0.35em' }));
  }
  for (const [index, label] of labels.entries()) {
    const $text = $group.children[index];
    if (!$text) continue;
    const { text, x, y, anchor, kind, line } = label;
    if ($text.textContent !== text) $text.textContent = text;
    setChanged($text, 'class', `ug-plot-label ug-plot-${kind}`);
    setChanged($text, 'x', x.toFixed(1));
    setChanged($text, 'y', y.toFixed(1));
    setChanged($text, 'text-anchor', anchor);
    setChanged($text, 'fill', colours[line ?? -1] ?? 'currentColor');
  }
}

/**
 * @param {Element} $element - an element
 * @param {string} name - of an attribute
 * @param {string} value - set only where it differs
 */
function setChanged($element, name, value) {
  if ($element.getAttribute(name) !== value) $element.setAttribute(name, value);
}
