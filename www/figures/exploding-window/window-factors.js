/** @import { Frame } from '../../kit/plot/axes.js' */
/** @import { Scale } from '../../kit/plot/scale.js' */
/** @import { ExplodingWindowState } from './state.js' */
/** @import { FactorCurve, WindowReadings } from './window-numbers.js' */
import { nothing, svg } from 'lit';
import { nearestIndex } from '../../kit/nearest.js';
import { formatNumber } from '../../kit/numbers.js';
import {
  axes,
  frameIn,
  picture,
  plotText,
  px,
  through,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale, niceEnds } from '../../kit/plot/scale.js';
import { windowWords as words } from './words.js';

/** Lengths around the axes of the figure's pictures, in em. */
export const ROOM = Object.freeze({ height: 21, left: 3, right: 1.4 });

/** The top of the factor's axis is at least this. */
const LEAST_TOP = 2;

/** Numbers along the vertical axis, at most. */
const TICKS = 6;

/** On a higher axis, the labels 0 and 1 would overlap. */
const HIGHEST_WITH_ONE = 15;

/** The activations that the picture shows. */
export const SHOWN = Object.freeze({ from: -0.5, to: 1.5 });

/**
 * @param {number} weight - of the neuron
 * @returns {number} how high the axis of its factors goes
 */
export function topOf(weight) {
  const highest = Math.max(LEAST_TOP, Math.abs(weight) / 4);
  return niceEnds([0, highest], TICKS)[1];
}

/**
 * @param {{ width: number, em: number, height?: number }} room - of the picture
 * @param {number} top - the end of the vertical axis
 * @returns {{ frame: Frame, x: Scale, y: Scale }} where activations and factors are
 */
export function factorScales(room, top) {
  const frame = frameIn(room, ROOM);
  const x = linearScale({
    domain: [SHOWN.from, SHOWN.to],
    range: [frame.left, frame.right],
  });
  const range = /** @type {const} */ ([frame.bottom, frame.top]);
  return { frame, x, y: linearScale({ domain: [0, top], range }) };
}

/**
 * @param {ExplodingWindowState} state
 * @param {WindowReadings} readings
 * @param {readonly FactorCurve[]} curves - the chosen one last
 * @param {import('./window-widths.js').Size & { top?: number }} size - and the end
 *   of the vertical axis, if it is not to follow the weight
 */
export function drawFactors(state, readings, curves, { label, top, ...room }) {
  const { frame, x, y } = factorScales(room, top ?? topOf(state.weight));
  const { em } = frame;
  const { domain } = y;
  const ticks = y.ticks(TICKS);
  const one =
    ticks.find(({ value }) => value === 1)?.text ??
    (domain[1] > HIGHEST_WITH_ONE ? '' : '1');
  const outside = /** @type {const} */ ([
    [frame.left, x(0)],
    [x(1), frame.right],
  ]);
  const others = curves
    .slice(0, -1)
    // A curve that is higher than the picture would be cut off.
    .filter(({ weight }) => weight / 4 <= domain[1]);
  return picture({
    ...frame,
    label,
    told: 'sentence',
    reading: reads({
      frame,
      numbers: [...(curves.at(-1)?.a ?? [])],
      place: x,
      at: (a) => {
        const { a: all = [], factors = [] } = curves.at(-1) ?? {};
        const value = factors[nearestIndex(all, a)] ?? NaN;
        return {
          title: `a = ${formatNumber(a)}`,
          marks: [{ name: words.curveY, value, y: y(value) }],
        };
      },
    }),
    content: [
      outside.map(([from, to]) => ground(frame, from, to, 'plot-outside')),
      windowGround(readings, x, frame),
      axes({
        frame,
        x: x.ticks(5),
        y: [
          ...ticks.filter(({ value }) => value !== 1),
          { value: 1, at: y(1), text: one, name: 'is-base' },
        ],
        xTitle: words.curveX,
        yTitle: words.curveY,
      }),
      outside.map(([from, to]) => outsideWords(frame, from, to)),
      others.map((other) => [
        curve(other, x, y, 'plot-pale'),
        peakLabel(other.weight, { x, y, frame }, state, readings),
      ]),
      curves.slice(-1).map((chosen) => curve(chosen, x, y, 'plot-curve')),
      [readings.from, readings.to].map((end) =>
        end === null || end < SHOWN.from || end > SHOWN.to
          ? nothing
          : svg`<circle class="plot-dot" cx=${px(x(end))} cy=${px(y(1))} r=${0.34 * em}></circle>`,
      ),
      beyond(readings, frame),
    ],
  });
}

/**
 * @param {FactorCurve} factors - of a neuron
 * @param {Scale} x - where an activation falls
 * @param {Scale} y - where a factor falls
 * @param {string} name - a class
 */
function curve({ a, factors }, x, y, name) {
  const points = Array.from(
    a,
    (value, index) =>
      /** @type {const} */ ([x(value), y(factors[index] ?? NaN)]),
  );
  return svg`<path class=${name} d=${through(points)}></path>`;
}

/**
 * @param {Frame} frame
 * @param {number} from - its left side
 * @param {number} to - its right side
 * @param {string} name - a class
 */
export function ground({ top, bottom }, from, to, name) {
  return svg`<rect class=${name} x=${px(from)} y=${px(top)} width=${px(to - from)} height=${px(bottom - top)}></rect>`;
}

/**
 * @param {Frame} frame - between the axes
 * @param {number} from - the left side of a ground
 * @param {number} to - its right side
 * @returns {unknown} a note that no activation lies there, if there is room
 */
function outsideWords({ em, top }, from, to) {
  if (to - from < 6 * em) return nothing;
  const [no = '', sigmoids = '', ...rest] = words.outside.split(' ');
  const lines =
    to - from > 11 * em
      ? [words.outside]
      : [`${no} ${sigmoids}`, rest.join(' ')];
  return lines.map((text, index) =>
    plotText((from + to) / 2, top + (1.4 + 1.3 * index) * em, text, {
      name: 'is-quiet',
    }),
  );
}

/**
 * @param {WindowReadings} readings - the window
 * @param {Scale} x - where an activation falls
 * @param {Frame} frame - between the axes
 * @returns {unknown} the ground of the window, and of its part in [0, 1]
 */
function windowGround({ from, to, insideFrom, insideTo }, x, frame) {
  const parts = /** @type {const} */ ([
    [from, to, 'window-ground'],
    [insideFrom, insideTo, 'window-ground is-inside'],
  ]);
  return parts.map(([start, end, name]) => {
    if (start === null || end === null) return nothing;
    const left = x(Math.max(SHOWN.from, start));
    const right = x(Math.min(SHOWN.to, end));
    if (right < left) return nothing;
    // Even a very narrow window stays visible.
    return ground(frame, left, Math.max(left + 1.5, right), name);
  });
}

/**
 * @param {number} weight - of a pale curve
 * @param {{ x: Scale, y: Scale, frame: Frame }} plot - where it is
 * @param {ExplodingWindowState} state - the chosen neuron
 * @param {WindowReadings} readings - its window
 * @returns {unknown} the weight at the peak, where there is room
 */
function peakLabel(weight, { x, y, frame }, state, { centre }) {
  if (centre === null || centre < SHOWN.from || centre > SHOWN.to) {
    return nothing;
  }
  const { em, left, right } = frame;
  const [, top] = y.domain;
  const own = y(Math.abs(state.weight) / 4);
  const at = y(weight / 4);
  const isInNeedle = Math.abs(state.weight) > 16 && at > own;
  const isCrowded =
    isInNeedle || Math.abs(at - own) < 1.3 * em || weight / 4 < 0.1 * top;
  const half = 2.2 * em;
  const centred = x(centre);
  if (isCrowded || centred < left + half || centred > right - half) {
    return nothing;
  }
  const said = `|w| = ${formatNumber(weight)}`;
  return plotText(centred, at - 0.35 * em, said, { name: 'is-quiet' });
}

/**
 * @param {WindowReadings} readings - the window @param {Frame} frame
 * @returns {unknown} an arrow to a window that is not in the picture
 */
function beyond({ from, to }, { left, right, bottom, em }) {
  if (from === null || to === null) return nothing;
  const isLeft = to < SHOWN.from;
  if (!isLeft && from <= SHOWN.to) return nothing;
  const at = formatNumber((from + to) / 2);
  const y = bottom - 0.8 * em;
  const name = 'is-strong';
  return isLeft
    ? plotText(left + 0.4 * em, y, `← a = ${at}`, { anchor: 'start', name })
    : plotText(right - 0.4 * em, y, `a = ${at} →`, { anchor: 'end', name });
}
