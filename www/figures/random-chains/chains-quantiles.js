import { chainsWords } from './words.js';
import { decadeLabel } from './chains-histogram.js';
import { createSvg } from '../../kit/create.js';
import { decadeTicks } from '../../kit/log-axis.js';
import {
  curve,
  line,
  linearScale,
  picture,
  plotGrid,
} from '../../kit/plot-frame.js';
import { svgText } from '../../kit/svg-text.js';

/**
 * Draws the quantiles of the ratio against the depth. A quantile that is 0 has
 * no place on the axis: its line ends.
 *
 * @param {readonly { depth: number, quantiles: readonly number[] }[]} rows - of
 *   each depth: 5, 25, 50, 75 and 95 % of log₁₀ of the ratio
 * @param {number} chosen - the depth that the histogram shows
 * @param {{ width: number, em: number, label: string }} size - of the picture
 * @returns {SVGSVGElement} the picture
 */
export function drawQuantiles(rows, chosen, { width, em, label }) {
  const height = 21 * em;
  const box = {
    left: 3.8 * em,
    right: width - 6.4 * em,
    top: 2.6 * em,
    bottom: height - 3.4 * em,
  };
  const finite = rows.flatMap(({ quantiles }) =>
    quantiles.filter(Number.isFinite),
  );
  const from = Math.floor(Math.min(-4, ...finite));
  const to = Math.ceil(Math.max(4, ...finite));
  const first = rows[0]?.depth ?? 2;
  const last = rows.at(-1)?.depth ?? 32;
  const x = linearScale(first, last, box.left, box.right);
  const y = linearScale(from, to, box.bottom, box.top);
  const $svg = picture(width, height, label);
  $svg.append(
    plotGrid({
      box,
      em,
      x: [2, 4, 8, 12, 16, 20, 24, 28, 32].map((depth) => ({
        at: x(depth),
        label: String(depth),
      })),
      y: decadeTicks({ from, to }, 8).map((exponent) => ({
        at: y(exponent),
        label: decadeLabel(exponent),
      })),
      xTitle: chainsWords.quantilesX,
      yTitle: chainsWords.quantilesY,
    }),
  );
  for (const limit of [-3, 3]) {
    $svg.append(line(box.left, box.right, y(limit), y(limit), 'plot-limit'));
  }
  $svg.append(
    line(x(chosen), x(chosen), box.top, box.bottom, 'plot-chosen'),
    band(rows, [0, 4], { x, y, bottom: box.bottom }, 'plot-band'),
    band(rows, [1, 3], { x, y, bottom: box.bottom }, 'plot-band is-inner'),
  );
  const median = rows.flatMap(({ depth, quantiles }) => {
    const value = quantiles[2] ?? NaN;
    return Number.isFinite(value)
      ? [/** @type {const} */ ([x(depth), y(value)])]
      : [];
  });
  $svg.append(curve(median, 'plot-curve'));
  const here = rows.find(({ depth }) => depth === chosen)?.quantiles[2] ?? NaN;
  if (Number.isFinite(here)) {
    $svg.append(
      createSvg('circle', {
        class: 'plot-dot',
        cx: x(chosen),
        cy: y(here),
        r: 0.42 * em,
      }),
    );
  }
  $svg.append(...names(rows, x, y, em));
  return $svg;
}

/**
 * @param {readonly { depth: number, quantiles: readonly number[] }[]} rows - of
 *   each depth
 * @param {readonly [number, number]} which - the lower and the upper quantile
 * @param {{ x: Scale, y: Scale, bottom: number }} scales - where they fall
 * @param {string} name - a class
 * @returns {SVGElement} the ground between the two; a lower one of 0 is at the
 *   bottom of the picture and beyond
 */
function band(rows, [low, high], { x, y, bottom }, name) {
  const there = rows.filter(({ quantiles }) =>
    Number.isFinite(quantiles[high] ?? NaN),
  );
  /** @param {number} depth @param {number} value */
  const point = (depth, value) =>
    `${x(depth).toFixed(2)},${(Number.isFinite(value) ? y(value) : bottom).toFixed(2)}`;
  const upper = there.map(({ depth, quantiles }) =>
    point(depth, quantiles[high] ?? NaN),
  );
  const lower = there.map(({ depth, quantiles }) =>
    point(depth, quantiles[low] ?? NaN),
  );
  return createSvg('polygon', {
    class: name,
    points: [...upper, ...lower.reverse()].join(' '),
  });
}

/**
 * @param {readonly { depth: number, quantiles: readonly number[] }[]} rows - of
 *   each depth
 * @param {Scale} x - where a depth falls
 * @param {Scale} y - where a logarithm falls
 * @param {number} em - the size of the type
 * @returns {SVGElement[]} what the line and the grounds are, at their ends
 */
function names(rows, x, y, em) {
  const end = rows.findLast(({ quantiles }) => Number.isFinite(quantiles[2]));
  if (!end) return [];
  const [, lower = NaN, middle = NaN, , upper = NaN] = end.quantiles;
  /** @type {[string, number, string | undefined][]} */
  const said = [
    [chainsWords.nineTenths, upper, undefined],
    [chainsWords.median, middle, 'is-strong'],
    [chainsWords.middleHalf, lower, undefined],
  ];
  let free = -Infinity;
  return said.flatMap(([words, value, name]) => {
    if (!Number.isFinite(value)) return [];
    const at = Math.max(y(value) + 0.36 * em, free);
    free = at + 1.25 * em;
    return [
      svgText(x(end.depth) + 0.6 * em, at, words, { anchor: 'start', name }),
    ];
  });
}

/** @typedef {(value: number) => number} Scale */
