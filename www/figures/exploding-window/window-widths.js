import { nothing, svg } from 'lit';
import { nearestIndex } from '../../kit/nearest.js';
import { formatNumber } from '../../kit/numbers.js';
import {
  axes,
  frameIn,
  line,
  picture,
  plotText,
  px,
  through,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale, logScale } from '../../kit/plot/scale.js';
import { ground, ROOM } from './window-factors.js';
import { widthsSentence } from './window-sentence.js';
import { windowWords as words } from './words.js';

/** The top of the axis: no window is as wide. */
const WIDTH_TOP = 0.5;

/** The sizes of weights that the picture shows, and those on its axis. */
export const SIZES = Object.freeze({ from: 1, to: 1000 });
const TICKS = Object.freeze([1, 4, 10, 100, 1000]);

/**
 * @param {{ width: number, em: number, height?: number }} room - of the picture
 * @returns {{ frame: Frame, x: Scale, y: Scale }} where weights and widths are
 */
export function widthScales(room) {
  const frame = frameIn(room, ROOM);
  const x = logScale({
    domain: [SIZES.from, SIZES.to],
    range: [frame.left, frame.right],
    isHeld: true,
  });
  const y = linearScale({
    domain: [0, WIDTH_TOP],
    range: [frame.bottom, frame.top],
  });
  return { frame, x, y };
}

/**
 * @param {import('./state.js').ExplodingWindowState} state
 * @param {import('./window-numbers.js').WindowReadings} readings
 * @param {{ sizes: Float64Array, widths: Float64Array }} widths - the curve
 * @param {Size} size
 */
export function drawWidths(state, readings, widths, { label, ...room }) {
  const { frame, x, y } = widthScales(room);
  const { em } = frame;
  const least = x(4);
  const points = Array.from(
    widths.sizes,
    (size, index) =>
      /** @type {const} */ ([x(size), y(widths.widths[index] ?? NaN)]),
  );
  const { widestWeight, widestWidth, insideWidth } = readings;
  const top = { x: x(widestWeight), y: y(widestWidth) };
  const best = `${formatNumber(widestWidth, 4)} at |w| = ${formatNumber(widestWeight, 4)}`;
  const now = x(Math.abs(state.weight));
  /** @param {number} value @param {string} name */
  const dot = (value, name) =>
    svg`<circle class=${name} cx=${px(now)} cy=${px(y(value))} r=${0.42 * em}></circle>`;
  return picture({
    ...frame,
    label,
    told: 'widths-told',
    says: widthsSentence(state, readings, widths),
    reading: reads({
      frame,
      numbers: [...widths.sizes],
      place: x,
      at: (size) => {
        const value = widths.widths[nearestIndex(widths.sizes, size)] ?? NaN;
        return {
          title: `|w| = ${formatNumber(size)}`,
          marks: [{ name: words.widthY, value, y: y(value) }],
        };
      },
    }),
    content: [
      ground(frame, frame.left, least, 'plot-outside'),
      axes({
        frame,
        x: TICKS.map((value) => ({
          value,
          at: x(value),
          text: formatNumber(value),
        })),
        y,
        xTitle: words.widthX,
        yTitle: words.widthY,
      }),
      least - frame.left > 6 * em
        ? plotText((frame.left + least) / 2, frame.top + 1.4 * em, words.none, {
            name: 'is-quiet',
          })
        : nothing,
      svg`<path class="plot-curve" d=${through([[frame.left, y(0)], [least, y(0)], ...points])}></path>`,
      svg`<path class="plot-mark" d=${`M${px(top.x)} ${px(top.y - 0.55 * em)}l${0.5 * em} ${-0.8 * em}h${-em}z`}></path>`,
      plotText(top.x + 0.9 * em, top.y - 0.7 * em, best, {
        anchor: 'start',
        name: 'is-strong',
      }),
      insideWidth === readings.width
        ? nothing
        : [
            line(now, y(readings.width), now, y(insideWidth), 'plot-lost'),
            dot(insideWidth, 'plot-dot is-hollow'),
          ],
      dot(readings.width, 'plot-dot'),
    ],
  });
}

/** @typedef {import('../../kit/plot/axes.js').Frame} Frame */
/** @typedef {import('../../kit/plot/scale.js').Scale} Scale */
/** @typedef {{ width: number, em: number, label: string }} Size */
