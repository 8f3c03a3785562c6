/** The network with a bar at each neuron, as a template. */
import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { decadeText, formatNumber } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import { line, plotText, px } from '../../kit/plot/axes.js';
import { decadeScale } from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { barOf } from './bar-scale.js';
import {
  layerTitle,
  neuronName,
  neuronWords,
  rangeTitle,
  speedTitle,
} from './words.js';

/** @import { BarScale } from './bar-scale.js' */
/** @import { NetworkLayout, NeuronColumn } from './network-layout.js' */
/** @import { Place } from './neuron-keys.js' */

/** How much of its row a bar fills. */
const THICKNESS = 0.56;

/** More lines than this between two layers would merge into a grey patch. */
const MOST_EDGES = 400;
const OUTPUTS = 10;

const MARKS = Object.freeze({
  '': '',
  zero: neuronWords.zero,
  below: '‹',
  nan: neuronWords.nan,
  infinite: neuronWords.infinite,
});

/**
 * @param {NetworkLayout} layout - what goes where; the same object as long as
 *   nothing has moved
 * @param {Drawn} drawn
 */
export function drawNetwork(layout, drawn) {
  const { width, height, columns, em } = layout;
  const { kind, low, high } = drawn.scale;
  return html`<svg
    class="neurons-drawing"
    role="group"
    aria-label=${`${neuronWords.drawing}. ${neuronWords.drawingKeys}`}
    aria-describedby="sentence"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    font-size=${em}
  >
    ${guard([layout, drawn.inputs], () => [drawEdges(layout), layout.hasEnds ? drawEnds(layout, drawn.inputs) : nothing])}
    ${repeat(
      columns,
      ({ layer }) => layer,
      (column) =>
        svg`<g class="neurons-layer" ${setStyles(layerStyle(column.layer, columns.length))}>
          ${guard([layout, kind, low, high], () => [drawHead(layout, column), drawAxis(layout, column, drawn.scale)])}
          ${repeat(
            column.shown,
            (neuron) => neuron,
            (neuron, row) => drawNeuron(layout, column, neuron, row, drawn),
          )}
          ${drawSpeed(layout, column, drawn)}
        </g>`,
    )}
  </svg>`;
}

/**
 * @param {NetworkLayout} layout
 * @param {NeuronColumn} column
 * @param {number} neuron - from 0
 * @param {number} row - its place in the column
 * @param {Drawn} drawn
 * @returns {unknown} a circle and a bar, to be chosen; the number beside the bar is
 *   no part of what is chosen, whose name is not to change thirty times a second
 */
function drawNeuron(layout, column, neuron, row, drawn) {
  const { em, radius, rowHeight, barWidth, hasValues, hasCircles } = layout;
  const { layer, left, bar, end, ys } = column;
  const { layers, scale, stop, followed, isMoving } = drawn;
  const y = ys[row] ?? 0;
  const value = layers[layer]?.[neuron] ?? NaN;
  const { share, isNegative, mark } = barOf(value, scale);
  const isAt = (/** @type {Place} */ place) =>
    place.layer === layer && place.neuron === neuron;
  const name = neuronName(
    layer + 1,
    neuron + 1,
    isMoving ? '' : formatNumber(value, 5),
  );
  const at = hasValues ? bar + barWidth + 0.5 * em : bar + 0.15 * em;
  const pill = 2 * radius + 0.12 * Math.min(em, rowHeight / 2);
  // Of closer rows the type is smaller, and their numbers stand without circles.
  const type = Math.min(em, (hasCircles ? 0.6 : 0.9) * rowHeight);
  return svg`<g font-size=${px(type)}><g
    class="neurons-neuron"
    role="button"
    tabindex=${isAt(stop) ? 0 : -1}
    aria-label=${name}
    aria-pressed=${String(isAt(followed))}
    data-layer=${layer}
    data-neuron=${neuron}
  >
    <rect class="neurons-hit" x=${px(left - 0.06 * em)} y=${px(y - pill / 2)} width=${px(end - left + 0.06 * em)} height=${px(pill)} rx=${px(pill / 2)}></rect>
    ${hasCircles ? svg`<circle class="neurons-circle" cx=${px(left + radius)} cy=${px(y)} r=${px(radius)}></circle>` : nothing}
    ${plotText(hasCircles ? left + radius : (left + bar) / 2, y + 0.28 * type, String(neuron + 1), { name: 'neurons-number' })}
    <rect class="neurons-bar ${isNegative ? 'is-negative' : ''}" x=${px(bar)} y=${px(y - (THICKNESS * rowHeight) / 2)} width=${px(share * barWidth)} height=${px(THICKNESS * rowHeight)}></rect>
  </g>${plotText(at, y + 0.35 * type, hasValues ? formatNumber(value) : MARKS[mark], { anchor: 'start', name: 'neurons-value', room: end - at - 0.4 * em })}</g>`;
}

/**
 * @param {NetworkLayout} layout @param {NeuronColumn} column @param {Drawn} drawn
 * @returns {unknown} the layer's speed, ‖δ‖, as a column beneath it
 */
function drawSpeed(
  { em, speedHeight, isShort },
  column,
  { speeds, speedScale },
) {
  const { layer, left, base, end } = column;
  const value = speeds[layer] ?? NaN;
  const { share, mark } = barOf(value, speedScale);
  const width = 1.76 * em;
  const height = share * speedHeight;
  return svg`<g class="neurons-speed">
    <rect class="neurons-track" x=${px(left)} y=${px(base - speedHeight)} width=${px(width)} height=${px(speedHeight)}></rect>
    <rect class="neurons-column" x=${px(left)} y=${px(base - height)} width=${px(width)} height=${px(height)}></rect>
    ${line(left, base, end, base)}
    ${plotText(left + width + 0.5 * em, base - 1.75 * em, speedTitle(layer + 1, isShort), { anchor: 'start', name: 'neurons-range' })}
    ${plotText(left + width + 0.5 * em, base - 0.5 * em, `${mark === 'below' ? MARKS.below : ''}${formatNumber(value)}`, { anchor: 'start', name: 'neurons-speed-value', room: end - left - width - 0.6 * em })}
  </g>`;
}

/**
 * @param {NetworkLayout} layout @param {NeuronColumn} column
 * @returns {unknown} its name, and which of its neurons are drawn
 */
function drawHead({ em, isShort }, { layer, width, shown, left, head }) {
  const first = (shown[0] ?? 0) + 1;
  const range = rangeTitle(first, first + shown.length - 1, width);
  return [
    plotText(left, head, layerTitle(layer + 1, isShort), {
      anchor: 'start',
      name: 'neurons-name',
    }),
    plotText(left, head + 1.25 * em, range, {
      anchor: 'start',
      name: 'neurons-range',
    }),
  ];
}

/**
 * @param {NetworkLayout} layout - what goes where
 * @param {NeuronColumn} column - a layer
 * @param {BarScale} scale - of its bars
 * @returns {unknown} lines behind the bars, with numbers under their ends
 */
function drawAxis({ em, barWidth }, { bar, bottom, ys }, { kind, low, high }) {
  const isLinear = kind === 'linear';
  const range = /** @type {const} */ ([bar, bar + barWidth]);
  const inner = isLinear
    ? []
    : decadeScale({ domain: [low, high], range })
        .ticks(barWidth / em)
        .filter(({ value }) => value !== low && value !== high);
  const ends = [
    isLinear ? '0' : decadeText(low),
    isLinear ? formatNumber(high, 2) : decadeText(high),
  ];
  const top = (ys[0] ?? bottom) - 0.9 * em;
  const upright = (/** @type {number} */ x, name = '') =>
    line(x, top, x, bottom + 0.2 * em, name);
  return svg`<g class="neurons-axis">
    ${inner.map(({ at }) => upright(at, 'neurons-decade'))}
    ${range.map((x) => upright(x))}
    ${range.map((x, end) => plotText(x, bottom + 1.3 * em, ends[end] ?? ''))}
  </g>`;
}

/**
 * @param {NetworkLayout} layout
 * @returns {unknown} a line from every neuron to every one of the next layer
 */
function drawEdges({ columns, em, hasEnds, width }) {
  const lines = columns.map((column, index) => {
    const before = columns[index - 1];
    if (!before || column.isBandStart) return '';
    return fan(before.end, before.ys, column.left, column.ys);
  });
  const [first] = columns;
  const last = columns.at(-1);
  if (hasEnds && first && last) {
    lines.push(fan(4.1 * em, [middleOf(first)], first.left, first.ys));
    lines.push(fan(last.end, last.ys, width - 4.1 * em, [middleOf(last)]));
  }
  return svg`<path class="neurons-edges" d=${lines.join('')}></path>`;
}

/**
 * @param {NetworkLayout} layout @param {number} inputs - pixels of an image
 * @returns {unknown} the image before the first layer, the outputs after
 *   the last
 */
function drawEnds({ columns, em, width }, inputs) {
  const [first] = columns;
  const last = columns.at(-1);
  const side = 4 * em;
  const parts = /** @type {const} */ ([
    [0.1 * em, first, inputs, neuronWords.inputs],
    [width - 0.1 * em - side, last, OUTPUTS, neuronWords.outputs],
  ]);
  return svg`<g class="neurons-ends">
    ${parts.map(([x, column, count, name]) => {
      const y = column ? middleOf(column) : 0;
      return svg`
        <rect class="neurons-end" x=${px(x)} y=${px(y - 1.4 * em)} width=${px(side)} height=${px(2.8 * em)} rx=${px(0.4 * em)}></rect>
        ${plotText(x + side / 2, y - 0.05 * em, String(count), { name: 'neurons-count' })}
        ${plotText(x + side / 2, y + 0.95 * em, name, { name: 'neurons-range' })}`;
    })}
  </g>`;
}

/** @param {NeuronColumn} column */
function middleOf({ ys }) {
  return ((ys[0] ?? 0) + (ys.at(-1) ?? 0)) / 2;
}

/**
 * @param {number} x1 - of the points on the left
 * @param {readonly number[]} from - how far down each of them is
 * @param {number} x2 - of those on the right
 * @param {readonly number[]} to - how far down each of them is
 * @returns {string} a path from each to each, or none where they were too many
 */
function fan(x1, from, x2, to) {
  if (from.length * to.length > MOST_EDGES) return '';
  const paths = from.flatMap((y1) =>
    to.map((y2) => `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`),
  );
  return paths.join('');
}

/**
 * @typedef {object} Drawn
 * @property {readonly ArrayLike<number>[]} layers - ∂C/∂b, a number a neuron
 * @property {BarScale} scale - of the bars
 * @property {readonly number[]} speeds - ‖δ‖ of each layer
 * @property {BarScale} speedScale - of their columns
 * @property {number} inputs - pixels of an image
 * @property {Place} stop - where the keyboard stops
 * @property {Place} followed - the neuron that is followed; layer −1 for none
 * @property {boolean} isMoving - whether the numbers are to change soon
 */
