/** How far a finger moves before it is taken to drag or to scroll, in CSS pixels. */
const SLOP = 8;

/**
 * Keeps a finger that scrolls the page from moving the slider it began on. What the
 * slider says is held back until the finger moves along it or is lifted, and dropped
 * where it scrolls. Mice and keys are not held up.
 */
export class ScrollGuard {
  /** @type {{ x: number, y: number, before: string, wanted: string } | null} */
  #finger = null;

  /** @param {Event} event - `input` of a slider @returns {boolean} whether its value is to be taken */
  lets({ target }) {
    const $slider = /** @type {HTMLInputElement} */ (target);
    if (!this.#finger) return true;
    this.#finger.wanted = $slider.value;
    $slider.value = this.#finger.before;
    return false;
  }

  /** @param {PointerEvent} event - of the slider; Lit calls this */
  handleEvent(event) {
    const { type, pointerType, isPrimary, clientX, clientY } = event;
    const $slider = /** @type {HTMLInputElement} */ (event.target);
    if (pointerType === 'mouse' || !isPrimary) return;
    if (type === 'pointerdown') {
      const { value } = $slider;
      this.#finger = { x: clientX, y: clientY, before: value, wanted: value };
      return;
    }
    const finger = this.#finger;
    if (!finger) return;
    const across = Math.abs(clientX - finger.x);
    const along = Math.abs(clientY - finger.y);
    const isScroll =
      type === 'pointercancel' || (along > SLOP && along > across);
    if (type === 'pointermove' && (isScroll || across <= SLOP)) return;
    this.#finger = null;
    if (isScroll || finger.wanted === finger.before) return;
    $slider.value = finger.wanted;
    $slider.dispatchEvent(new Event('input'));
  }
}
