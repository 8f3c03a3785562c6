/** Pictures side by side as one, each under its name. */

const SVG = 'http://www.w3.org/2000/svg';
const HEAD = 20;
/** A line more. */
const NOTE = 15;
const GAP = 8;
/** How many times as wide as high a row may be before it becomes two. */
const FLAT = 3;

/**
 * @param {readonly { svg: Element, name: string, notes?: readonly string[] }[]} plots - roots of files,
 *   at least one; what stands above each, and in lines below that
 * @returns {Element} the root of a file with all of them
 */
export function together(plots) {
  const $all = document.createElementNS(SVG, 'svg');
  const sizes = plots.map(({ svg }) =>
    ['width', 'height'].map((key) => Number(svg.getAttribute(key))),
  );
  const wide = Math.max(...sizes.map(([width = 0]) => width)) + GAP;
  const lines = Math.max(...plots.map(({ notes = [] }) => notes.length));
  const head = HEAD + lines * NOTE;
  const high = Math.max(...sizes.map(([, height = 0]) => height)) + head;
  const isFlat = plots.length * wide > FLAT * high;
  const columns = isFlat ? Math.ceil(plots.length / 2) : plots.length;
  for (const [index, { svg, name, notes = [] }] of plots.entries()) {
    const left = (index % columns) * wide;
    const top = Math.floor(index / columns) * high;
    svg.querySelector(':scope > title')?.remove();
    set(svg, { x: left, y: top + head });
    const $head = document.createElementNS(SVG, 'g');
    set($head, {
      // As the picture's own letters, which its root says.
      fill: svg.getAttribute('fill') ?? 'currentColor',
      'font-family': svg.getAttribute('font-family') ?? 'sans-serif',
      'font-size': 12,
    });
    for (const [line, text] of [name, ...notes].entries()) {
      const $text = document.createElementNS(SVG, 'text');
      $text.textContent = text;
      set($text, {
        x: left + GAP,
        y: top + HEAD - 6 + line * NOTE,
        'font-weight': line === 0 ? 600 : 400,
      });
      $head.append($text);
    }
    $all.append($head, svg);
  }
  const $ground = plots[0]?.svg.querySelector(':scope > rect')?.cloneNode(true);
  if ($ground) $all.prepend($ground);
  const rows = Math.ceil(plots.length / columns);
  set($all, { width: columns * wide - GAP, height: rows * high });
  return $all;
}

/** @param {Element} $element @param {Readonly<Record<string, string | number>>} attributes */
function set($element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    $element.setAttribute(name, String(value));
  }
}
