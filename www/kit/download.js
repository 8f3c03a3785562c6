/**
 * Hands a file to the reader.
 */
import { create } from './create.js';

/**
 * Downloads a file made here.
 *
 * @param {string} name - the file's name
 * @param {Blob} blob - what is in it
 */
export function download(name, blob) {
  const href = URL.createObjectURL(blob);
  const $link = create('a', { href, download: name });
  $link.click();
  // The browser has taken hold of the blob when the click returns.
  URL.revokeObjectURL(href);
}

/**
 * A picture and its labels as one PNG. The labels are painted anew, for an
 * image made from SVG needs a permission that strict pages do not give.
 *
 * @param {import('./plot-view.js').PlotView} view - drawn before
 * @returns {Promise<Blob | null>} null where the browser makes none
 */
export function plotToPng({ $canvas, $overlay, layout }) {
  const $copy = create('canvas');
  $copy.width = $canvas.width;
  $copy.height = $canvas.height;
  const context = $copy.getContext('2d');
  if (!context || !layout) return Promise.resolve(null);
  context.drawImage($canvas, 0, 0);
  const scale = $canvas.width / $overlay.viewBox.baseVal.width;
  context.scale(scale, scale);
  context.textBaseline = 'middle';
  for (const $text of $overlay.querySelectorAll('text')) {
    const style = getComputedStyle($text);
    const fill = $text.getAttribute('fill') ?? 'currentColor';
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = fill === 'currentColor' ? style.color : fill;
    context.textAlign = textAlign($text.getAttribute('text-anchor'));
    const x = Number($text.getAttribute('x'));
    const y = Number($text.getAttribute('y'));
    const words = $text.textContent ?? '';
    if (style.stroke !== 'none') {
      context.strokeStyle = style.stroke;
      context.lineWidth = parseFloat(style.strokeWidth);
      context.lineJoin = 'round';
      context.strokeText(words, x, y);
    }
    context.fillText(words, x, y);
  }
  return new Promise((resolve) => {
    $copy.toBlob(resolve, 'image/png');
  });
}

/**
 * @param {string | null} anchor - SVG's word
 * @returns {CanvasTextAlign} the canvas's word for the same
 */
function textAlign(anchor) {
  if (anchor === 'middle') return 'center';
  return anchor === 'end' ? 'right' : 'left';
}
