import { createSvg } from './create.js';
import { moveTo, nearestIndex } from './nearest.js';

/** @typedef {import('../core/training.js').PlotLayout} PlotLayout */

/** What each key does: by how many rows, or tenths of the run, it moves. */
const MOVES = Object.freeze({
  ArrowLeft: { by: -1 },
  ArrowDown: { by: -1 },
  ArrowRight: { by: 1 },
  ArrowUp: { by: 1 },
  PageDown: { by: -1, isLeap: true },
  PageUp: { by: 1, isLeap: true },
  Home: { by: -Infinity },
  End: { by: Infinity },
});

/**
 * A vertical line that a person moves over a picture, by pointer or by keys,
 * to read out the values of an epoch. To assistive technology it is a slider
 * whose text says the values.
 */
export class PlotCursor {
  #$host;
  #$overlay;
  #$line = createSvg('line', { class: 'ug-plot-cursor', hidden: true });
  #options;
  /** @type {PlotLayout | null} */
  #layout = null;
  /** @type {number | null} */
  #epoch = null;
  #isPinned = false;

  /**
   * @param {HTMLElement} $host - gets the focus and the pointer
   * @param {SVGSVGElement} $overlay - the line is drawn here
   * @param {CursorOptions} options - what it reads out
   */
  constructor($host, $overlay, options) {
    this.#$host = $host;
    this.#$overlay = $overlay;
    this.#options = options;
    $overlay.append(this.#$line);
    $host.tabIndex = 0;
    $host.setAttribute('role', 'slider');
    $host.setAttribute('aria-label', options.label);
    for (const end of ['min', 'max', 'now']) {
      $host.setAttribute(`aria-value${end}`, '0');
    }
    $host.addEventListener('keydown', (event) => this.#pressed(event));
    $host.addEventListener('pointermove', (event) => this.#pointed(event));
    $host.addEventListener('pointerdown', (event) => {
      this.#pointed(event);
      this.#isPinned = this.#epoch !== null;
    });
    $host.addEventListener('pointerleave', () => {
      if (!this.#isPinned) this.#move(null);
    });
    $host.addEventListener('blur', () => this.#move(null));
    $host.addEventListener('focus', () => this.#describe());
  }

  /** @param {PlotLayout} layout - of the picture as it is drawn now */
  follow(layout) {
    this.#layout = layout;
    this.#move(this.#epoch);
  }

  /**
   * Goes where somebody else has pointed.
   *
   * @param {number | null} wanted - near where to stand; null for nowhere
   */
  point(wanted) {
    const epoch = wanted === null ? null : this.#nearest(wanted);
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#isPinned = epoch !== null;
    this.#describe();
    this.#drawLine();
  }

  /** @param {KeyboardEvent} event - keys without a use go on to the page */
  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const epochs = this.#options.epochs();
    const last = epochs.at(-1) ?? -1;
    if (event.key === 'Escape' && this.#epoch !== null) {
      this.#move(null);
    } else if (Object.hasOwn(MOVES, event.key) && last >= 0) {
      /** @type {{ by: number, isLeap?: boolean }} */
      const { by, isLeap } =
        MOVES[/** @type {keyof typeof MOVES} */ (event.key)];
      const stride = isLeap ? Math.max(1, Math.round(last / 10)) : 1;
      const from = this.#epoch ?? last;
      this.#isPinned = true;
      this.#move(moveTo(epochs, from, from + by * stride));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {PointerEvent} event - over the picture */
  #pointed(event) {
    if (!this.#layout) return;
    const { left, right, epochs } = this.#layout.frame;
    // The host may be drawn larger or smaller than it is laid out, in a slide.
    const box = this.#$host.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const x = across * this.#$overlay.viewBox.baseVal.width;
    const share = (x - left) / (right - left);
    if (share < -0.02 || share > 1.1) return;
    this.#isPinned &&= event.type === 'pointerdown';
    this.#move(Math.round(share * epochs));
  }

  /** @param {number | null} wanted - the epoch to read out, or none */
  #move(wanted) {
    const epoch = wanted === null ? null : this.#nearest(wanted);
    if (epoch === null) this.#isPinned = false;
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#options.onMove(epoch);
    }
    this.#describe();
    this.#drawLine();
  }

  /**
   * @param {number} wanted - any epoch
   * @returns {number | null} the nearest that was measured, if any
   */
  #nearest(wanted) {
    const epochs = this.#options.epochs();
    return epochs[nearestIndex(epochs, wanted)] ?? null;
  }

  #describe() {
    const last = this.#options.epochs().at(-1) ?? 0;
    const epoch = this.#epoch ?? last;
    this.#$host.setAttribute('aria-valuemax', String(last));
    this.#$host.setAttribute('aria-valuenow', String(epoch));
    // Saying it anew thirty times a second would cost more than the drawing.
    if (this.#$host.matches(':focus') || this.#epoch !== null) {
      this.#$host.setAttribute('aria-valuetext', this.#options.text(epoch));
    }
  }

  #drawLine() {
    const frame = this.#layout?.frame;
    if (!frame || this.#epoch === null) {
      this.#$line.setAttribute('hidden', '');
      return;
    }
    const share = this.#epoch / Math.max(1, frame.epochs);
    const x = (frame.left + (frame.right - frame.left) * share).toFixed(1);
    this.#$line.removeAttribute('hidden');
    this.#$line.setAttribute('x1', x);
    this.#$line.setAttribute('x2', x);
    this.#$line.setAttribute('y1', String(frame.top));
    this.#$line.setAttribute('y2', String(frame.bottom));
  }
}

/**
 * @typedef {object} CursorOptions
 * @property {string} label - what the keys do
 * @property {() => readonly number[]} epochs - those measured, ascending
 * @property {(epoch: number) => string} text - the values of an epoch, to be said
 * @property {(epoch: number | null) => void} onMove - told where it stands
 */
