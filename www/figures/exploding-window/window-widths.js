import { windowWords } from './words.js';
import { createSvg } from '../../kit/create.js';
import { formatNumber } from '../../kit/numbers.js';
import {
  curve,
  line,
  linearScale,
  linearTicks,
  picture,
  plotGrid,
} from '../../kit/plot-frame.js';
import { svgText } from '../../kit/svg-text.js';

/** The top of the axis: no window is as wide. */
const WIDTH_TOP = 0.5;

/** The sizes of weights that the picture shows. */
export const SIZES = Object.freeze({ from: 1, to: 1000 });

/**
 * @param {State} state - the neuron
 * @param {Readings} readings - its window
 * @param {{ sizes: Float64Array, widths: Float64Array }} widths - the curve
 * @param {Size} size - of the picture
 * @returns {SVGSVGElement} the width for every weight
 */
export function drawWidths(state, readings, widths, { width, em, label }) {
  const height = 21 * em;
  const box = {
    left: 3 * em,
    right: width - 1.4 * em,
    top: 2.6 * em,
    bottom: height - 3.4 * em,
  };
  const log = linearScale(
    Math.log10(SIZES.from),
    Math.log10(SIZES.to),
    box.left,
    box.right,
  );
  /** @param {number} value - |w| */
  const x = (value) => log(Math.log10(Math.max(SIZES.from, value)));
  const y = linearScale(0, WIDTH_TOP, box.bottom, box.top);
  const $svg = picture(width, height, label);
  $svg.append(
    createSvg('rect', {
      class: 'plot-outside',
      x: box.left,
      y: box.top,
      width: x(4) - box.left,
      height: box.bottom - box.top,
    }),
    plotGrid({
      box,
      em,
      x: [1, 4, 10, 100, 1000].map((value) => ({
        at: x(value),
        label: formatNumber(value),
      })),
      y: linearTicks(0, WIDTH_TOP, 6).map((value) => ({
        at: y(value),
        label: formatNumber(value),
      })),
      xTitle: windowWords.widthX,
      yTitle: windowWords.widthY,
    }),
  );
  if (x(4) - box.left > 6 * em) {
    $svg.append(
      svgText((box.left + x(4)) / 2, box.top + 1.4 * em, windowWords.none, {
        name: 'is-quiet',
      }),
    );
  }
  const points = [...widths.sizes].map(
    (value, index) =>
      /** @type {const} */ ([x(value), y(widths.widths[index] ?? NaN)]),
  );
  $svg.append(curve([[box.left, y(0)], [x(4), y(0)], ...points], 'plot-curve'));
  const { widestWeight, widestWidth } = readings;
  const highest = [x(widestWeight), y(widestWidth)];
  const said = `${formatNumber(widestWidth, 4)} at |w| = ${formatNumber(widestWeight, 4)}`;
  $svg.append(
    createSvg('path', {
      class: 'plot-mark',
      d: `M${highest[0]} ${(highest[1] ?? 0) - 0.55 * em}l${0.5 * em} ${-0.8 * em}h${-em}z`,
    }),
    svgText((highest[0] ?? 0) + 0.9 * em, (highest[1] ?? 0) - 0.7 * em, said, {
      anchor: 'start',
      name: 'is-strong',
    }),
  );
  const now = x(Math.abs(state.weight));
  const { insideWidth } = readings;
  const r = 0.42 * em;
  if (insideWidth !== readings.width) {
    $svg.append(
      line(now, now, y(readings.width), y(insideWidth), 'plot-lost'),
      createSvg('circle', {
        class: 'plot-dot is-hollow',
        cx: now,
        cy: y(insideWidth),
        r,
      }),
    );
  }
  $svg.append(
    createSvg('circle', {
      class: 'plot-dot',
      cx: now,
      cy: y(readings.width),
      r,
    }),
  );
  return $svg;
}

/** @typedef {{ width: number, em: number, label: string }} Size */
/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('./window-numbers.js').WindowReadings} Readings */
