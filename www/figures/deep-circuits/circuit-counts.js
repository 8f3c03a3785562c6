import { circuitWords, pictureWords, whole } from './words.js';
import { createSvg } from '../../kit/create.js';
import { decadeTicks, decadesAround, logScale } from '../../kit/log-axis.js';
import { powerOfTen } from '../../kit/numbers.js';
import { layerDash, paintLayer } from '../../kit/palette.js';
import { svgText } from '../../kit/svg-text.js';

/** Powers of ten that nobody writes as such. */
const AS_PLAIN = Object.freeze(['1', '10', '100']);

/** Layers between labels of the linear axis. */
const LAYER_STEP = 4;

const HEIGHT = 15;

/**
 * @param {readonly Counts[]} counts - for every number of bits
 * @param {Options} options - the room, and the number of bits now
 * @returns {SVGSVGElement} gates against bits, on a log axis
 */
export function drawGates(counts, options) {
  const lines = linesOf(counts, 'Gates');
  const logs = lines.flatMap(({ values }) => values.map(Math.log10));
  const decades = decadesAround(logs, { including: 0 });
  const bottom = (HEIGHT - 3) * options.em;
  const scale = logScale(decades, bottom, options.em);
  return drawLines(counts, lines, {
    ...options,
    title: circuitWords.gatesTitle,
    place: (value) => scale(Math.log10(value)),
    ticks: decadeTicks(decades, 6).map((exponent) => ({
      y: scale(exponent),
      text: AS_PLAIN[exponent] ?? powerOfTen(exponent),
    })),
  });
}

/**
 * @param {readonly Counts[]} counts - for every number of bits
 * @param {Options} options - the room, and the number of bits now
 * @returns {SVGSVGElement} layers against bits
 */
export function drawLayers(counts, options) {
  const lines = linesOf(counts, 'Depth');
  const most = Math.max(...lines.flatMap(({ values }) => values));
  const last = LAYER_STEP * Math.ceil(most / LAYER_STEP);
  const bottom = (HEIGHT - 3) * options.em;
  const place = (/** @type {number} */ value) =>
    bottom - ((bottom - options.em) * value) / last;
  const step = last > 16 ? 2 * LAYER_STEP : LAYER_STEP;
  return drawLines(counts, lines, {
    ...options,
    title: circuitWords.layersTitle,
    place,
    ticks: Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => ({
      y: place(i * step),
      text: String(i * step),
    })),
  });
}

/**
 * @param {readonly Counts[]} counts - for every number of bits
 * @param {readonly Line[]} lines - what is drawn
 * @param {Options & Axis} options - how
 * @returns {SVGSVGElement} the chart
 */
function drawLines(counts, lines, { width, em, bits, title, place, ticks }) {
  const left = 3.2 * em;
  const right = width - 6.4 * em;
  const bottom = (HEIGHT - 3) * em;
  const first = counts[0]?.bits ?? 1;
  const last = counts.at(-1)?.bits ?? 12;
  const across = (/** @type {number} */ n) =>
    left + ((right - left) * (n - first)) / (last - first);
  const now = counts.findIndex((row) => row.bits === bits);
  const values = lines
    .map(({ name, values: line }) => `${name} ${whole(line[now] ?? NaN)}`)
    .join(', ');
  const height = HEIGHT * em;
  const $svg = createSvg('svg', {
    class: 'circuit-chart',
    role: 'img',
    'aria-label': pictureWords.chart(title, pictureWords.at(bits, values)),
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  for (const { y, text } of ticks) {
    const ends = { x1: left, x2: right, y1: y, y2: y };
    const $text = svgText(left - 0.6 * em, y + 0.3 * em, text, {
      anchor: 'end',
      name: 'is-tick',
    });
    $svg.append(createSvg('line', { class: 'circuit-grid', ...ends }), $text);
  }
  const room = (right - left) / (last - first);
  const every = room < 1.3 * em ? 2 : 1;
  for (const { bits: n } of counts) {
    if ((last - n) % every !== 0) continue;
    const name = n === bits ? 'is-now' : 'is-tick';
    $svg.append(svgText(across(n), bottom + 1.3 * em, String(n), { name }));
  }
  const axis = { x: (left + right) / 2, y: bottom + 2.5 * em };
  const $axis = svgText(axis.x, axis.y, circuitWords.bitsAxis, {
    name: 'is-tick',
  });
  const x = across(bits);
  const upright = { x1: x, x2: x, y1: 0.5 * em, y2: bottom };
  $svg.append($axis, createSvg('line', { class: 'circuit-now', ...upright }));
  const labels = spreadLabels(lines, place, em);
  lines.forEach((line, index) => {
    const $line = createSvg('g', { class: 'circuit-line' });
    paintLayer($line, line.colour, 3);
    const points = counts.map(
      (row, at) => `${across(row.bits)},${place(line.values[at] ?? NaN)}`,
    );
    $line.append(
      createSvg('polyline', {
        points: points.join(' '),
        'stroke-dasharray': layerDash(line.colour).join(' '),
      }),
      createSvg('circle', {
        class: 'circuit-mark',
        cx: x,
        cy: place(line.values[now] ?? NaN),
        r: 0.32 * em,
      }),
      svgText(right + 0.5 * em, (labels[index] ?? 0) + 0.3 * em, line.name, {
        anchor: 'start',
      }),
    );
    $svg.append($line);
  });
  return $svg;
}

/**
 * @param {readonly Line[]} lines - with names at their ends
 * @param {(value: number) => number} place - where a value falls
 * @param {number} em - the size of the type
 * @returns {number[]} where the names stand, none over another
 */
function spreadLabels(lines, place, em) {
  const wanted = lines.map(({ values }) => place(values.at(-1) ?? NaN));
  const order = wanted.map((_, index) => index);
  order.sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
  const placed = [...wanted];
  // From the lowest upwards: names move up, away from the axis.
  let floor = Infinity;
  for (const index of order.reverse()) {
    const y = Math.min(wanted[index] ?? 0, floor - 1.15 * em);
    placed[index] = y;
    floor = y;
  }
  return placed;
}

/**
 * @param {readonly Counts[]} counts - for every number of bits
 * @param {'Gates' | 'Depth'} what - of each design
 * @returns {Line[]} a line for each
 */
function linesOf(counts, what) {
  const designs = /** @type {const} */ ([
    ['twoLayer', circuitWords.twoLayerShort],
    ['deep', circuitWords.deepShort],
    ['neuron', circuitWords.neuronsShort],
  ]);
  return designs.map(([design, name], colour) => ({
    name,
    colour,
    values: counts.map((row) => row[`${design}${what}`]),
  }));
}

/** @typedef {import('./circuit-numbers.js').Counts} Counts */

/**
 * @typedef {object} Options
 * @property {number} width - in CSS pixels
 * @property {number} em - the size of the type
 * @property {number} bits - the number of bits now
 */

/**
 * @typedef {object} Axis
 * @property {string} title - what is drawn
 * @property {(value: number) => number} place - where a value falls
 * @property {{ y: number, text: string }[]} ticks - of the vertical axis
 */

/**
 * @typedef {object} Line
 * @property {string} name - at its end
 * @property {number} colour - of the palette
 * @property {number[]} values - one for each number of bits
 */
