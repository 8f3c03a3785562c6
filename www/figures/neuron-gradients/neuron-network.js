/** What stands around the neurons: connections, inputs, outputs, axes. */
import { neuronWords } from './words.js';
import { createSvg } from '../../kit/create.js';
import { decadeTicks, logScale } from '../../kit/log-axis.js';
import { formatNumber, powerOfTen } from '../../kit/numbers.js';
import { svgText } from '../../kit/svg-text.js';

/** @import { NeuronColumn, NeuronLayout } from './neuron-layout.js' */

/** More lines than these between two layers would be a grey patch. */
const MOST_EDGES = 400;
const OUTPUTS = 10;

/**
 * @param {NeuronLayout} layout - what goes where
 * @returns {SVGElement} a line from every neuron to every one of the next layer
 */
export function drawEdges(layout) {
  const { columns, em, hasEnds, width } = layout;
  /** @type {string[]} */
  const lines = [];
  for (const [index, column] of columns.entries()) {
    const { left, end, ys } = column;
    const before = columns[index - 1];
    if (index === 0 && hasEnds) {
      lines.push(fan([[4.2 * em, middleOf(column)]], spots(left, ys)));
    } else if (before && !column.isBandStart) {
      lines.push(fan(spots(before.end, before.ys), spots(left, ys)));
    }
    if (index === columns.length - 1 && hasEnds) {
      const out = /** @type {[number, number]} */ ([
        width - 4.2 * em,
        middleOf(column),
      ]);
      lines.push(fan(spots(end, ys), [out]));
    }
  }
  return createSvg('path', { class: 'neurons-edges', d: lines.join('') });
}

/**
 * @param {NeuronLayout} layout - what goes where
 * @param {number} inputs - pixels of an image
 * @returns {SVGElement} the image before the first layer, the outputs after the
 *   last
 */
export function drawEnds({ columns, em, width }, inputs) {
  const [first] = columns;
  const last = columns.at(-1);
  const $ends = createSvg('g', { class: 'neurons-ends' });
  if (!first || !last) return $ends;
  const [from, to] = [middleOf(first), middleOf(last)];
  const side = 4 * em;
  const [left, right] = [0.1 * em, width - 0.1 * em - side];
  const parts = /** @type {const} */ ([
    [left, from, inputs, neuronWords.inputs],
    [right, to, OUTPUTS, neuronWords.outputs],
  ]);
  for (const [x, y, count, name] of parts) {
    $ends.append(
      createSvg('rect', {
        class: 'neurons-end',
        x,
        y: y - 1.4 * em,
        width: side,
        height: 2.8 * em,
        rx: 0.4 * em,
      }),
      svgText(x + side / 2, y - 0.05 * em, String(count), {
        name: 'neurons-count',
      }),
      svgText(x + side / 2, y + 0.95 * em, name, { name: 'neurons-range' }),
    );
  }
  return $ends;
}

/**
 * @param {NeuronLayout} layout - what goes where
 * @param {NeuronColumn} column - a layer
 * @param {import('../../kit/bar-scale.js').BarScale} scale - of its bars
 * @returns {SVGElement} lines behind the bars, with numbers under them
 */
export function drawAxis({ em, barWidth }, { bar, bottom, ys }, scale) {
  const $axis = createSvg('g', { class: 'neurons-axis' });
  const top = (ys[0] ?? bottom) - 0.9 * em;
  for (const { share, label } of ticks(scale, barWidth / em)) {
    const x = bar + share * barWidth;
    const name = label === '' ? 'neurons-decade' : null;
    $axis.append(
      createSvg('line', {
        class: name,
        x1: x,
        x2: x,
        y1: top,
        y2: bottom + 0.2 * em,
      }),
    );
    if (label !== '') $axis.append(svgText(x, bottom + 1.3 * em, label));
  }
  return $axis;
}

/**
 * @param {import('../../kit/bar-scale.js').BarScale} scale - of bars
 * @param {number} most - how many lines there is room for
 * @returns {{ share: number, label: string }[]} where lines go, and the names
 *   of those at the ends
 */
function ticks({ kind, low, high }, most) {
  if (kind === 'linear') {
    return [
      { share: 0, label: '0' },
      { share: 1, label: formatNumber(high, 2) },
    ];
  }
  const decades = { from: low, to: high };
  const place = logScale(decades, 0, 1);
  const power = (/** @type {number} */ exponent) =>
    exponent === 0 ? '1' : powerOfTen(exponent);
  const inner = decadeTicks(decades, most)
    .filter((exponent) => exponent !== low && exponent !== high)
    .map((exponent) => ({ share: place(exponent), label: '' }));
  return [
    { share: 0, label: power(low) },
    ...inner,
    { share: 1, label: power(high) },
  ];
}

/**
 * @param {NeuronColumn} column - a layer
 * @returns {number} half-way down its neurons
 */
function middleOf({ ys }) {
  return ((ys[0] ?? 0) + (ys.at(-1) ?? 0)) / 2;
}

/**
 * @param {number} x - of all
 * @param {readonly number[]} ys - of each
 * @returns {[number, number][]} the points
 */
function spots(x, ys) {
  return ys.map((y) => [x, y]);
}

/**
 * @param {readonly [number, number][]} from - points
 * @param {readonly [number, number][]} to - points
 * @returns {string} a path from each to each, or none where they were too many
 */
function fan(from, to) {
  if (from.length * to.length > MOST_EDGES) return '';
  return from
    .flatMap(([x1, y1]) =>
      to.map(([x2, y2]) => `M${point(x1, y1)}L${point(x2, y2)}`),
    )
    .join('');
}

/**
 * @param {number} x - across
 * @param {number} y - down
 * @returns {string} as a path has it
 */
function point(x, y) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
