import { create } from '../../kit/create.js';
import { jacobianWords as words } from './words.js';

const SIDE = 28;

/** The image that the network is shown. */
export class DigitPicture {
  #$canvas = create('canvas', { width: SIDE, height: SIDE, role: 'img' });
  #$words = create('span', { class: 'ug-hint' });
  $element = create(
    'div',
    { class: 'jacobian-digit', hidden: true },
    this.#$canvas,
    this.#$words,
  );
  #shown = -1;

  /**
   * @param {number} index - of the image
   * @param {number} label - the digit on it
   * @param {Float32Array | null} pixels - 0 for no ink
   */
  show(index, label, pixels) {
    if (!pixels || index === this.#shown) return;
    this.#shown = index;
    const said = words.image(label, index);
    this.#$words.textContent = said;
    this.$element.hidden = false;
    this.#$canvas.setAttribute('aria-label', said);
    const image = new ImageData(SIDE, SIDE);
    for (const [place, ink] of pixels.entries()) {
      const grey = Math.round(255 * (1 - ink));
      image.data.set([grey, grey, grey, 255], 4 * place);
    }
    this.#$canvas.getContext('2d')?.putImageData(image, 0, 0);
  }
}
