/** What circuits are drawn from: wires, gates, lamps. */
import { nothing, svg } from 'lit';
import { picture, plotText } from '../../kit/plot/axes.js';

/**
 * A picture of a circuit in the making. Wires lie under gates, and those that
 * carry a 1 over those that do not.
 */
export class CircuitSheet {
  /** @type {unknown[]} */
  #frames = [];
  /** Paths by what a wire carries, 0 or 1: of all wires, one after the other. */
  #wires = [
    { plain: '', dashed: '' },
    { plain: '', dashed: '' },
  ];
  /** @type {unknown[]} */
  #parts = [];

  /** @param {Size} size - the room there is */
  constructor({ width, em }) {
    this.width = width;
    this.em = em;
  }

  /**
   * @param {string} path - where it runs
   * @param {boolean | undefined} isOn - whether it carries a 1
   * @param {boolean} [isDashed] - whether its weight is negative
   */
  wire(path, isOn, isDashed = false) {
    const wires = this.#wires[isOn ? 1 : 0];
    if (wires) wires[isDashed ? 'dashed' : 'plain'] += path;
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
    this.#frames.push(
      svg`<rect x=${x} y=${y} width=${width} height=${height} rx=${0.3 * this.em}></rect>`,
    );
  }

  /** @param {unknown} part - what lies over the wires: a template */
  add(part) {
    this.#parts.push(part);
  }

  /**
   * A value as a digit in a circle, with its name.
   *
   * @param {number} x - of the centre
   * @param {number} y - of the centre
   * @param {boolean} isOn - its value
   * @param {string} name - what it is
   * @param {Side} side - where the name stands
   * @param {number} [r] - the radius
   */
  lamp(x, y, isOn, name, side, r = 0.72 * this.em) {
    const { em } = this;
    const size = Math.min(em, 1.3 * r);
    const [dx, dy, anchor] = /** @type {const} */ ({
      left: [-r - 0.35 * em, 0.3 * em, 'end'],
      right: [r + 0.35 * em, 0.3 * em, 'start'],
      above: [0, -r - 0.4 * em, 'middle'],
      'far-above': [0, -r - 1.4 * em, 'middle'],
      below: [0, r + em, 'middle'],
      'far-below': [0, r + 2 * em, 'middle'],
    })[side];
    this.add(
      svg`<g class=${lit('circuit-lamp', isOn)} font-size=${size}>
          <circle cx=${x} cy=${y} r=${r}></circle>
          ${plotText(x, y + 0.35 * size, isOn ? '1' : '0')}
        </g>
        ${plotText(x + dx, y + dy, name, { anchor })}`,
    );
  }

  /**
   * A NAND, drawn as the usual D with its ring, or as a square where there is
   * no room for one.
   *
   * @param {number} x - of the centre
   * @param {number} y - of the centre
   * @param {number} size - its height
   * @param {boolean} isOn - what it answers
   * @param {boolean} [isSmall] - whether it is a square
   */
  nand(x, y, size, isOn, isSmall = false) {
    const half = size / 2;
    if (isSmall) {
      this.gate(`M${x - half} ${y - half}h${size}v${size}h${-size}z`, isOn);
      return;
    }
    const ring = 0.17 * size;
    this.gate(gatePath(x, y, size), isOn);
    this.add(
      svg`<circle class=${lit('circuit-gate', isOn)} cx=${x + half + ring} cy=${y} r=${ring}></circle>`,
    );
  }

  /**
   * @param {string} path - its outline
   * @param {boolean} isOn - what it answers
   */
  gate(path, isOn) {
    this.add(svg`<path class=${lit('circuit-gate', isOn)} d=${path}></path>`);
  }

  /** @param {number} height @param {string} label - its name */
  finish(height, label) {
    const layers = this.#wires.map(
      ({ plain, dashed }, isOn) =>
        svg`<g class=${lit('circuit-wires', isOn === 1)}>
          <path d=${plain}></path>
          ${dashed ? svg`<path class="is-dashed" d=${dashed}></path>` : nothing}
        </g>`,
    );
    return picture({
      width: this.width,
      height,
      label,
      told: 'sentence',
      name: 'circuit-drawing',
      content: [
        svg`<g class="circuit-frames">${this.#frames}</g>`,
        layers,
        this.#parts,
      ],
    });
  }
}

/**
 * @param {number} x - of the centre
 * @param {number} y - of the centre
 * @param {number} size - its height, and its width
 */
export function gatePath(x, y, size) {
  const half = size / 2;
  return `M${x - half} ${y - half}H${x}a${half} ${half} 0 0 1 0 ${size}H${x - half}z`;
}

/**
 * @param {string} name - a class
 * @param {boolean} isOn - whether what has it answers or carries a 1
 */
export function lit(name, isOn) {
  return isOn ? `${name} is-on` : name;
}

/** @typedef {{ width: number, em: number }} Size */
/** @typedef {Size & { label: string }} DrawingOptions */
/** @typedef {'left' | 'right' | 'above' | 'far-above' | 'below' | 'far-below'} Side */
