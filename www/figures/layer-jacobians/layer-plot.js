/**
 * Values of layers on an axis of decades, or a linear one from 0: hidden layers
 * from left to right, lines and marks over each. Values that the axis cannot show
 * are left to the text.
 */
import { nothing, svg } from 'lit';
import {
  axes,
  between,
  frameIn,
  picture,
  px,
  through,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { endLabels } from '../../kit/plot/end-labels.js';
import {
  decadeScale,
  decadesAround,
  linearScale,
} from '../../kit/plot/scale.js';
import { jacobianWords as words } from './words.js';

/** Between the frame and the first and last layer, for their strokes, in em. */
const INSET = 0.9;

/** How wide a character of a line's name is, on average, in em. */
const CHARACTER = 0.52;

/** Labels closer than this to the one at 1 give way to it, in em. */
const CLOSE = 1.2;

/** @param {LayerPlot} plot @param {{ width: number, em: number }} room */
export function drawLayerPlot(plot, room) {
  const { layers, lines, marks = [], label, isLinear = false } = plot;
  const { told, says } = plot;
  const longest = Math.max(...lines.map(({ name }) => name.length));
  const frame = frameIn(room, {
    height: 19.5,
    left: 3.6,
    right: 1.8 + CHARACTER * longest,
    top: 0.8,
  });
  const { width, height, left, right, top, bottom, em } = frame;
  const values = [
    ...lines.flatMap(({ values: all, band }) => [
      ...all,
      ...(band ? [...band.low, ...band.high] : []),
    ]),
    ...marks.flat(),
  ].filter(Number.isFinite);
  const y = isLinear
    ? linearScale({
        domain: [0, 1.08 * Math.max(1.1, ...values)],
        range: [bottom, top],
      })
    : decadeScale({
        domain: decadesAround(values, { including: 0 }),
        range: [bottom, top],
      });
  const x = linearScale({
    domain: layers > 1 ? [1, layers] : [0.5, 1.5],
    range: [left + INSET * em, right - INSET * em],
  });
  /** @type {(value: number, index: number) => [number, number]} */
  const point = (value, index) => [
    x(index + 1),
    Number.isFinite(value) ? y(value) : NaN,
  ];
  const step = (right - left - 2 * INSET * em) / Math.max(1, layers - 1);
  const ends = lines.flatMap(({ name, kind, values: all }) => {
    const last = all.findLast(Number.isFinite);
    return last === undefined
      ? []
      : [{ name, className: `is-${kind}`, x: right - 0.3 * em, y: y(last) }];
  });
  const content = svg`
    ${axes({ frame, x: layerTicks(layers, x, em), y: valueTicks(y, isLinear ? 1 : 0, em), xTitle: words.layerAxis })}
    ${lines.map(({ kind, band }) => (band ? svg`<polygon class="plot-band is-${kind}" points=${between(band.high.map(point), band.low.map(point))}></polygon>` : nothing))}
    <path class="layer-marks" d=${strokes(marks, point, Math.min(0.42 * step, 0.75 * em))}></path>
    ${lines.map((line) => drawLine(line, point, em, step))}
    ${endLabels({ ends, frame })}`;
  const reading = reads({
    frame,
    numbers: Array.from({ length: layers }, (_, index) => index + 1),
    place: x,
    at: (layer) => ({
      title: words.layerName(layer),
      marks: lines.flatMap(({ name, values: all }) => {
        const value = all[layer - 1] ?? NaN;
        if (Number.isNaN(value)) return [];
        return {
          name,
          ...(isLinear ? { value } : { log10: value }),
          y: Number.isFinite(value) ? y(value) : NaN,
        };
      }),
    }),
  });
  return picture({ width, height, label, told, says, content, reading });
}

/**
 * @param {number} layers - how many there are
 * @param {Scale} x - of the layers
 * @param {number} em - the size of the type
 * @returns {import('../../kit/plot/scale.js').Tick[]} the first layer, and as many
 *   of the others, evenly spaced, as there is room for
 */
function layerTicks(layers, x, em) {
  const every = Math.max(1, Math.ceil((1.9 * em) / (x(2) - x(1))));
  const count = Math.ceil(layers / every);
  return Array.from({ length: count }, (_, index) => {
    const value = 1 + index * every;
    return { value, at: x(value), text: String(value) };
  });
}

/**
 * @param {Scale} y - of the values
 * @param {number} one - where 1 is on it
 * @param {number} em - the size of the type
 * @returns {import('../../kit/plot/scale.js').Tick[]} as many as there is room
 *   for, 1 always among them
 */
function valueTicks(y, one, em) {
  const [bottom, top] = y.range;
  const at = y(one);
  const isApart = (/** @type {{ at: number }} */ tick) =>
    Math.abs(tick.at - at) > CLOSE * em;
  const most = (bottom - top) / (1.6 * em);
  return [
    ...y.ticks(most, { hasMinor: true }).filter(isApart),
    { value: one, at, text: '1', name: 'is-base' },
  ];
}

/**
 * @param {readonly (readonly number[])[]} marks - layer by layer
 * @param {Point} point - where a value of a layer is
 * @param {number} half - the length of a stroke on either side
 */
function strokes(marks, point, half) {
  return marks
    .flatMap((values, index) =>
      values.filter(Number.isFinite).map((value) => {
        const [x, y] = point(value, index);
        return `M${px(x - half)} ${px(y)}h${px(2 * half)}`;
      }),
    )
    .join('');
}

/**
 * @param {Line} line - what is drawn
 * @param {Point} point - where a value of a layer is
 * @param {number} em - the size of the type
 * @param {number} step - from layer to layer, in CSS pixels
 * @returns {unknown} the line, broken where there is no value, and a dot or a
 *   diamond at each, apart from the next
 */
function drawLine({ values, kind }, point, em, step) {
  const points = values.map(point);
  const there = points.filter(([, y]) => Number.isFinite(y));
  const r = px(Math.min((kind === 'main' ? 0.26 : 0.2) * em, 0.25 * step));
  const a = px(Math.min(0.48 * em, 0.42 * step));
  const diamond = `l${a} ${a}l${-a} ${a}l${-a} ${-a}z`;
  return svg`<g class="layer-line is-${kind}">
    <path d=${through(points)}></path>
    ${there.map(([x, y]) =>
      kind === 'gradient'
        ? svg`<path class="is-diamond" d=${`M${px(x)} ${px(y - a)}${diamond}`}></path>`
        : svg`<circle cx=${px(x)} cy=${px(y)} r=${r}></circle>`,
    )}
  </g>`;
}

/** @typedef {import('../../kit/plot/scale.js').Scale} Scale */
/** @typedef {(value: number, index: number) => [number, number]} Point */
/** @typedef {'outer' | 'main' | 'inner' | 'gradient' | 'single' | 'theory'} LineKind */

/**
 * @typedef {object} Line
 * @property {string} name - said at its end
 * @property {LineKind} kind - how it is drawn
 * @property {readonly number[]} values - hidden layer 1 first: log₁₀ on an axis
 *   of decades; −∞ or NaN where the line is broken
 * @property {{ low: readonly number[], high: readonly number[] }} [band] -
 *   behind the lines
 */

/**
 * @typedef {object} LayerPlot
 * @property {number} layers - how many the axis has
 * @property {string} label - its name
 * @property {string} told - the id of the text that has its conclusion
 * @property {string} [says] - that, where it stands nowhere else
 * @property {boolean} [isLinear] - from 0; without it, decades
 * @property {readonly Line[]} lines - drawn over the marks
 * @property {readonly (readonly number[])[]} [marks] - layer by layer
 */
