/** What is around a plot's lines: the picture itself, its grid and its labels. */
import { html, nothing, svg } from 'lit';
import { setStyles } from '../set-styles.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Scale, Tick, TickOptions } from './scale.js' */

/** How wide a character is, on average, in em of the text itself. */
const CHARACTER = 0.62;

/** From one label to the next, in em. */
const SPACING = Object.freeze({ across: 3.6, up: 1.55 });

/** How far below the middle of a text its base line is, in em. */
const BASE_LINE = 0.36;

/**
 * The rectangle between the axes of a picture, from the room around it.
 *
 * @param {{ width: number, em: number }} room - of the picture: CSS pixels, and
 *   the size of the type
 * @param {object} ems - lengths in em
 * @param {number} ems.height - of the whole picture
 * @param {number} ems.left - for the labels of the vertical axis
 * @param {number} ems.right - for the names at the lines' ends
 * @param {number} [ems.top] - for the title of the vertical axis
 * @param {number} [ems.bottom] - for labels and title of the horizontal axis
 * @returns {Frame} in CSS pixels
 */
export function frameIn(
  { width, em },
  { height, left, right, top = 2.6, bottom = 3.4 },
) {
  return {
    width,
    height: height * em,
    em,
    left: left * em,
    right: Math.max(left * em + 1, width - right * em),
    top: top * em,
    bottom: Math.max(top * em + 1, (height - bottom) * em),
  };
}

/**
 * @param {object} picture - what is shown
 * @param {number} picture.width - in CSS pixels
 * @param {number} picture.height - in CSS pixels
 * @param {string} picture.label - what the picture says
 * @param {string} [picture.name] - a class besides `plot`
 * @param {unknown} picture.content - SVG templates
 * @returns {TemplateResult} the picture
 */
export function picture({ width, height, label, name = '', content }) {
  return html`<svg
    class="plot ${name}"
    role="img"
    aria-label=${label}
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
  >
    ${content}
  </svg>`;
}

/**
 * The grid of a plot with its labels and titles.
 *
 * @param {object} options - the axes
 * @param {Frame} options.frame - between them
 * @param {Axis} options.x - what is written along the bottom
 * @param {Axis} options.y - what is written along the left
 * @param {string} [options.xTitle] - what goes to the right
 * @param {string} [options.yTitle] - what goes up
 * @param {TickOptions} [options.xTicks] - how a scale is written along the bottom
 * @param {TickOptions} [options.yTicks] - how a scale is written along the left
 * @returns {TemplateResult} to be drawn first
 */
export function axes({
  frame,
  x,
  y,
  xTitle = '',
  yTitle = '',
  xTicks = {},
  yTicks = {},
}) {
  const { left, right, top, bottom, em } = frame;
  const across = ticksOf(x, (right - left) / (SPACING.across * em), xTicks);
  const up = ticksOf(y, (bottom - top) / (SPACING.up * em), yTicks);
  return svg`<g class="plot-grid">
    ${across.map(({ at, name }) => line(at, top, at, bottom, name))}
    ${up.map(({ at, name }) => line(left, at, right, at, name))}
    ${line(left, bottom, right, bottom, 'is-axis')}
    ${up.map(({ at, text, name }) => plotText(left - 0.5 * em, at, text, { anchor: 'end', name, isCentred: true, em }))}
    ${across.map(({ at, text, name }) => plotText(at, bottom + 1.3 * em, text, { name }))}
    ${plotText((left + right) / 2, bottom + 2.7 * em, xTitle, { name: 'plot-title' })}
    ${plotText(0.2 * em, top - 0.9 * em, yTitle, { anchor: 'start', name: 'plot-title' })}
  </g>`;
}

/**
 * @param {number} x - of the anchor
 * @param {number} y - of the base line
 * @param {string} content - what it says; nothing is drawn for nothing
 * @param {object} [options] - how it is set
 * @param {'start' | 'middle' | 'end'} [options.anchor] - which part is at x
 * @param {string | undefined} [options.name] - a class
 * @param {number} [options.room] - how wide it may be, in CSS pixels: a text
 *   that is longer is set smaller
 * @param {boolean} [options.isCentred] - whether y is the middle of its height
 * @param {number} [options.em] - the size of the type, for `isCentred`
 * @returns {TemplateResult | typeof nothing} a line of text in a picture
 */
export function plotText(
  x,
  y,
  content,
  { anchor = 'middle', name, room, isCentred = false, em = 0 } = {},
) {
  if (!content) return nothing;
  const base = px(isCentred ? y + BASE_LINE * em : y);
  if (room === undefined) {
    return svg`<text class=${name ?? nothing} x=${px(x)} y=${base} text-anchor=${anchor}>${content}</text>`;
  }
  const size = px(room / (CHARACTER * content.length));
  return svg`<text class=${name ?? nothing} x=${px(x)} y=${base} text-anchor=${anchor} ${setStyles({ 'font-size': `min(0.95em, ${size}px)` })}>${content}</text>`;
}

/**
 * @param {number} x1 - of one end
 * @param {number} y1 - of one end
 * @param {number} x2 - of the other
 * @param {number} y2 - of the other
 * @param {string} [name] - a class
 * @returns {TemplateResult} a line
 */
export function line(x1, y1, x2, y2, name) {
  return svg`<line class=${name ?? nothing} x1=${px(x1)} y1=${px(y1)} x2=${px(x2)} y2=${px(y2)}></line>`;
}

/**
 * @param {Iterable<readonly [number, number]>} points - in CSS pixels; one that
 *   is not finite breaks the line
 * @returns {string} the line through them, for the `d` of a path
 */
export function through(points) {
  let d = '';
  let isOpen = false;
  for (const [x, y] of points) {
    const isThere = Number.isFinite(x) && Number.isFinite(y);
    if (isThere) d += `${isOpen ? 'L' : 'M'}${px(x)} ${px(y)}`;
    isOpen = isThere;
  }
  return d;
}

/**
 * @param {readonly (readonly [number, number])[]} upper - one edge, in CSS pixels
 * @param {readonly (readonly [number, number])[]} lower - the other, in the same
 *   direction
 * @returns {string} the ground between the two, for the `points` of a polygon
 */
export function between(upper, lower) {
  return [...upper, ...lower.toReversed()]
    .map(([x, y]) => `${px(x)},${px(y)}`)
    .join(' ');
}

/**
 * @param {number} length - in CSS pixels
 * @returns {number} to a hundredth: finer shows nowhere
 */
export function px(length) {
  return Math.round(100 * length) / 100;
}

/**
 * @param {Axis} axis - a scale, or its ticks where they are particular
 * @param {number} room - how many labels there is room for
 * @param {TickOptions} options - how a scale is written
 * @returns {readonly Tick[]} what is written
 */
function ticksOf(axis, room, options) {
  return typeof axis === 'function'
    ? axis.ticks(Math.floor(room) + 1, { hasMinor: true, ...options })
    : axis;
}

/** @typedef {Scale | readonly Tick[]} Axis */

/**
 * @typedef {object} Frame
 * @property {number} width - of the whole picture, in CSS pixels
 * @property {number} height - of the whole picture
 * @property {number} em - the size of the type
 * @property {number} left - where the horizontal axis begins
 * @property {number} right - where it ends
 * @property {number} top - where the vertical axis ends
 * @property {number} bottom - where it begins
 */
