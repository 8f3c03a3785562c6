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
  roundUp,
} from '../../kit/plot-frame.js';
import { svgText } from '../../kit/svg-text.js';

/** The top of the factor's axis is at least this. */
const LEAST_TOP = 2;

/** The activations that the picture shows. */
export const SHOWN = Object.freeze({ from: -0.5, to: 1.5 });

/**
 * @param {State} state - the neuron
 * @param {Readings} readings - its window
 * @param {readonly FactorCurve[]} curves - the chosen one last
 * @param {Size} size - of the picture
 * @returns {SVGSVGElement} the factor for every activation
 */
export function drawFactors(state, readings, curves, { width, em, label }) {
  const height = 21 * em;
  const box = {
    left: 3 * em,
    right: width - 0.8 * em,
    top: 2.6 * em,
    bottom: height - 3.4 * em,
  };
  const top = roundUp(
    Math.max(LEAST_TOP, Math.abs(state.weight) / 4),
    [1, 2, 3, 5],
  );
  const x = linearScale(SHOWN.from, SHOWN.to, box.left, box.right);
  const y = linearScale(0, top, box.bottom, box.top);
  const $svg = picture(width, height, label);
  $svg.append(...unitGround(box, x, em));
  const ticks = linearTicks(0, top, 5).filter((value) => value !== 1);
  $svg.append(
    ...windowGround(readings, x, box),
    plotGrid({
      box,
      em,
      x: linearTicks(SHOWN.from, SHOWN.to, 5).map((a) => ({
        at: x(a),
        label: formatNumber(a),
      })),
      y: (top < 20 ? [...ticks, 1] : ticks).map((value) => ({
        at: y(value),
        label: formatNumber(value),
      })),
      xTitle: windowWords.curveX,
      yTitle: windowWords.curveY,
    }),
    line(box.left, box.right, y(1), y(1), 'plot-base'),
  );
  const chosen = curves.at(-1);
  for (const other of curves) {
    const isChosen = other === chosen;
    // A curve that is higher than the picture would be cut off.
    if (!isChosen && other.weight / 4 > top) continue;
    const points = [...other.a].map(
      (a, index) =>
        /** @type {const} */ ([x(a), y(other.factors[index] ?? NaN)]),
    );
    $svg.append(curve(points, isChosen ? 'plot-curve' : 'plot-pale'));
    if (isChosen) continue;
    $svg.append(...peakLabel(other, { x, y, em, box, top }, state, readings));
  }
  for (const end of [readings.from, readings.to]) {
    if (end === null || end < SHOWN.from || end > SHOWN.to) continue;
    const r = 0.34 * em;
    const circle = { class: 'plot-dot', cx: x(end), cy: y(1), r };
    $svg.append(createSvg('circle', circle));
  }
  $svg.append(...beyond(readings, box, em));
  return $svg;
}

/**
 * @param {Box} box - between the axes
 * @param {(a: number) => number} x - where an activation falls
 * @param {number} em - the size of the type
 * @returns {SVGElement[]} the ground where no sigmoid's activation is
 */
function unitGround(box, x, em) {
  const parts = /** @type {const} */ ([
    [box.left, x(0)],
    [x(1), box.right],
  ]);
  return parts.flatMap(([from, to]) => {
    const $rect = createSvg('rect', {
      class: 'plot-outside',
      x: from,
      y: box.top,
      width: to - from,
      height: box.bottom - box.top,
    });
    if (to - from < 6 * em) return [$rect];
    const words = windowWords.outside.split(' ');
    const lines =
      to - from > 11 * em
        ? [words.join(' ')]
        : [words.slice(0, 2).join(' '), words.slice(2).join(' ')];
    return [
      $rect,
      ...lines.map((text, index) =>
        svgText((from + to) / 2, box.top + (1.4 + 1.3 * index) * em, text, {
          name: 'is-quiet',
        }),
      ),
    ];
  });
}

/**
 * @param {Readings} readings - the window
 * @param {(a: number) => number} x - where an activation falls
 * @param {Box} box - between the axes
 * @returns {SVGElement[]} the ground of the window, and of its part in [0, 1]
 */
function windowGround({ from, to, insideFrom, insideTo }, x, box) {
  const parts = /** @type {const} */ ([
    [from, to, 'plot-window'],
    [insideFrom, insideTo, 'plot-window is-inside'],
  ]);
  return parts.flatMap(([start, end, name]) => {
    if (start === null || end === null) return [];
    const left = x(Math.max(SHOWN.from, start));
    const right = x(Math.min(SHOWN.to, end));
    if (right < left) return [];
    // A window of a hair's breadth is still to be seen.
    const width = Math.max(1.5, right - left);
    const { top, bottom } = box;
    const height = bottom - top;
    return [createSvg('rect', { class: name, x: left, y: top, width, height })];
  });
}

/**
 * @param {FactorCurve} other - a pale curve
 * @param {{ x: Scale, y: Scale, em: number, box: Box, top: number }} frame -
 *   where it is
 * @param {State} state - the chosen neuron
 * @param {Readings} readings - its window
 * @returns {SVGElement[]} its weight, where there is room
 */
function peakLabel({ weight }, { x, y, em, box, top }, state, { centre }) {
  if (centre === null || centre < SHOWN.from || centre > SHOWN.to) return [];
  const own = y(Math.abs(state.weight) / 4);
  const at = y(weight / 4);
  const isInNeedle = Math.abs(state.weight) > 16 && at > own;
  const isCrowded =
    isInNeedle || Math.abs(at - own) < 1.3 * em || weight / 4 < 0.1 * top;
  const half = 2.2 * em;
  const centred = x(centre);
  if (isCrowded || centred < box.left + half || centred > box.right - half) {
    return [];
  }
  const said = `|w| = ${formatNumber(weight)}`;
  return [svgText(centred, at - 0.35 * em, said, { name: 'is-quiet' })];
}

/**
 * @param {Readings} readings - the window
 * @param {Box} box - between the axes
 * @param {number} em - the size of the type
 * @returns {SVGElement[]} an arrow to a window that is not in the picture
 */
function beyond({ from, to }, box, em) {
  if (from === null || to === null) return [];
  const isLeft = to < SHOWN.from;
  if (!isLeft && from <= SHOWN.to) return [];
  const at = formatNumber((from + to) / 2);
  const said = isLeft ? `← a = ${at}` : `a = ${at} →`;
  return [
    svgText(
      isLeft ? box.left + 0.4 * em : box.right - 0.4 * em,
      box.bottom - 0.8 * em,
      said,
      { anchor: isLeft ? 'start' : 'end', name: 'is-strong' },
    ),
  ];
}

/** @typedef {(value: number) => number} Scale */
/** @typedef {import('../../kit/plot-frame.js').Box} Box */
/** @typedef {{ width: number, em: number, label: string }} Size */
/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('./window-numbers.js').WindowReadings} Readings */
/** @typedef {import('./window-numbers.js').FactorCurve} FactorCurve */
