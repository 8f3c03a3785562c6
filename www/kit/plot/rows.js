/** A chart of one value per row on a logarithmic axis, with names and numbers. */
import { nothing, svg } from 'lit';
import { kindOf } from '../numbers.js';
import { layerStyle } from '../palette.js';
import { setStyles } from '../set-styles.js';
import { line, picture, plotText, px } from './axes.js';
import { reads } from './reads.js';
import { decadeScale, decadesAround } from './scale.js';

/** @import { TemplateResult } from 'lit' */
/** @import { Scale } from './scale.js' */

/** From more rows than this on, they are closer and their font is smaller. */
const MANY_ROWS = 12;

/** How wide a character of a value is, on average, in em. */
const CHARACTER = 0.52;

/**
 * Draws one value per row. A value that is not on the axis (0, ∞, NaN, or outside
 * the range of floats) still has its row and its text.
 *
 * @param {readonly Row[]} rows - from top to bottom
 * @param {RowsOptions} options - of the chart
 * @returns {TemplateResult} the picture
 */
export function rowChart(rows, options) {
  const { width, label, isSteps, base, nameEms } = options;
  const says = rowsConclusion(rows, base !== undefined);
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
  const height = px(bottom + 1.7 * em);
  const frame = { width, height, em, left, right, top: 0, bottom };
  return picture({
    width,
    height,
    label,
    told: `${options.name}-told`,
    says,
    reading: reads({
      frame,
      isDown: true,
      numbers: rows.map((_, index) => index),
      place: (index) => placed[index]?.y ?? NaN,
      at: (index) => {
        const { name = '', log10 = NaN, text = '', value } = rows[index] ?? {};
        const y = placed[index]?.y ?? NaN;
        const isPlaced = Number.isFinite(log10);
        // What floats do not reach, or not well, is said in words.
        const isPlain =
          value !== undefined && kindOf(value, log10) === 'normal';
        return {
          title: name,
          x: isPlaced ? x(log10) : left,
          marks: [
            { name: '', value: isPlain ? value : text, y: isPlaced ? y : NaN },
          ],
        };
      },
    }),
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
 * @param {readonly Row[]} rows
 * @param {boolean} hasBase - whether they are compared with 1
 * @returns {string} which is the largest and which the smallest, and how many are below 1
 */
export function rowsConclusion(rows, hasBase) {
  const known = rows.filter(({ log10 }) => !Number.isNaN(log10));
  const [first] = known;
  if (!first) return '';
  const largest = known.reduce((a, b) => (b.log10 > a.log10 ? b : a), first);
  const least = known.reduce((a, b) => (b.log10 < a.log10 ? b : a), first);
  const below = known.filter(({ log10 }) => log10 < 0).length;
  const name = (/** @type {Row} */ row) => `${row.name} = ${row.text}`;
  const ends =
    largest.log10 === least.log10
      ? `${name(first)}${known.length > 1 ? ', and all are as large' : ''}.`
      : `The largest is ${name(largest)}, the smallest ${name(least)}.`;
  return hasBase ? `${ends} Below 1 are ${below} of ${rows.length}.` : ends;
}

/**
 * @param {Scale} x - of logarithms
 * @param {{ bottom: number, em: number, base: number | undefined }} options -
 *   of the chart
 * @returns {TemplateResult} decades, as many of them labelled as fit
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
 * @param {Row} row - with the value
 * @param {number} y - of the row
 * @param {Scale} x - of logarithms
 * @param {number} base - the logarithm where bars start
 * @param {number} thickness - of the bar
 * @returns {TemplateResult} a bar
 */
function bar({ log10 }, y, x, base, thickness) {
  const start = x(base);
  const end = Number.isNaN(log10) ? start : x(log10);
  const name = Number.isFinite(log10) ? 'plot-rod' : 'plot-rod is-lost';
  return svg`<rect class=${name} x=${px(Math.min(start, end))} y=${px(y - thickness / 2)} width=${px(Math.abs(end - start))} height=${px(thickness)}></rect>`;
}

/**
 * @param {Row} row - with the value
 * @param {number} y - of the row
 * @param {Scale} x - of logarithms
 * @param {number} em - the font size
 * @returns {TemplateResult} a dot at the value, hollow if it is outside the range of
 *   64-bit floats; a cross at an end of the axis for an exact 0, ∞ or NaN
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
 * @property {string} name - of the value, to its left
 * @property {number} log10 - log₁₀ of its absolute value
 * @property {string} text - the value, to its right
 * @property {number} [value] - the same, to be read with more digits
 * @property {number} [layer] - whose colour it has, from 0
 * @property {boolean} [isCulprit] - whether it is marked as the cause
 * @property {boolean} [isLost] - whether it is outside the range of 64-bit floats
 */

/**
 * @typedef {object} RowsOptions
 * @property {number} width - in CSS pixels
 * @property {number} em - the font size
 * @property {string} label - its name for assistive technology
 * @property {string} name - for the id of its conclusion
 * @property {number} layers - in the palette
 * @property {number} nameEms - width of the names, in em
 * @property {number} [base] - the logarithm where bars start; without it, dots
 * @property {boolean} [isSteps] - whether a line joins the dots
 */
