/** Draws the activations of a layer as a row of cells. */
import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';
import { drawOn } from '../../kit/draw-on.js';

class DrawCells extends Directive {
  /** @param {readonly number[]} _activations - as below */
  render(_activations) {
    return noChange;
  }

  /**
   * @param {import('lit/directive.js').ElementPart} part - the canvas
   * @param {[readonly number[]]} activations - of the layer
   * @returns {typeof noChange} nothing to render
   * @override
   */
  update({ element }, [activations]) {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const image = new ImageData(activations.length, 1);
    for (const [at, grey] of greys(activations).entries()) {
      image.data.set([grey, grey, grey, 255], 4 * at);
    }
    drawOn(canvas, (context) => context.putImageData(image, 0, 0));
    return noChange;
  }
}

/**
 * `<canvas width="30" height="1" ${drawCells(activations)}>`: white for the least
 * activation of the layer, black for the greatest.
 */
export const drawCells = directive(DrawCells);

/** @param {readonly number[]} activations @returns {number[]} 255 for the least, 0 for the greatest */
export function greys(activations) {
  const least = Math.min(...activations);
  const size = Math.max(...activations) - least;
  return activations.map((a) =>
    size > 0 ? Math.round(255 * (1 - (a - least) / size)) : 128,
  );
}
