/** The panel with the values at one place of a plot. */
import { nothing, svg } from 'lit';
import { kindOf, powerText, readable } from '../numbers.js';
import { plotText, px } from './axes.js';
import { sample } from './end-labels.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Frame } from './axes.js' */

/** Significant digits of a value. */
const DIGITS = 4;

/** Lengths in em: of an average character, a line, and the gap to the point. */
const CHARACTER = 0.53;
const LINE = 1.25;
const GAP = 0.8;

/** The most values that are read out; of more, the first ones and the last. */
const MOST_SAID = 4;

/** @param {Mark} mark @returns {string} its value, with four significant digits */
function textOf({ log10 = NaN, value = 10 ** log10 }) {
  if (typeof value === 'string') return value;
  const isPlain = Number.isNaN(log10) || kindOf(value, log10) === 'normal';
  return isPlain ? readable(value, DIGITS) : powerText(log10, DIGITS);
}

/**
 * @param {Stop} stop - a place of the plot
 * @returns {string} one sentence for assistive technology: “epoch 3: layer 1 0.1234,
 *   layer 2 0.2345”
 */
export function spoken({ title, marks }) {
  const said = marks.map((mark) => `${mark.name} ${textOf(mark)}`.trim());
  if (said.length > MOST_SAID + 1) {
    const left = `${said.length - MOST_SAID} more`;
    said.splice(MOST_SAID - 1, said.length - MOST_SAID, left);
  }
  return `${title}: ${said.join(', ')}`;
}

/**
 * @param {Stop} stop - the values
 * @param {{ x: number, y: number }} pointer - in CSS pixels; x is that of the values
 * @param {Frame} frame - of the picture
 * @returns {TemplateResult} a panel beside x, inside the picture, never over a point.
 *   If there are too many values, some are left out, and their number is given
 */
export function tooltip({ title, marks }, { x, y }, frame) {
  const { em, width, height } = frame;
  const texts = marks.map(textOf);
  const characters = longest(texts) + longest(marks.map(({ name }) => name));
  const column = CHARACTER * characters + 1.3;
  const side = Math.max(x, width - x) / em - GAP - 1;
  const most = Math.max(1, Math.floor((height / em - 0.6) / LINE) - 1);
  const fitting = Math.max(1, Math.floor(side / column));
  const columns = Math.min(fitting, Math.ceil(marks.length / most));
  const places = columns * most;
  const shown = sample(
    marks.length,
    marks.length > places ? Math.max(1, places - 1) : places,
  );
  const left = marks.length - shown.length;
  const lines = Math.ceil((shown.length + (left > 0 ? 1 : 0)) / columns);
  const across =
    em * (Math.max(columns * column, CHARACTER * title.length + 1) + 0.2);
  const down = em * (LINE * (lines + 1) + 0.6);
  const { start, top } = placed(across, down, { x, y }, marks, frame);
  /** @param {number} row @param {number} share - of a column */
  const at = (row, share) =>
    start + (Math.floor(row / lines) + share) * column * em;
  const base = (/** @type {number} */ row) =>
    top + (1.15 + LINE * ((row % lines) + 1)) * em;
  return svg`<g class="plot-tip">
    <rect x=${px(start)} y=${px(top)} width=${px(across)} height=${px(down)} rx="3"></rect>
    ${plotText(start + 0.5 * em, top + 1.15 * em, title, { anchor: 'start', name: 'is-strong' })}
    ${shown.map((index, row) => {
      const { name = '', colour } = marks[index] ?? {};
      return svg`<g fill=${colour ?? nothing}>${plotText(at(row, 0) + 0.5 * em, base(row), name, { anchor: 'start' })}</g>
        ${plotText(at(row, 1) - 0.3 * em, base(row), texts[index] ?? '', { anchor: 'end' })}`;
    })}
    ${left > 0 ? plotText(at(shown.length, 0) + 0.5 * em, base(shown.length), `+ ${left} more`, { anchor: 'start', name: 'is-quiet' }) : nothing}
  </g>`;
}

/**
 * @param {number} across - width of the panel
 * @param {number} down - its height
 * @param {{ x: number, y: number }} pointer
 * @param {readonly Mark[]} marks - what it must not cover
 * @param {Frame} frame - of the picture, which it must not leave
 * @returns {{ start: number, top: number }} its corner
 */
function placed(across, down, { x, y }, marks, { width, height, em }) {
  const gap = GAP * em;
  const within = (/** @type {number} */ value, /** @type {number} */ most) =>
    Math.max(0, Math.min(most, value));
  const beside = within(y - down / 2, height - down);
  if (x + gap + across <= width) return { start: x + gap, top: beside };
  if (x - gap - across >= 0) return { start: x - gap - across, top: beside };
  const heights = marks.flatMap(({ y: at = NaN }) =>
    Number.isFinite(at) ? [at] : [],
  );
  const above = Math.min(y, ...heights) - gap - down;
  const below = Math.max(y, ...heights) + gap;
  return {
    start: within(x - across / 2, width - across),
    top: above >= 0 ? above : within(below, height - down),
  };
}

/** @param {readonly string[]} texts @returns {number} characters of the longest */
function longest(texts) {
  return Math.max(0, ...texts.map(({ length }) => length));
}

/**
 * @typedef {object} Stop
 * @property {string} title - the value on the axis with its name: “epoch 12”
 * @property {readonly Mark[]} marks - the values there
 * @property {number} [x] - where they are, if not at the place on the axis
 */

/**
 * @typedef {object} Mark
 * @property {string} name - of the line; may be ''
 * @property {number | string} [value] - a number is written with four digits
 * @property {number} [log10] - instead: its logarithm, if floats may not reach it
 * @property {number} [y] - where its dot is, in CSS pixels; none or NaN for no dot
 * @property {string | undefined} [colour] - of name and dot
 */
