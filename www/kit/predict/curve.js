/**
 * What a reader has drawn of one line of a plot: its points in the order of their
 * epochs. The height of a point is where it is on the axis as drawn: its decimal
 * logarithm on a logarithmic axis, its value on a linear one.
 */

/**
 * @param {number} value - of a line
 * @param {'logarithmic' | 'linear'} kind - of the axis
 * @returns {number} its height; NaN where it is not on the axis
 */
export function heightOf(value, kind) {
  if (!Number.isFinite(value)) return NaN;
  if (kind === 'linear') return value;
  return value > 0 ? Math.log10(value) : NaN;
}

/**
 * @param {number} height - of a point
 * @param {'logarithmic' | 'linear'} kind - of the axis
 * @returns {number} the value there
 */
export function valueOf(height, kind) {
  return kind === 'linear' ? height : 10 ** height;
}

/**
 * The check that everything drawn goes through.
 *
 * @param {Point} point - drawn
 * @param {Area} area - between the axes
 * @returns {Point | null} it, at the nearest place between the axes; null if one of
 *   its numbers is not finite
 */
export function checked([epoch, height], { epochs, heights }) {
  if (!Number.isFinite(epoch) || !Number.isFinite(height)) return null;
  return [held(epoch, epochs), held(height, heights)];
}

/** @param {number} value @param {Ends} ends @returns {number} the nearest between them */
function held(value, [low, high]) {
  return Math.min(high, Math.max(low, value));
}

/**
 * Draws straight from one point to another, over what was there.
 *
 * @param {Curve} curve - so far
 * @param {Point} from
 * @param {Point} to - before or after it, or at the same epoch: then it replaces it
 * @returns {Curve} with the new part
 */
export function withPart(curve, from, to) {
  const [first, last] = from[0] <= to[0] ? [from, to] : [to, from];
  return [
    ...curve.filter(([epoch]) => epoch < first[0]),
    ...(first[0] === last[0] ? [to] : [first, last]),
    ...curve.filter(([epoch]) => epoch > last[0]),
  ];
}

/**
 * Draws along an axis that has only a few places: there the height counts, and
 * between two of them the curve is straight.
 *
 * @param {Curve} curve - so far
 * @param {Point} from
 * @param {Point} to - where the stroke has come to since
 * @param {object} stroke - all of it
 * @param {readonly number[]} stroke.places - ascending
 * @param {Set<number>} stroke.passed - those that it has passed; added to. One that it
 *   only comes near follows its end
 * @returns {Curve} with what was drawn at the places passed, and at the nearest
 */
export function withPlaces(curve, from, to, { places, passed }) {
  const [first, last] = from[0] <= to[0] ? [from, to] : [to, from];
  const way = first[0] === last[0] ? [to] : [first, last];
  /** @type {Point[]} */
  const points = [];
  for (const place of places) {
    const height = heightAt(way, place);
    if (Number.isNaN(height)) continue;
    passed.add(place);
    points.push([place, height]);
  }
  const nearest = places.reduce((one, other) =>
    Math.abs(other - to[0]) < Math.abs(one - to[0]) ? other : one,
  );
  if (!passed.has(nearest)) points.push([nearest, to[1]]);
  return points.reduce((all, point) => withPart(all, point, point), curve);
}

/**
 * Puts a point between two epochs, and bends the curve to it from there.
 *
 * @param {Curve} curve - so far
 * @param {Point} point
 * @param {Ends} between - where the curve stays as it was, and outside
 * @returns {Curve} with the point
 */
export function withPoint(curve, point, [before, after]) {
  /** @param {number} epoch @returns {Curve} */
  const stays = (epoch) => {
    const height = heightAt(curve, epoch);
    return Number.isNaN(height) ? [] : [[epoch, height]];
  };
  return [
    ...curve.filter(([epoch]) => epoch < before),
    ...stays(before),
    point,
    ...stays(after),
    ...curve.filter(([epoch]) => epoch > after),
  ];
}

/**
 * Between two points that are next to each other the curve is straight on the axis as
 * drawn, so geometric on a logarithmic one, strokes that do not touch included.
 *
 * @param {Curve} curve
 * @param {number} epoch - any
 * @returns {number} its height there; NaN before its first point and after its last
 */
export function heightAt(curve, epoch) {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.[0] ?? Infinity) < epoch) low = middle + 1;
    else high = middle;
  }
  const [after, to] = curve[low] ?? [NaN, NaN];
  if (after === epoch) return to;
  const [before, from] = curve[low - 1] ?? [NaN, NaN];
  return from + ((epoch - before) / (after - before)) * (to - from);
}

/**
 * @param {Curve} curve
 * @param {Area} area - between the axes of a plot
 * @returns {{ parts: Curve[], isCut: boolean }} what of it is between them, and
 *   whether anything is not
 */
export function within(curve, { epochs, heights }) {
  const inside = (/** @type {Point} */ [epoch, height]) =>
    epoch >= epochs[0] &&
    epoch <= epochs[1] &&
    height >= heights[0] &&
    height <= heights[1];
  const isCut = !curve.every(inside);
  if (!isCut) return { parts: curve.length > 0 ? [curve] : [], isCut };
  /** @type {Point[][]} */
  const parts = [];
  let isOpen = false;
  for (let index = 1; index < curve.length; index += 1) {
    const [one = [0, 0], other = [0, 0]] = curve.slice(index - 1, index + 1);
    const [start, end] = shareInside(one, other, { epochs, heights });
    const at = (/** @type {number} */ share) =>
      /** @type {Point} */ ([
        one[0] + share * (other[0] - one[0]),
        one[1] + share * (other[1] - one[1]),
      ]);
    if (start < end) {
      if (!isOpen || start > 0) parts.push([at(start)]);
      parts.at(-1)?.push(at(end));
    }
    isOpen = start < end && end === 1;
  }
  return { parts, isCut };
}

/**
 * Clips a straight line by both pairs of sides (Liang and Barsky 1984).
 *
 * @param {Point} one
 * @param {Point} other
 * @param {Area} area
 * @returns {Ends} from which to which share of the way it is inside; the first is not
 *   below the second where it never is
 */
function shareInside(one, other, { epochs, heights }) {
  let [start, end] = [0, 1];
  for (const [axis, [low, high]] of /** @type {const} */ ([
    [0, epochs],
    [1, heights],
  ])) {
    const way = other[axis] - one[axis];
    if (way === 0 && (one[axis] < low || one[axis] > high)) return [1, 0];
    if (way === 0) continue;
    const [from, to] = [(low - one[axis]) / way, (high - one[axis]) / way];
    start = Math.max(start, Math.min(from, to));
    end = Math.min(end, Math.max(from, to));
  }
  return [start, end];
}

/** @typedef {readonly [epoch: number, height: number]} Point */
/** @typedef {readonly Point[]} Curve - ascending by epoch, no two of one */
/** @typedef {readonly [number, number]} Ends - ascending */
/** @typedef {{ epochs: Ends, heights: Ends }} Area - between the axes of a plot */
