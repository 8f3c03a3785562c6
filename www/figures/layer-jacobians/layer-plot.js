/**
 * Values of layers on a log axis, or a linear one: hidden layers from left to right, lines and
 * marks over each. What has no place on the axis is left to the words.
 */
import { createSvg } from '../../kit/create.js';
import {
  decadeAxis,
  drawLayerAxis,
  drawValueAxis,
  LEFT,
  linearAxis,
} from './layer-plot-axes.js';
import { svgText } from '../../kit/svg-text.js';

/** Sizes in em. */
const HEIGHT = 19;
/** Between the edge and the first and last layer, for their strokes. */
const INSET = 0.9;
const TOP = 0.8;
const BOTTOM = 2.9;
const LINE = 1.25;
const CHARACTER = 0.52;

/**
 * @param {LayerPlot} plot - what is drawn
 * @param {{ width: number, em: number }} size - the room for it
 * @returns {SVGSVGElement} the picture
 */
export function drawLayerPlot(plot, { width, em }) {
  const { layers, lines, marks = [], band, label, axis } = plot;
  const height = HEIGHT * em;
  const longest = Math.max(...lines.map(({ name }) => name.length));
  const right = width - (1 + CHARACTER * longest) * em;
  const values = [
    ...lines.flatMap(({ logs }) => logs),
    ...marks.flat(),
    ...(band ? [...band.low, ...band.high] : []),
  ].filter(Number.isFinite);
  const bottom = height - BOTTOM * em;
  const rows = Math.floor((bottom - TOP * em) / (1.6 * em));
  const { ticks, y } = plot.isLinear
    ? linearAxis(values, rows, bottom, TOP * em)
    : decadeAxis(values, rows, bottom, TOP * em);
  const start = (LEFT + INSET) * em;
  const step = (right - INSET * em - start) / Math.max(1, layers - 1);
  /** @param {number} layer - from 1 */
  const x = (layer) => start + (layer - 1) * step;
  const $svg = createSvg('svg', {
    class: 'layer-plot',
    role: 'img',
    'aria-label': label,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  const frame = { em, height, right, step, x, y };
  $svg.append(drawValueAxis(ticks, frame), drawLayerAxis(layers, axis, frame));
  if (band) $svg.append(bandOf(band, frame));
  $svg.append(markGroup(marks, frame));
  for (const line of lines) $svg.append(lineOf(line, frame));
  $svg.append(...names(lines, frame));
  return $svg;
}

/**
 * @param {{ low: readonly number[], high: readonly number[] }} band - logarithms
 * @param {Frame} frame - where
 * @returns {SVGElement} what lies between
 */
function bandOf({ low, high }, { x, y }) {
  /** @param {number} log - a value @param {number} index - its layer */
  const point = (log, index) => `${x(index + 1)},${y(log)}`;
  const points = [...high.map(point), ...low.map(point).reverse()];
  return createSvg('polygon', {
    class: 'layer-band',
    points: points.join(' '),
  });
}

/**
 * @param {readonly (readonly number[])[]} marks - logarithms, layer by layer
 * @param {Frame} frame - where
 * @returns {SVGElement} a short stroke for each
 */
function markGroup(marks, { em, step, x, y }) {
  const half = Math.min(0.42 * step, 0.75 * em);
  const strokes = marks.flatMap((logs, index) =>
    logs
      .filter(Number.isFinite)
      .map((log) => `M${x(index + 1) - half} ${y(log)}h${2 * half}`),
  );
  return createSvg('path', { class: 'layer-marks', d: strokes.join('') });
}

/**
 * @param {Line} line - what is drawn
 * @param {Frame} frame - where
 * @returns {SVGElement} the line, broken where there is no value, and a dot or
 *   a diamond at each
 */
function lineOf({ logs, kind }, { em, x, y }) {
  /** @type {SVGElement[]} */
  const dots = [];
  let d = '';
  let isOpen = false;
  logs.forEach((log, index) => {
    const isThere = Number.isFinite(log);
    if (isThere) {
      d += `${isOpen ? 'L' : 'M'}${x(index + 1)} ${y(log)}`;
      dots.push(dot(kind, x(index + 1), y(log), em));
    }
    isOpen = isThere;
  });
  const $line = createSvg('g', { class: `layer-line is-${kind}` });
  $line.append(createSvg('path', { d }), ...dots);
  return $line;
}

/**
 * @param {LineKind} kind - of line
 * @param {number} x - of the point
 * @param {number} y - of the point
 * @param {number} em - the size of the type
 * @returns {SVGElement} its sign
 */
function dot(kind, x, y, em) {
  const r = (kind === 'main' ? 0.26 : 0.2) * em;
  if (kind !== 'gradient') return createSvg('circle', { cx: x, cy: y, r });
  const a = 0.42 * em;
  return createSvg('path', {
    class: 'is-diamond',
    d: `M${x} ${y - a}l${a} ${a}l${-a} ${a}l${-a} ${-a}z`,
  });
}

/**
 * Names lines at their right ends, moved apart where they would overlap.
 *
 * @param {readonly Line[]} lines - all lines
 * @param {Frame} frame - where
 * @returns {SVGElement[]} the names
 */
function names(lines, { em, height, right, y }) {
  const placed = lines
    .flatMap(({ logs, name, kind }) => {
      const log = logs.findLast(Number.isFinite);
      return log === undefined ? [] : [{ name, kind, at: y(log) }];
    })
    .sort((one, other) => one.at - other.at);
  const room = LINE * em;
  placed.forEach((label, index) => {
    const above = placed[index - 1];
    if (above) label.at = Math.max(label.at, above.at + room);
  });
  let limit = height - (BOTTOM - 0.3) * em;
  for (const label of [...placed].reverse()) {
    label.at = Math.min(label.at, limit);
    limit = label.at - room;
  }
  return placed.map(({ name, kind, at }) =>
    svgText(right + 0.6 * em, at + 0.32 * em, name, {
      anchor: 'start',
      name: `layer-name is-${kind}`,
    }),
  );
}

/** @typedef {'outer' | 'main' | 'inner' | 'gradient' | 'theory'} LineKind */

/**
 * @typedef {object} Line
 * @property {string} name - said at its end
 * @property {LineKind} kind - how it is drawn
 * @property {readonly number[]} logs - log₁₀ of its values, hidden layer 1
 *   first; −∞ or NaN where it is broken. On a linear axis, the values
 */

/**
 * @typedef {object} LayerPlot
 * @property {number} layers - how many the axis has
 * @property {string} label - what the picture says
 * @property {boolean} [isLinear] - from 0; without it, decades
 * @property {string} axis - what the layers' numbers are
 * @property {readonly Line[]} lines - drawn over the marks
 * @property {readonly (readonly number[])[]} [marks] - layer by layer
 * @property {{ low: readonly number[], high: readonly number[] }} [band] -
 *   behind the lines
 */

/** @typedef {import('./layer-plot-axes.js').Frame} Frame */
