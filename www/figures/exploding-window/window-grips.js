/** What of the window can be taken hold of. */
import { formatNumber } from '../../kit/numbers.js';
import { factorScales, SHOWN, topOf } from './window-factors.js';
import {
  HELD_SIZES,
  heldActivation,
  heldSize,
  moved,
  steppedSize,
  withEdge,
} from './window-hands.js';
import { SIZES, widthScales } from './window-widths.js';
import { windowWords as words } from './words.js';

/** By how much a key moves an activation. */
const STEP = 0.01;

/**
 * @param {State} state
 * @param {WindowReadings} readings
 * @param {import('../../kit/room-controller.js').Room} room - of the picture
 * @returns {Hold} what stays as it is while a grip is held
 */
export function holdOf({ weight }, readings, room) {
  const { centre, from, widestWeight } = readings;
  const { x } = factorScales(room, 1);
  return {
    top: topOf(weight),
    centre: centre ?? 0,
    left: x(Math.max(SHOWN.from, from ?? 0)),
    isBeyond: Math.abs(weight) >= widestWeight,
  };
}

/**
 * @param {Scene} scene - the window
 * @param {Hold | null} held - while a grip is held
 * @returns {Grip[]} the window itself, its edges and the top of the curve, as far
 *   as they are in the picture
 */
export function factorGrips({ core, state, readings, room, change }, held) {
  const { centre, from, to } = readings;
  if (centre === null) return [];
  const hold = held ?? holdOf(state, readings, room);
  const { frame, x, y } = factorScales(room, hold.top);
  const size = Math.abs(state.weight);
  const isShown = (/** @type {number} */ a) => a >= SHOWN.from && a <= SHOWN.to;
  /** @type {Grip[]} */
  const grips = [];
  if (from !== null && to !== null && to > SHOWN.from && from < SHOWN.to) {
    const left = x(Math.max(SHOWN.from, from));
    grips.push({
      name: 'window',
      label: words.gripWindow,
      axis: 'horizontal',
      x: left,
      y: frame.top,
      width: x(Math.min(SHOWN.to, to)) - left,
      height: frame.bottom - frame.top,
      drag: (place) => {
        const by = x.invert(place.x) - x.invert(hold.left);
        const middle = heldActivation(hold.centre + by);
        change(moved(core, state, { centre: middle }));
      },
      step: () => {},
    });
    for (const [side, edge] of /** @type {const} */ ([
      [-1, from],
      [1, to],
    ])) {
      if (!isShown(edge)) continue;
      const put = (/** @type {number} */ a) => {
        const at = heldActivation(a);
        change(withEdge(core, state, { ...hold, side, at }));
      };
      const half = readings.widestWidth / 2;
      const [near, far] = [hold.centre, hold.centre + side * half];
      grips.push({
        name: side < 0 ? 'from' : 'to',
        label: side < 0 ? words.gripFrom : words.gripTo,
        axis: 'horizontal',
        x: x(edge),
        y: y(1),
        now: {
          value: edge,
          min: Math.min(near, far),
          max: Math.max(near, far),
          text: `a = ${formatNumber(edge)}`,
        },
        drag: (place) => put(x.invert(place.x)),
        step: (by) => put(edge + STEP * by.x),
      });
    }
  }
  if (isShown(centre)) {
    grips.push({
      name: 'peak',
      label: words.gripPeak,
      axis: 'both',
      x: x(centre),
      y: Math.max(frame.top, y(size / 4)),
      now: {
        value: size,
        min: HELD_SIZES.from,
        max: HELD_SIZES.to,
        text: `|w| = ${formatNumber(size)}, a = ${formatNumber(centre)}`,
      },
      drag: (place) =>
        change(
          moved(core, state, {
            size: heldSize(4 * Math.min(hold.top, y.invert(place.y))),
            centre: heldActivation(x.invert(place.x)),
          }),
        ),
      step: (by) =>
        change(
          moved(core, state, {
            size: by.y === 0 ? size : steppedSize(size, by.y),
            centre: by.x === 0 ? centre : heldActivation(centre + STEP * by.x),
          }),
        ),
    });
  }
  return grips;
}

/**
 * @param {Scene} scene - the window
 * @returns {Grip[]} its weight, on the curve of the widths
 */
export function widthGrips({ core, state, readings, room, change }) {
  const { x, y } = widthScales(room);
  const size = Math.abs(state.weight);
  const put = (/** @type {number} */ wanted) =>
    change(moved(core, state, { size: wanted }));
  return [
    {
      name: 'weight',
      label: words.gripWeight,
      axis: 'horizontal',
      x: x(Math.max(SIZES.from, size)),
      y: y(readings.width),
      now: {
        value: size,
        min: HELD_SIZES.from,
        max: HELD_SIZES.to,
        text: `|w| = ${formatNumber(size)}`,
      },
      drag: (place) => {
        const within = Math.min(
          Math.max(x.invert(place.x), SIZES.from),
          SIZES.to,
        );
        put(heldSize(within));
      },
      step: (by) => put(steppedSize(Math.max(size, HELD_SIZES.from), by.x)),
    },
  ];
}

/** @typedef {import('../../kit/grips.js').Grip} Grip */
/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('./window-numbers.js').WindowReadings} WindowReadings */

/**
 * @typedef {object} Scene
 * @property {import('../../core/core.js').CoreParts['chain']} core - loaded
 * @property {State} state - of the figure
 * @property {WindowReadings} readings - of that state
 * @property {import('../../kit/room-controller.js').Room} room - of the picture
 * @property {(state: State) => void} change - of the state
 */

/**
 * @typedef {object} Hold
 * @property {number} top - of the vertical axis: it does not run away from the hand
 * @property {number} centre - of the window
 * @property {number} left - where the window began, in CSS pixels
 * @property {boolean} isBeyond - whether the weight is greater than that of the
 *   widest window
 */
