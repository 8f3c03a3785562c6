import { chainWords } from './words.js';
import { createSvg } from '../../kit/create.js';
import { paintLayer } from '../../kit/palette.js';
import { formatNumber, subscript } from '../../kit/numbers.js';
import { svgText } from '../../kit/svg-text.js';

/** The curve is shown at least from −6 to 6, and at most to ±12. */
const LEAST_REACH = 6;
const MOST_REACH = 12;

/** Marks closer than this, in em, share a label. */
const CLOSE = 0.9;

/**
 * With more neurons than this only the outermost marks are labelled, and the
 * one whose factor did it.
 */
const MOST_LABELLED = 12;

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
 * @param {Chain} chain - the numbers
 * @param {ArrayLike<number>} curve - pairs of σ and σ′ from −reach to reach
 * @param {{ width: number, em: number }} size - of the picture
 * @returns {SVGSVGElement} the picture
 */
export function drawSlopes(chain, curve, { width, em }) {
  const { readings, state, neurons } = chain;
  const reach = slopesReach(readings.z);
  const steepest = state.activation === 'sigmoid' ? 0.25 : 1;
  const box = { left: 2.9 * em, right: width - 1.2 * em, top: 3.3 * em };
  const bottom = box.top + 6.8 * em;
  const height = bottom + 1.9 * em;
  /** @param {number} z - a weighted input */
  const x = (z) =>
    box.left +
    ((Math.min(reach, Math.max(-reach, z)) + reach) / (2 * reach)) *
      (box.right - box.left);
  /** @param {number} slope - σ′ */
  const y = (slope) => bottom - (slope / steepest) * (bottom - box.top);

  const $svg = createSvg('svg', {
    class: 'chain-slopes',
    role: 'img',
    'aria-label': chainWords.slopesTitle,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  for (const share of [0, 0.5, 1]) {
    const slope = share * steepest;
    $svg.append(
      createSvg('line', {
        class: 'chain-grid',
        x1: box.left,
        x2: box.right,
        y1: y(slope),
        y2: y(slope),
      }),
      svgText(box.left - 0.5 * em, y(slope) + 0.36 * em, formatNumber(slope), {
        anchor: 'end',
        name: 'is-tick',
      }),
    );
  }
  const step = reach > LEAST_REACH ? 4 : 2;
  for (let z = -Math.floor(reach / step) * step; z <= reach; z += step) {
    $svg.append(
      svgText(x(z), bottom + 1.3 * em, formatNumber(z), { name: 'is-tick' }),
    );
  }
  const count = curve.length / 2;
  const points = Array.from({ length: count }, (_, index) => {
    const z = -reach + (2 * reach * index) / (count - 1);
    return `${x(z)},${y(curve[2 * index + 1] ?? NaN)}`;
  });
  $svg.append(
    createSvg('polyline', { class: 'chain-curve', points: points.join(' ') }),
  );
  const marks = readings.z.map((z, index) => ({
    index,
    x: x(z),
    y: y(readings.sigmaPrime[index] ?? NaN),
    beyond: Math.abs(z) > reach ? Math.sign(z) : 0,
  }));
  for (const mark of marks) $svg.append(dot(mark, neurons, em));
  const culprit = chain.attribution.neuron - 1;
  $svg.append(...labels(marks, em, x(0), culprit));
  return $svg;
}

/**
 * @param {Mark} mark - of one neuron
 * @param {number} neurons - how many there are
 * @param {number} em - the size of the type
 * @returns {SVGElement} a dot, or an arrow where z lies beyond the picture
 */
function dot({ index, x, y, beyond }, neurons, em) {
  const r = 0.42 * em;
  const $dot =
    beyond === 0
      ? createSvg('circle', { class: 'chain-dot', cx: x, cy: y, r })
      : createSvg('path', {
          class: 'chain-dot',
          d: `M${x + beyond * r} ${y}l${-beyond * 1.7 * r} ${-r}v${2 * r}z`,
        });
  return paintLayer($dot, index, neurons);
}

/**
 * Labels the marks; those that lie together share a label, and one that would
 * lie on another moves up, or is left out where there is no room.
 *
 * @param {readonly Mark[]} marks - of all neurons
 * @param {number} em - the size of the type
 * @param {number} middle - of the picture, where z is 0
 * @param {number} culprit - the neuron whose factor did it, from 0
 * @returns {SVGElement[]} the labels
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
    // On a flank the other marks lie uphill: the label goes the other way.
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
    return [svgText(x, y, content, { name: 'is-mark' })];
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
