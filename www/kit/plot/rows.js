/** One value a row on an axis of decades: its name before it, its digits behind. */
import { nothing, svg } from 'lit';
import { layerStyle } from '../palette.js';
import { setStyles } from '../set-styles.js';
import { line, picture, plotText, px } from './axes.js';
import { decadeScale, decadesAround } from './scale.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Scale } from './scale.js' */

/** Rows get closer, and their type smaller, as they become many. */
const MANY_ROWS = 12;

/** How wide a character of a value is, on average, in em. */
const CHARACTER = 0.52;

/**
 * Draws one value per row. What has no place on the axis (0, ∞, NaN, or a value
 * that left the range of floats) still has its row and its words.
 *
 * @param {readonly Row[]} rows - from top to bottom
 * @param {RowsOptions} options - how they are drawn
 * @returns {TemplateResult} the picture
 */
export function rowChart(rows, options) {
  const { width, label, isSteps, base, nameEms } = options;
  const isMany = rows.length > MANY_ROWS;
  const em = options.em * (isMany ? 0.9 : 1);
  const rowHeight = (isMany ? 1.32 : 1.75) * em;
  const left = nameEms * em;
  const longest = Math.max(...rows.map((row) => row.text.length));
  const right = width - (0.7 + Math.max(5.4, CHARACTER * longest)) * em;
  const bottom = rows.length * rowHeight + 0.4 * em;
  const x = decadeScale({
    domain: decadesAround(
      rows.map(({ log10 }) => log10),
      base === undefined ? {} : { including: base },
    ),
    range: [left, right],
  });
  const placed = rows.map((row, index) => ({
    row,
    y: (index + 0.5) * rowHeight + 0.2 * em,
  }));
  const steps = placed
    .filter(({ row }) => Number.isFinite(row.log10))
    .map(({ row, y }) => `${px(x(row.log10))},${px(y)}`);
  return picture({
    width,
    height: px(bottom + 1.7 * em),
    label,
    name: isMany ? 'plot-rows is-many' : 'plot-rows',
    content: [
      axis(x, { bottom, em, base }),
      isSteps
        ? svg`<polyline class="plot-steps" points=${steps.join(' ')}></polyline>`
        : nothing,
      placed.map(({ row, y }) => {
        const style =
          row.layer === undefined ? {} : layerStyle(row.layer, options.layers);
        const text = { isCentred: true, em };
        return svg`<g class=${row.isCulprit ? 'plot-row is-culprit' : 'plot-row'} ${setStyles(style)}>
          ${plotText(left - 0.7 * em, y, row.name, { ...text, anchor: 'end' })}
          ${base === undefined ? mark(row, y, x, em) : bar(row, y, x, base, 0.62 * rowHeight)}
          ${plotText(right + 0.7 * em, y, row.text, { ...text, anchor: 'start' })}
        </g>`;
      }),
    ],
  });
}

/**
 * @param {Scale} x - where a logarithm falls
 * @param {{ bottom: number, em: number, base: number | undefined }} options -
 *   how it is drawn
 * @returns {TemplateResult} decades, labelled as far as there is room
 */
function axis(x, { bottom, em, base }) {
  const longest = 2 + String(x.domain[0]).length;
  const room = (x.range[1] - x.range[0]) / ((0.5 + CHARACTER * longest) * em);
  const ticks = x.ticks(
    Math.floor(room) + 1,
    base === undefined ? {} : { including: base },
  );
  return svg`<g class="plot-grid">${ticks.map(({ value, at, text }) => [
    line(at, 0, at, bottom, value === base ? 'is-base' : ''),
    plotText(at, bottom + 1.2 * em, text),
  ])}</g>`;
}

/**
 * @param {Row} row - the value
 * @param {number} y - of its row
 * @param {Scale} x - where a logarithm falls
 * @param {number} base - the logarithm that bars start from
 * @param {number} thickness - of the bar
 * @returns {TemplateResult} a bar from the base to the value
 */
function bar({ log10 }, y, x, base, thickness) {
  const start = x(base);
  const end = Number.isNaN(log10) ? start : x(log10);
  const name = Number.isFinite(log10) ? 'plot-rod' : 'plot-rod is-lost';
  return svg`<rect class=${name} x=${px(Math.min(start, end))} y=${px(y - thickness / 2)} width=${px(Math.abs(end - start))} height=${px(thickness)}></rect>`;
}

/**
 * @param {Row} row - the value
 * @param {number} y - of its row
 * @param {Scale} x - where a logarithm falls
 * @param {number} em - the size of the type
 * @returns {TemplateResult} a dot at the value, hollow where the 64-bit float
 *   lost it; at an end of the axis, a cross for a true 0, ∞ or NaN
 */
function mark({ log10, isLost }, y, x, em) {
  const r = px(0.36 * em);
  if (Number.isFinite(log10)) {
    const name = isLost ? 'plot-bead is-lost' : 'plot-bead';
    return svg`<circle class=${name} cx=${px(x(log10))} cy=${px(y)} r=${r}></circle>`;
  }
  const at = x(log10 > 0 ? Infinity : -Infinity);
  const d = `M${px(at - r)} ${px(y - r)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
  return svg`<path class="plot-cross" d=${d}></path>`;
}

/**
 * @typedef {object} Row
 * @property {string} name - before the value
 * @property {number} log10 - log₁₀ of its size
 * @property {string} text - the value in figures
 * @property {number} [layer] - whose colour it has, from 0
 * @property {boolean} [isCulprit] - whether this is what did it
 * @property {boolean} [isLost] - whether the float lost what the logarithm kept
 */

/**
 * @typedef {object} RowsOptions
 * @property {number} width - in CSS pixels
 * @property {number} em - the size of the type
 * @property {string} label - what the picture says
 * @property {number} layers - how many layers share the palette
 * @property {number} nameEms - room for the names, in em
 * @property {number} [base] - bars start from this logarithm; without it, dots
 * @property {boolean} [isSteps] - whether a line joins the dots
 */
