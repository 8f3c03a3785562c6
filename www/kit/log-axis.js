/** Decades on an axis: what is shown, where it falls, and which are labelled. */

/** Fewer decades than this would make small differences look like cliffs. */
const FEWEST_DECADES = 2;

/**
 * @param {readonly number[]} logs - decimal logarithms; infinite and undefined
 *   ones do not count
 * @param {object} [options] - what else must be on the axis
 * @param {number} [options.including] - a logarithm that is always shown
 * @returns {{ from: number, to: number }} whole decades around all of them
 */
export function decadesAround(logs, { including } = {}) {
  const finite = logs.filter(Number.isFinite);
  if (including !== undefined) finite.push(including);
  if (finite.length === 0) finite.push(0);
  let from = Math.floor(Math.min(...finite));
  let to = Math.ceil(Math.max(...finite));
  // A 0 is drawn from or at the left end, to be told from the least other value.
  if (logs.includes(-Infinity)) from -= 1;
  for (let isUp = false; to - from < FEWEST_DECADES; isUp = !isUp) {
    if (isUp && including !== undefined) to += 1;
    else from -= 1;
  }
  return { from, to };
}

/**
 * @param {{ from: number, to: number }} decades - what is shown
 * @param {number} start - where `from` falls, in CSS pixels
 * @param {number} end - where `to` falls
 * @returns {(log: number) => number} where a logarithm falls, held to the axis
 */
export function logScale({ from, to }, start, end) {
  const slope = (end - start) / (to - from);
  return (log) => start + slope * (Math.min(to, Math.max(from, log)) - from);
}

/**
 * @param {{ from: number, to: number }} decades - what is shown
 * @param {number} most - how many labels there is room for
 * @returns {number[]} the exponents to label, multiples of 1, 2, 5, 10 …
 */
export function decadeTicks({ from, to }, most) {
  const room = Math.max(2, most);
  for (let scale = 1; ; scale *= 10) {
    for (const step of [scale, 2 * scale, 5 * scale]) {
      const first = Math.ceil(from / step);
      const count = Math.floor(to / step) - first + 1;
      if (count > room) continue;
      // One label alone would say nothing about the distance of a decade.
      if (count < 2) return [from, to];
      return Array.from({ length: count }, (_, i) => (first + i) * step || 0);
    }
  }
}
