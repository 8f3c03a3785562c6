import { createSvg } from '../../kit/create.js';
import { paintLayer } from '../../kit/palette.js';
import { decadeTicks, decadesAround, logScale } from '../../kit/log-axis.js';
import { powerOfTen } from '../../kit/numbers.js';
import { svgText } from '../../kit/svg-text.js';

/** Rows get closer, and their type smaller, as they become many. */
const MANY_ROWS = 12;

/** How wide a character of a value is, on average, in em. */
const CHARACTER = 0.52;

/** Powers of ten that nobody writes as such. */
const AS_PLAIN = Object.freeze(['1', '10']);

/**
 * Draws one value per row on a log axis, its name before it and the value in
 * figures behind it. What has no place on the axis (0, ∞, NaN, or a value that
 * left the range of floats) still has its row and its words.
 *
 * @param {readonly Row[]} rows - from top to bottom
 * @param {RowsOptions} options - how they are drawn
 * @returns {SVGSVGElement} the picture
 */
export function drawRows(rows, options) {
  const { width, label, isSteps, base, nameEms } = options;
  const isMany = rows.length > MANY_ROWS;
  const em = options.em * (isMany ? 0.9 : 1);
  const rowHeight = (isMany ? 1.32 : 1.75) * em;
  const left = nameEms * em;
  const longest = Math.max(...rows.map((row) => row.text.length));
  const right = width - (0.7 + Math.max(5.4, CHARACTER * longest)) * em;
  const bottom = rows.length * rowHeight + 0.4 * em;
  const height = bottom + 1.7 * em;
  const decades = decadesAround(
    rows.map(({ log10 }) => log10),
    base === undefined ? {} : { including: base },
  );
  const scale = logScale(decades, left, right);
  const $svg = createSvg('svg', {
    class: isMany ? 'chain-rows is-many' : 'chain-rows',
    role: 'img',
    'aria-label': label,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  $svg.append(axis(decades, scale, { bottom, em, base }));
  const centres = rows.map((_, index) => (index + 0.5) * rowHeight + 0.2 * em);
  if (isSteps) $svg.append(steps(rows, centres, scale));
  rows.forEach((row, index) => {
    const y = /** @type {number} */ (centres[index]);
    const $row = createSvg('g', {
      class: row.isCulprit ? 'chain-row is-culprit' : 'chain-row',
    });
    if (row.layer !== undefined) paintLayer($row, row.layer, options.layers);
    $row.append(
      svgText(left - 0.7 * em, y + 0.36 * em, row.name, { anchor: 'end' }),
    );
    $row.append(
      ...(base === undefined
        ? [mark(row, y, scale, em)]
        : [bar(row, y, scale, base, 0.62 * rowHeight)]),
    );
    $row.append(
      svgText(right + 0.7 * em, y + 0.36 * em, row.text, { anchor: 'start' }),
    );
    $svg.append($row);
  });
  return $svg;
}

/**
 * @param {{ from: number, to: number }} decades - what is shown
 * @param {(log: number) => number} scale - where a logarithm falls
 * @param {{ bottom: number, em: number, base: number | undefined }} options -
 *   how it is drawn
 * @returns {SVGElement} decades, labelled as far as there is room
 */
function axis(decades, scale, { bottom, em, base }) {
  const $axis = createSvg('g', { class: 'chain-axis' });
  const longest = 2 + String(decades.from).length;
  const room =
    (scale(decades.to) - scale(decades.from)) /
    ((0.5 + CHARACTER * longest) * em);
  const labelled = decadeTicks(decades, Math.floor(room) + 1);
  if (base !== undefined && !labelled.includes(base)) labelled.push(base);
  for (const exponent of labelled) {
    const x = scale(exponent);
    const isBase = exponent === base;
    const said = AS_PLAIN[exponent] ?? powerOfTen(exponent);
    $axis.append(
      createSvg('line', {
        class: isBase ? 'chain-base' : 'chain-grid',
        x1: x,
        x2: x,
        y1: 0,
        y2: bottom,
      }),
      svgText(x, bottom + 1.2 * em, said, { anchor: 'middle' }),
    );
  }
  return $axis;
}

/**
 * @param {Row} row - the value
 * @param {number} y - of its row
 * @param {(log: number) => number} scale - where a logarithm falls
 * @param {number} base - the logarithm that bars start from
 * @param {number} thickness - of the bar
 * @returns {SVGElement} a bar from the base to the value
 */
function bar({ log10 }, y, scale, base, thickness) {
  const start = scale(base);
  const end = Number.isNaN(log10) ? start : scale(log10);
  return createSvg('rect', {
    class: Number.isFinite(log10) ? 'chain-bar' : 'chain-bar is-lost',
    x: Math.min(start, end),
    y: y - thickness / 2,
    width: Math.abs(end - start),
    height: thickness,
  });
}

/**
 * @param {Row} row - the value
 * @param {number} y - of its row
 * @param {(log: number) => number} scale - where a logarithm falls
 * @param {number} em - the size of the type
 * @returns {SVGElement} a dot at the value, hollow where the 64-bit float lost
 *   it; at the left edge, a cross for a true 0
 */
function mark({ log10, isLost }, y, scale, em) {
  const r = 0.36 * em;
  if (Number.isFinite(log10)) {
    return createSvg('circle', {
      class: isLost ? 'chain-dot is-lost' : 'chain-dot',
      cx: scale(log10),
      cy: y,
      r,
    });
  }
  const x = scale(log10 > 0 ? Infinity : -Infinity);
  return createSvg('path', {
    class: 'chain-cross',
    d: `M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`,
  });
}

/**
 * @param {readonly Row[]} rows - the values
 * @param {readonly number[]} centres - of their rows
 * @param {(log: number) => number} scale - where a logarithm falls
 * @returns {SVGElement} a line from dot to dot
 */
function steps(rows, centres, scale) {
  const points = rows.flatMap(({ log10 }, index) =>
    Number.isFinite(log10) ? [`${scale(log10)},${centres[index]}`] : [],
  );
  return createSvg('polyline', {
    class: 'chain-steps',
    points: points.join(' '),
  });
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
