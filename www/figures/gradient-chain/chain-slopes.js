import { svg } from 'lit';
import { formatNumber, subscript } from '../../kit/numbers.js';
import { layerStyle } from '../../kit/palette.js';
import {
  axes,
  frameIn,
  picture,
  plotText,
  px,
  through,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale } from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { chainWords } from './words.js';

/** The curve is shown at least from −6 to 6, and at most to ±12. */
const LEAST_REACH = 6;
const MOST_REACH = 12;

/** Points of the curve. */
const POINTS = 241;

/** Marks closer than this, in em, share a label. */
const CLOSE = 0.9;

/**
 * With more neurons than this only the outermost marks are labelled, and the
 * one whose slope is in the factor that did it.
 */
const MOST_LABELLED = 12;

/** Labels along the axis of z. */
const MOST_TICKS = 7;

/**
 * @param {readonly number[]} z - the weighted inputs
 * @returns {number} how far from 0 the curve is shown
 */
export function slopesReach(z) {
  const furthest = Math.max(...z.map(Math.abs));
  const even = 2 * Math.ceil(furthest / 2);
  return Math.min(MOST_REACH, Math.max(LEAST_REACH, even || 0));
}

/**
 * Draws σ′ with a mark at every z; a z beyond the ends is marked at the end
 * that it lies beyond, with an arrow.
 *
 * @param {Chain} chain
 * @param {{ width: number, em: number }} size
 * @param {import('../../core/core.js').CoreParts['chain']} core
 */
export function drawSlopes(chain, size, core) {
  const { readings, state, neurons, steepest } = chain;
  const { em } = size;
  const reach = slopesReach(readings.z);
  const frame = frameIn(size, {
    height: 12,
    left: 2.9,
    right: 1.2,
    top: 3.3,
    bottom: 1.9,
  });
  const x = linearScale({
    domain: [-reach, reach],
    range: [frame.left, frame.right],
    isHeld: true,
  });
  const y = linearScale({
    domain: [0, steepest],
    range: [frame.bottom, frame.top],
  });
  // Pairs of σ and σ′.
  const curve = core.activationCurve(state.activation, -reach, reach, POINTS);
  const points = Array.from(
    { length: POINTS },
    (_, index) =>
      /** @type {[number, number]} */ ([
        x(reach * ((2 * index) / (POINTS - 1) - 1)),
        y(curve[2 * index + 1] ?? NaN),
      ]),
  );
  const marks = readings.z.map((z, index) => ({
    index,
    x: x(z),
    y: y(readings.sigmaPrime[index] ?? NaN),
    beyond: Math.abs(z) > reach ? Math.sign(z) : 0,
  }));
  return picture({
    width: frame.width,
    height: frame.height,
    label: chainWords.slopesTitle,
    name: 'chain-slopes',
    reading: reads({
      frame,
      numbers: points.map((_, index) => index),
      place: (index) => points[index]?.[0] ?? NaN,
      at: (index) => {
        const z = reach * ((2 * index) / (POINTS - 1) - 1);
        const value = curve[2 * index + 1] ?? NaN;
        return {
          title: `z = ${formatNumber(z)}`,
          marks: [{ name: 'σ′(z)', value, y: points[index]?.[1] ?? NaN }],
        };
      },
    }),
    content: [
      axes({
        frame,
        x: x.ticks(MOST_TICKS),
        y: [0, steepest / 2, steepest].map((value) => ({
          value,
          at: y(value),
          text: formatNumber(value),
        })),
      }),
      svg`<path class="chain-curve" d=${through(points)}></path>`,
      marks.map((mark) => dot(mark, neurons, em)),
      // The slope in w_jσ′(z_{j−1}).
      labels(marks, em, x(0), chain.attribution.factor - 2),
    ],
  });
}

/**
 * @param {Mark} mark - of one neuron
 * @param {number} neurons - how many there are
 * @param {number} em - the size of the type
 * @returns {unknown} a dot, or an arrow where z lies beyond the picture
 */
function dot({ index, x, y, beyond }, neurons, em) {
  const r = 0.42 * em;
  const style = setStyles(layerStyle(index, neurons));
  if (beyond === 0) {
    return svg`<circle class="plot-bead" cx=${px(x)} cy=${px(y)} r=${px(r)} ${style}></circle>`;
  }
  const d = `M${px(x + beyond * r)} ${px(y)}l${px(-beyond * 1.7 * r)} ${px(-r)}v${px(2 * r)}z`;
  return svg`<path class="plot-bead" d=${d} ${style}></path>`;
}

/**
 * Labels the marks; those that lie together share a label, and one that would
 * lie on another moves up, or is left out where there is no room.
 *
 * @param {readonly Mark[]} marks - of all neurons
 * @param {number} em
 * @param {number} middle - of the picture, where z is 0
 * @param {number} culprit - the neuron whose slope is in the factor that did
 *   it, from 0
 */
function labels(marks, em, middle, culprit) {
  /** @type {{ x: number, top: number, indices: number[] }[]} */
  const groups = [];
  for (const mark of [...marks].sort((one, other) => one.x - other.x)) {
    const group = groups.at(-1);
    if (group && mark.x - group.x < CLOSE * em) {
      group.indices.push(mark.index);
      group.top = Math.min(group.top, mark.y);
    } else {
      groups.push({ x: mark.x, top: mark.y, indices: [mark.index] });
    }
  }
  const shown =
    marks.length <= MOST_LABELLED
      ? groups
      : groups.filter(
          ({ indices }, place) =>
            place === 0 ||
            place === groups.length - 1 ||
            indices.includes(culprit),
        );
  /** @type {{ x: number, y: number, half: number }[]} */
  const taken = [];
  return shown.flatMap(({ x: at, top, indices }) => {
    const content = `z${rangesText(indices)}`;
    const half = 0.3 * em * content.length;
    // On a flank the other marks lie towards the peak: the label goes outwards.
    const side = Math.abs(at - middle) > 1.5 * em ? Math.sign(at - middle) : 0;
    const outside = at + side * (half + 0.2 * em);
    const isInside = outside - half > 0 && outside + half < 2 * middle;
    const x = isInside ? outside : at;
    let y = top - 0.7 * em;
    const isTaken = () =>
      taken.some(
        (box) =>
          Math.abs(box.x - x) < box.half + half &&
          Math.abs(box.y - y) < 1.1 * em,
      );
    while (isTaken()) y -= 0.3 * em;
    if (y < 0.9 * em) return [];
    taken.push({ x, y, half });
    return [plotText(x, y, content, { name: 'is-strong' })];
  });
}

/**
 * @param {readonly number[]} indices - neurons, from 0
 * @returns {string} their numbers as subscripts, “₁₋₄” or “₂,₅”; the first and
 *   how many more, where they are many
 */
export function rangesText(indices) {
  const sorted = [...indices].sort((one, other) => one - other);
  /** @type {[number, number][]} */
  const ranges = [];
  for (const index of sorted) {
    const range = ranges.at(-1);
    if (range && index === range[1] + 1) range[1] = index;
    else ranges.push([index, index]);
  }
  const parts = ranges.map(([from, to]) =>
    from === to
      ? subscript(from + 1)
      : `${subscript(from + 1)}${to === from + 1 ? ',' : '₋'}${subscript(to + 1)}`,
  );
  return parts.length > 3
    ? `${parts.slice(0, 2).join(',')},…`
    : parts.join(',');
}

/**
 * @typedef {object} Mark
 * @property {number} index - of the neuron, from 0
 * @property {number} x - where it is
 * @property {number} y - where it is
 * @property {number} beyond - −1 or 1 where z lies beyond that end, else 0
 */

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
