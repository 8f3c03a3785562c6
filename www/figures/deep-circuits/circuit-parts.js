/** The parts that circuits are drawn from: wires, gates, lamps. */
import { createSvg } from '../../kit/create.js';
import { svgText } from '../../kit/svg-text.js';

/**
 * A picture of a circuit in the making. Wires lie under gates, and those that
 * carry a 1 over those that do not.
 */
export class CircuitSheet {
  #$frames = createSvg('g', { class: 'circuit-frames' });
  #$off = createSvg('g', { class: 'circuit-wires' });
  #$on = createSvg('g', { class: 'circuit-wires is-on' });
  #$parts = createSvg('g', { class: 'circuit-parts' });

  /**
   * @param {Size} size - the room there is
   */
  constructor({ width, em }) {
    this.width = width;
    this.em = em;
  }

  /**
   * @param {string} path - where it runs
   * @param {unknown} isOn - whether it carries a 1
   * @param {boolean} [isDashed] - whether its weight is negative
   */
  wire(path, isOn, isDashed = false) {
    const $wire = createSvg('path', {
      d: path,
      class: isDashed ? 'is-dashed' : null,
    });
    (isOn ? this.#$on : this.#$off).append($wire);
  }

  /**
   * Puts a box under what belongs together.
   *
   * @param {number} x - of its left side
   * @param {number} y - of its top
   * @param {number} width - in CSS pixels
   * @param {number} height - in CSS pixels
   */
  frame(x, y, width, height) {
    const rx = 0.3 * this.em;
    this.#$frames.append(createSvg('rect', { x, y, width, height, rx }));
  }

  /** @param {...SVGElement} $parts - what lies over the wires */
  add(...$parts) {
    this.#$parts.append(...$parts);
  }

  /**
   * A value as a digit in a circle, with a name beside it.
   *
   * @param {number} x - of the centre
   * @param {number} y - of the centre
   * @param {unknown} isOn - its value
   * @param {{ name?: string, side?: Side, r?: number }} [options] -
   *   its name, where that stands, and the radius
   */
  lamp(x, y, isOn, { name, side = 'above', r = 0.72 * this.em } = {}) {
    const { em } = this;
    const size = Math.min(em, 1.3 * r);
    const $lamp = createSvg(
      'g',
      { class: isOn ? 'circuit-lamp is-on' : 'circuit-lamp' },
      createSvg('circle', { cx: x, cy: y, r }),
      svgText(x, y + 0.35 * size, isOn ? '1' : '0'),
    );
    $lamp.style.setProperty('font-size', `${size}px`);
    this.add($lamp);
    if (name === undefined) return;
    const [dx, dy, anchor] = /** @type {const} */ ({
      left: [-r - 0.35 * em, 0.3 * em, 'end'],
      right: [r + 0.35 * em, 0.3 * em, 'start'],
      above: [0, -r - 0.4 * em, 'middle'],
      'far-above': [0, -r - 1.4 * em, 'middle'],
      below: [0, r + em, 'middle'],
      'far-below': [0, r + 2 * em, 'middle'],
    })[side];
    this.add(svgText(x + dx, y + dy, name, { anchor, name: 'circuit-name' }));
  }

  /**
   * A NAND, drawn as the usual D with its ring, or as a square where there is
   * no room for one.
   *
   * @param {number} x - of the centre
   * @param {number} y - of the centre
   * @param {number} size - its height
   * @param {unknown} isOn - what it answers
   * @param {boolean} [isSmall] - whether it is a square
   */
  nand(x, y, size, isOn, isSmall = false) {
    const name = isOn ? 'circuit-gate is-on' : 'circuit-gate';
    const half = size / 2;
    if (isSmall) {
      const box = { x: x - half, y: y - half, width: size, height: size };
      this.add(createSvg('rect', { class: name, ...box }));
      return;
    }
    const ring = 0.17 * size;
    this.add(
      createSvg('path', { class: name, d: gatePath(x, y, size) }),
      createSvg('circle', { class: name, cx: x + half + ring, cy: y, r: ring }),
    );
  }

  /**
   * @param {number} height - of the picture
   * @param {string} label - what it says
   * @returns {SVGSVGElement} the picture
   */
  finish(height, label) {
    const attributes = {
      class: 'circuit-drawing',
      role: 'img',
      'aria-label': label,
      width: this.width,
      height,
      viewBox: `0 0 ${this.width} ${height}`,
    };
    const layers = [this.#$frames, this.#$off, this.#$on, this.#$parts];
    return createSvg('svg', attributes, ...layers);
  }
}

/**
 * @param {number} x - of the centre
 * @param {number} y - of the centre
 * @param {number} size - its height, and its width
 * @returns {string} the outline of an AND
 */
export function gatePath(x, y, size) {
  const half = size / 2;
  return `M${x - half} ${y - half}H${x}a${half} ${half} 0 0 1 0 ${size}H${x - half}z`;
}

/** @typedef {{ width: number, em: number }} Size */
/** @typedef {'left' | 'right' | 'above' | 'far-above' | 'below' | 'far-below'} Side */
