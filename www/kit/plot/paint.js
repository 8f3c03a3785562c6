/**
 * Paints SVG on a canvas, for files. An image made from SVG would need a permission
 * that strict content security policies do not give.
 */

/** @type {Readonly<Record<string, CanvasTextAlign>>} */
const ALIGNMENT = Object.freeze({
  start: 'left',
  middle: 'center',
  end: 'right',
});

const SHAPES = 'line, path, polygon, rect, circle, text';

/**
 * Paints lines, paths, polygons, rectangles, circles and texts as in the page.
 *
 * @param {CanvasRenderingContext2D} context - of the canvas
 * @param {Element} $svg - a picture in the page, without transformations
 * @param {object} options - of the painting
 * @param {number} options.scale - pixels of the canvas to a unit of the picture
 * @param {string} [options.except] - a selector for elements to leave out
 */
export function paintSvg(context, $svg, { scale, except = ':not(*)' }) {
  context.save();
  context.scale(scale, scale);
  context.lineJoin = 'round';
  for (const $shape of $svg.querySelectorAll(SHAPES)) {
    if ($shape.closest(except)) continue;
    const style = getComputedStyle($shape);
    context.fillStyle = style.fill;
    context.strokeStyle = style.stroke;
    context.lineWidth = parseFloat(style.strokeWidth);
    context.setLineDash(
      style.strokeDasharray.match(/[\d.]+/g)?.map(Number) ?? [],
    );
    const opacity = Number(style.opacity);
    const fill = () => {
      context.globalAlpha = opacity * Number(style.fillOpacity);
      if ($shape instanceof SVGTextElement) {
        context.fillText(...textOf(context, $shape, style));
      } else {
        context.fill(outline($shape));
      }
    };
    const stroke = () => {
      context.globalAlpha = opacity;
      if ($shape instanceof SVGTextElement) {
        context.strokeText(...textOf(context, $shape, style));
      } else {
        context.stroke(outline($shape));
      }
    };
    // The halo of a text is painted first.
    const isHalo = style.paintOrder.startsWith('stroke');
    if (style.stroke !== 'none' && isHalo) stroke();
    if (style.fill !== 'none' && $shape.localName !== 'line') fill();
    if (style.stroke !== 'none' && !isHalo) stroke();
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context - whose font is set
 * @param {SVGTextElement} $text - a line of text
 * @param {CSSStyleDeclaration} style - of the text
 * @returns {[string, number, number]} the text, and x and y of its baseline
 */
function textOf(context, $text, style) {
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign = ALIGNMENT[style.textAnchor] ?? 'left';
  const words = $text.textContent?.trim() ?? '';
  return [words, number($text, 'x'), number($text, 'y')];
}

/** @param {Element} $shape - not a text @returns {Path2D} its outline */
function outline($shape) {
  const path = new Path2D($shape.getAttribute('d') ?? '');
  /** @param {string} name */
  const at = (name) => number($shape, name);
  switch ($shape.localName) {
    case 'line':
      path.moveTo(at('x1'), at('y1'));
      path.lineTo(at('x2'), at('y2'));
      break;
    case 'rect':
      path.rect(at('x'), at('y'), at('width'), at('height'));
      break;
    case 'circle':
      path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
      break;
    case 'polygon':
      path.addPath(new Path2D(`M${$shape.getAttribute('points')}z`));
  }
  return path;
}

/** @param {Element} $element @param {string} name - of an attribute @returns {number} its value, 0 by default */
function number($element, name) {
  return Number($element.getAttribute(name) ?? 0);
}
