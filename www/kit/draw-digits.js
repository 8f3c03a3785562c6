/** Draws handwritten digits on a canvas from the inputs of a network. */
import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';
import { drawOn } from './draw-on.js';

class DrawDigits extends Directive {
  /** @type {readonly Float32Array[]} As they are drawn now. */
  #drawn = [];

  /** @param {readonly Float32Array[]} _images @param {number} _side - as below */
  render(_images, _side) {
    return noChange;
  }

  /**
   * @param {import('lit/directive.js').ElementPart} part - the canvas
   * @param {[readonly Float32Array[], number]} images - and their side
   * @returns {typeof noChange} nothing to render
   * @override
   */
  update({ element }, [images, side]) {
    const isSame =
      images.length === this.#drawn.length &&
      images.every((image, index) => image === this.#drawn[index]);
    if (isSame) return noChange;
    this.#drawn = images;
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    drawOn(canvas, (context) => {
      for (const [place, ink] of images.entries()) {
        context.putImageData(blackOnWhite(ink, side), place * side, 0);
      }
    });
    return noChange;
  }
}

/**
 * `<canvas width="56" height="28" ${drawDigits(images, 28)}>` draws square images
 * from left to right. Pixels are row-major, 0 (white) to 1 (black); the second
 * argument is their side.
 */
export const drawDigits = directive(DrawDigits);

/** @param {Float32Array} pixels - 0 is white, 1 black @param {number} side @returns {ImageData} the image */
function blackOnWhite(pixels, side) {
  const image = new ImageData(side, side);
  for (const [index, ink] of pixels.entries()) {
    const grey = Math.round(255 * (1 - ink));
    image.data.set([grey, grey, grey, 255], 4 * index);
  }
  return image;
}
