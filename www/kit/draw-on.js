/** @type {WeakMap<Element, (context: CanvasRenderingContext2D) => void>} What draws each. */
const drawing = new WeakMap();

/**
 * Draws on a canvas, and once more where the browser took what was on it (it may do so
 * when it is short of memory, or the graphics driver starts anew).
 *
 * @param {HTMLCanvasElement} canvas - whatever was drawn on it before
 * @param {(context: CanvasRenderingContext2D) => void} draw - all that is to be on it
 */
export function drawOn(canvas, draw) {
  const redraw = () => {
    const context = canvas.getContext('2d');
    if (context) drawing.get(canvas)?.(context);
  };
  if (!drawing.has(canvas)) canvas.addEventListener('contextrestored', redraw);
  drawing.set(canvas, draw);
  redraw();
}
