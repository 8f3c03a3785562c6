import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { loadDigits } from '../../core/digits.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { Figure } from '../../kit/figure.js' */
/** @typedef {import('../../core/core.js').CoreParts['training']} Core */

const SIDES = /** @type {const} */ ([28, 14, 7]);
const CLASSES = 10;

/**
 * One training image of each digit, as the network gets it at each size. The
 * pixels come from the core, the very numbers that a run is given.
 */
export class DigitStrip {
  #host;
  #problem = '';
  /** @type {Map<number, Float32Array[]>} By the side of the image. */
  #pixels = new Map();

  /** @param {Figure<any, any, Core>} host - the figure */
  constructor(host) {
    this.#host = host;
    void this.load();
  }

  /** Fetches the digits, unless that was done. */
  async load() {
    if (this.#pixels.size > 0) return;
    try {
      const [{ RawDigits }, bytes] = await Promise.all([
        this.#host.core,
        loadDigits('first'),
      ]);
      const digits = new RawDigits();
      try {
        digits.appendPart(bytes);
        this.#take(digits);
      } finally {
        digits.free();
      }
      this.#problem = '';
    } catch {
      // The figure needs the same file, and gives the reason itself.
      this.#problem = words.digitsFailed;
    }
    this.#host.requestUpdate();
  }

  /**
   * @param {number} current - the side of the images that the run uses
   * @returns {unknown} a template
   */
  render(current) {
    const shown = [current, this.#pixels.size, this.#problem];
    return guard(
      shown,
      () =>
        html`<div class="speeds-digits">
          ${SIDES.map(
            (side) =>
              html`<figure aria-current=${side === current ? 'true' : nothing}>
                <canvas
                  width=${CLASSES * side}
                  height=${side}
                  role="img"
                  aria-label=${words.atSize(side)}
                  ${ref(($canvas) => this.#draw($canvas, side))}
                ></canvas>
                <figcaption aria-hidden="true">
                  ${words.atSize(side)}
                </figcaption>
              </figure>`,
          )}
          <p class="ug-hint" ?hidden=${this.#problem === ''}>
            ${this.#problem}
          </p>
        </div>`,
    );
  }

  /** @param {InstanceType<Core['RawDigits']>} digits */
  #take(digits) {
    const indices = firstOfEach(digits);
    for (const side of SIDES) {
      this.#pixels.set(
        side,
        indices.map((index) => digits.trainingPixels(index, side)),
      );
    }
  }

  /**
   * @param {Element | undefined} $canvas - while there is one
   * @param {number} side - of its images
   */
  #draw($canvas, side) {
    if (!($canvas instanceof HTMLCanvasElement)) return;
    const context = $canvas.getContext('2d');
    for (const [place, pixels] of (this.#pixels.get(side) ?? []).entries()) {
      context?.putImageData(inkOf(pixels, side), place * side, 0);
    }
  }
}

/**
 * @param {InstanceType<Core['RawDigits']>} digits
 * @returns {number[]} the first training image of each digit, 0 to 9
 */
function firstOfEach(digits) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (let index = 0; index < digits.trainingCount; index += 1) {
    const label = digits.trainingLabel(index);
    if (!found.has(label)) found.set(label, index);
    if (found.size === CLASSES) break;
  }
  return [...found].sort(([a], [b]) => a - b).map(([, index]) => index);
}

/**
 * @param {Float32Array} pixels - 0 for no ink
 * @param {number} side - of the image
 * @returns {ImageData} black ink on white paper
 */
function inkOf(pixels, side) {
  const image = new ImageData(side, side);
  for (const [index, ink] of pixels.entries()) {
    const grey = Math.round(255 * (1 - ink));
    image.data.set([grey, grey, grey, 255], 4 * index);
  }
  return image;
}
