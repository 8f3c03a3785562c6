import { loadDigits } from '../../core/digits.js';
import { create } from '../../kit/create.js';
import { panelWords } from './panel-words.js';

const SIDES = /** @type {const} */ ([28, 14, 7]);
const CLASSES = 10;

/**
 * One training image of each digit, as the network gets it at each size. The
 * pixels come from the core, the very numbers that a run is given.
 */
export class DigitStrip {
  /** @type {Map<number, { $row: HTMLElement, $canvas: HTMLCanvasElement }>} */
  #rows = new Map();
  #$problem = create('p', { class: 'ug-hint', hidden: true });
  /** @type {Map<number, Float32Array[]>} */
  #pixels = new Map();

  #core;
  #state;

  /**
   * @param {() => Promise<Core>} core - resolves when it is loaded
   * @param {() => { pixels: number }} state - of the figure
   */
  constructor(core, state) {
    this.#core = core;
    this.#state = state;
    for (const side of SIDES) {
      const $canvas = create('canvas', {
        width: CLASSES * side,
        height: side,
        role: 'img',
        'aria-label': panelWords.atSize(side),
      });
      const $row = create(
        'figure',
        { class: 'ug-digits-row' },
        $canvas,
        create('figcaption', {}, panelWords.atSize(side)),
      );
      this.#rows.set(side, { $row, $canvas });
    }
    this.$element = create(
      'div',
      { class: 'ug-digits' },
      ...[...this.#rows.values()].map(({ $row }) => $row),
      this.#$problem,
    );
    void this.load();
  }

  /** Fetches the digits and draws them, unless that was done. */
  async load() {
    if (this.#pixels.size > 0) return;
    try {
      const [{ RawDigits }, bytes] = await Promise.all([
        this.#core(),
        loadDigits('first'),
      ]);
      const digits = new RawDigits();
      try {
        digits.appendPart(bytes);
        this.#take(digits);
      } finally {
        digits.free();
      }
      this.#$problem.hidden = true;
      this.#draw();
    } catch {
      // Words for the reason stand over the figure, which needs the same file.
      this.#$problem.textContent = panelWords.digitsFailed;
      this.#$problem.hidden = false;
    }
  }

  /** Marks the size that the run uses. */
  show() {
    const { pixels } = this.#state();
    for (const [side, { $row }] of this.#rows) {
      if (side === pixels) $row.setAttribute('aria-current', 'true');
      else $row.removeAttribute('aria-current');
    }
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

  #draw() {
    for (const [side, { $canvas }] of this.#rows) {
      const context = $canvas.getContext('2d');
      const images = this.#pixels.get(side) ?? [];
      for (const [place, pixels] of images.entries()) {
        context?.putImageData(inkOf(pixels, side), place * side, 0);
      }
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

/** @typedef {import('../../core/core.js').CoreParts['training']} Core */
