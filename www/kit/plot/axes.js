/** The frame of a plot: the picture, its grid and its labels. */
import { html, nothing, svg } from 'lit';
import { setStyles } from '../set-styles.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Scale, Tick, TickOptions } from './scale.js' */

/** How wide a character is, on average, in em of the text itself. */
const CHARACTER = 0.62;

/** The same of a title, which is in smaller type only where it would be cut off. */
const TITLE_CHARACTER = 0.5;

/** The distance between labels, in em. */
const SPACING = Object.freeze({ across: 3.6, up: 1.55 });

/** The distance from the middle of a text down to its baseline, in em. */
const BASE_LINE = 0.36;

/**
 * Lays out the axes of a picture.
 *
 * @param {{ width: number, em: number, height?: number }} room - of the picture, in
 *   CSS pixels
 * @param {object} ems - lengths in em
 * @param {number} ems.height - of the whole picture, where its room has none
 * @param {number} ems.left - for the labels of the vertical axis
 * @param {number} ems.right - for the names at the lines' ends
 * @param {number} [ems.top] - for the title of the vertical axis
 * @param {number} [ems.bottom] - for labels and title of the horizontal axis
 * @returns {Frame} in CSS pixels
 */
export function frameIn(
  { width, em, height: given = 0 },
  { height: own, left, right, top = 2.6, bottom = 3.4 },
) {
  const height = given > 0 ? given / em : own;
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
 * @param {object} picture - to show
 * @param {number} picture.width - in CSS pixels
 * @param {number} picture.height - in CSS pixels
 * @param {string} picture.label - its name for assistive technology
 * @param {string} [picture.told] - the id of the text that has its conclusion: that of
 *   the stage is `sentence`
 * @param {string | undefined} [picture.says] - its conclusion, where that stands nowhere else; it gets
 *   the id
 * @param {string} [picture.name] - a class in addition to `plot`
 * @param {unknown} picture.content - SVG templates
 * @param {unknown} [picture.reading] - the directive `reads`, if values can be read
 *   off it
 * @returns {TemplateResult} the picture
 */
export function picture({
  width,
  height,
  label,
  told,
  says,
  name = '',
  content,
  reading,
}) {
  return html`<svg
      class="plot ${name}"
      role="img"
      aria-label=${label}
      aria-describedby=${told ?? nothing}
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      ${reading ?? nothing}
    >
      ${content}</svg
    >${says ? unseen(told ?? '', says) : nothing}`;
}

/**
 * @param {string} id
 * @param {string} words - a picture's conclusion
 * @returns {TemplateResult} it, for those who do not see the picture
 */
export function unseen(id, words) {
  return html`<p class="ug-unseen" id=${id}>${words}</p>`;
}

/**
 * The grid of a plot with its labels and titles.
 *
 * @param {object} options - the axes
 * @param {Frame} options.frame - between them
 * @param {Axis} options.x - the horizontal axis
 * @param {Axis} options.y - the vertical axis
 * @param {string} [options.xTitle] - of the horizontal axis
 * @param {string} [options.yTitle] - of the vertical axis
 * @param {TickOptions} [options.xTicks] - of the horizontal axis, if it is a scale
 * @param {TickOptions} [options.yTicks] - of the vertical axis, if it is a scale
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
  const { width, left, right, top, bottom, em } = frame;
  const middle = (left + right) / 2;
  const across = ticksOf(x, (right - left) / (SPACING.across * em), xTicks);
  const up = ticksOf(y, (bottom - top) / (SPACING.up * em), yTicks);
  return svg`<g class="plot-grid">
    ${across.map(({ at, name }) => line(at, top, at, bottom, name))}
    ${up.map(({ at, name }) => line(left, at, right, at, name))}
    ${line(left, bottom, right, bottom, 'is-axis')}
    ${up.map(({ at, text, name }) => plotText(left - 0.5 * em, at, text, { anchor: 'end', name, isCentred: true, em }))}
    ${across.map(({ at, text, name }) => plotText(at, bottom + 1.3 * em, text, { name }))}
    ${plotTitle(middle, bottom + 2.7 * em, xTitle, 2 * Math.min(middle, width - middle), em)}
    ${plotTitle(0.2 * em, top - 0.9 * em, yTitle, width - 0.4 * em, em, 'start')}
  </g>`;
}

/**
 * @param {number} at - its anchor, across
 * @param {number} base - its baseline
 * @param {string} words
 * @param {number} room - for them, in CSS pixels
 * @param {number} em
 * @param {'start' | 'middle'} [anchor]
 * @returns {TemplateResult | typeof nothing} the title of an axis
 */
function plotTitle(at, base, words, room, em, anchor = 'middle') {
  const isLong = TITLE_CHARACTER * words.length * em > room;
  return plotText(at, base, words, {
    anchor,
    name: 'plot-title',
    ...(isLong && { room }),
  });
}

/**
 * @param {number} x - of the anchor
 * @param {number} y - of the baseline
 * @param {string} content - the text; nothing is drawn for ''
 * @param {object} [options] - its layout
 * @param {'start' | 'middle' | 'end'} [options.anchor] - the part at x
 * @param {string | undefined} [options.name] - a class
 * @param {number} [options.room] - the largest width, in CSS pixels: longer texts get
 *   a smaller font
 * @param {boolean} [options.isCentred] - whether y is the middle of its height
 * @param {number} [options.em] - the font size, for `isCentred`
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
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
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
 * @returns {string} the area between the two, for the `points` of a polygon
 */
export function between(upper, lower) {
  return [...upper, ...lower.toReversed()]
    .map(([x, y]) => `${px(x)},${px(y)}`)
    .join(' ');
}

/** @param {number} length - in CSS pixels @returns {number} rounded to hundredths */
export function px(length) {
  return Math.round(100 * length) / 100;
}

/**
 * @param {Axis} axis - a scale, or given ticks
 * @param {number} room - the number of labels that fit
 * @param {TickOptions} options - for a scale
 * @returns {readonly Tick[]} the ticks
 */
function ticksOf(axis, room, options) {
  return typeof axis === 'function'
    ? axis.ticks(Math.floor(room) + 1, {
        hasMinor: true,
        hasEnds: true,
        ...options,
      })
    : axis;
}

/** @typedef {Scale | readonly Tick[]} Axis */

/**
 * @typedef {object} Frame
 * @property {number} width - of the whole picture, in CSS pixels
 * @property {number} height - of the whole picture
 * @property {number} em - the font size
 * @property {number} left - where the horizontal axis begins
 * @property {number} right - where it ends
 * @property {number} top - where the vertical axis ends
 * @property {number} bottom - where it begins
 */
