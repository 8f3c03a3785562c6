/**
 * Scales map numbers to positions on an axis, say why a number is not on it, and
 * make its ticks.
 *
 * The logarithm of a gradient may be known although the gradient is too small for a
 * float. There is therefore a scale that takes logarithms, `decadeScale`.
 */
import { nice, ticks as d3Ticks } from 'd3-array';
import { axisNumber, decadeText } from '../numbers.js';

/** With more decades than this, 2 and 5 between them would be too crowded. */
const DECADES_WITH_MINOR_TICKS = 3;

/** Fewer decades than this would make small differences look like cliffs. */
const FEWEST_DECADES = 2;

/**
 * A linear scale.
 *
 * @param {Ends} ends - of the axis
 * @returns {Scale} without NaN and ±∞
 */
export function linearScale({ domain, range, isHeld = false }) {
  return scaleOf('linear', {
    domain,
    range,
    isHeld,
    place: (value) => value,
    value: (place) => place,
  });
}

/**
 * A logarithmic scale that takes decimal logarithms.
 *
 * @param {Ends} ends - of the axis, as logarithms; by default, logarithms outside are
 *   placed at its ends
 * @returns {Scale} without −∞ (a zero), +∞ and NaN
 */
export function decadeScale({ domain, range, isHeld = true }) {
  return scaleOf('decades', {
    domain,
    range,
    isHeld,
    place: (log10) => log10,
    value: (exponent) => exponent,
  });
}

/**
 * A logarithmic scale that takes numbers.
 *
 * @param {Ends} ends - of the axis, above 0
 * @returns {Scale} without 0, negative numbers, NaN and ∞
 */
export function logScale({ domain, range, isHeld = false }) {
  return scaleOf('logarithmic', {
    domain,
    range,
    isHeld,
    place: Math.log10,
    value: (exponent) => 10 ** exponent,
  });
}

/**
 * The one place that decides whether a number is on an axis.
 *
 * @param {ScaleKind} kind - of the axis
 * @param {number} value - any number; for `decades` its logarithm
 * @returns {Misfit | null} why it is not; null if it is
 */
export function misfitOn(kind, value) {
  if (Number.isNaN(value)) return 'nan';
  if (kind === 'decades' && value === -Infinity) return 'zero';
  if (!Number.isFinite(value)) return 'infinite';
  if (kind !== 'logarithmic' || value > 0) return null;
  return value === 0 ? 'zero' : 'negative';
}

/**
 * Whole decades around some logarithms.
 *
 * @param {readonly number[]} logs - ∞ and NaN are ignored; −∞, a zero, adds a decade
 *   at the lower end
 * @param {object} [options] - of the axis
 * @param {number} [options.including] - a logarithm that is always shown
 * @param {number} [options.fewest] - decades at least
 * @returns {[number, number]} a domain for `decadeScale`
 */
export function decadesAround(
  logs,
  { including, fewest = FEWEST_DECADES } = {},
) {
  const finite = logs.filter(Number.isFinite);
  if (including !== undefined) finite.push(including);
  if (finite.length === 0) finite.push(0);
  // Ignores rounding errors: 0.00099999… counts as 0.001.
  let from = Math.floor(least(finite) + 1e-9);
  let to = Math.ceil(greatest(finite) - 1e-9);
  if (logs.includes(-Infinity)) from -= 1;
  for (let isUp = false; to - from < fewest; isUp = !isUp) {
    if (isUp && including !== undefined) to += 1;
    else from -= 1;
  }
  return [from || 0, to || 0];
}

/**
 * @param {readonly number[]} values - those that are not finite are ignored
 * @param {number} most - the number of labels that fit
 * @returns {[number, number]} round ends around them, a domain for `linearScale`; a
 *   single number is in the middle
 */
export function niceEnds(values, most) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [least(finite), greatest(finite)];
  if (low < high) return nice(low, high, Math.max(1, most - 1));
  const half = Math.abs(low) / 2 || 1;
  return [low - half, low + half];
}

/**
 * @param {number} value - above 0
 * @returns {number} the next round number: 1, 2, 5, 10, 20 …; 1 if the value is not
 *   above 0 or not finite
 */
export function roundUp(value) {
  if (!(value > 0 && value < Infinity)) return 1;
  const power = Math.floor(Math.log10(value));
  for (const digit of [1, 2, 5, 10, 20]) {
    // Parsed from text, because 5 * 10 ** -3 has a rounding error.
    const round = Number(`${digit}e${power}`);
    if (round >= value) return round;
  }
  return value;
}

/**
 * @param {ScaleKind} kind - of scale
 * @param {Required<Ends> & { place: Mapping, value: Mapping }} options - its ends, the
 *   transformation of numbers, and its inverse
 * @returns {Scale} the scale
 */
function scaleOf(kind, { domain, range, isHeld, place, value }) {
  const [from, to] = [place(domain[0]), place(domain[1])];
  const [start, end] = range;
  /** @type {Mapping} */
  const at = (placed) =>
    start + ((placed - from) / (to - from)) * (end - start);
  const [low, high] = from < to ? [from, to] : [to, from];
  /** @type {Mapping} */
  const scale = (number) => {
    const placed = place(number);
    return at(isHeld ? Math.min(high, Math.max(low, placed)) : placed);
  };
  return Object.assign(scale, {
    kind,
    domain,
    range,
    /** @param {number} number - any */
    misfit: (number) => misfitOn(kind, number),
    /** @param {number} position - along the axis, in pixels */
    invert: (position) =>
      value(from + ((position - start) / (end - start)) * (to - from)),
    /** @param {number} most @param {TickOptions} [options] */
    ticks: (most, options = {}) =>
      kind === 'linear'
        ? linearTicks(low, high, most, at, options)
        : decadeTicks(low, high, most, at, value, options),
  });
}

/**
 * @param {number} low - the lower end
 * @param {number} high - the upper end
 * @param {number} most - the number of labels that fit
 * @param {Mapping} at - the position of a number
 * @param {TickOptions} options - of the ticks
 * @returns {Tick[]} at multiples of 1, 2 or 5 times a power of ten
 */
function linearTicks(
  low,
  high,
  most,
  at,
  { isWhole, hasEnds, format = axisNumber },
) {
  const found = ticksWithin(low, high, most, isWhole);
  const values = hasEnds ? withEnds(found, low, high, most) : found;
  const step = (found[1] ?? NaN) - (found[0] ?? NaN) || high - low || 1;
  return values.map((value) => ({
    value,
    at: at(value),
    text: format(value, step),
  }));
}

/**
 * @param {number} low - exponent of the lower end
 * @param {number} high - exponent of the upper end
 * @param {number} most - the number of labels that fit
 * @param {Mapping} at - the position of a logarithm
 * @param {Mapping} valueOf - the number of a logarithm, as the scale takes it
 * @param {TickOptions} options - of the ticks
 * @returns {Tick[]} at every decade, or every second, fifth, tenth …
 */
function decadeTicks(low, high, most, at, valueOf, options) {
  const { hasMinor, hasEnds, including } = options;
  const found = ticksWithin(low, high, most, true);
  const isWhole = Number.isInteger(low) && Number.isInteger(high);
  const exponents =
    hasEnds && isWhole ? withEnds(found, low, high, most) : found;
  // A single label would not show how long a decade is.
  const shown = exponents.length < 2 ? [low, high] : exponents;
  if (including !== undefined && !shown.includes(including)) {
    shown.push(including);
  }
  /** @type {Tick[]} */
  const ticks = shown.map((exponent) => ({
    value: valueOf(exponent),
    at: at(exponent),
    text: decadeText(exponent),
  }));
  const decades = high - low;
  if (!hasMinor || decades > DECADES_WITH_MINOR_TICKS) return ticks;
  // From 2 to 5 it is 0.4 of a decade, from 1 to 2 and from 5 to 10 only 0.3.
  const hasRoom = 0.3 * (most - 1) >= decades;
  for (let decade = Math.floor(low); decade < high; decade += 1) {
    for (const digit of [2, 5]) {
      const exponent = decade + Math.log10(digit);
      if (exponent < low || exponent > high) continue;
      ticks.push({
        value: valueOf(exponent),
        at: at(exponent),
        text: hasRoom ? String(digit) : '',
        name: 'is-minor',
      });
    }
  }
  return ticks;
}

/**
 * @param {number} low - the lower end
 * @param {number} high - the upper end
 * @param {number} most - their number, at most, but at least two
 * @param {boolean} [isWhole] - whether to use whole numbers only
 * @returns {number[]} round numbers; never too many, though d3 takes the number only
 *   as a hint
 */
function ticksWithin(low, high, most, isWhole = false) {
  const room = Math.max(2, Math.floor(most));
  for (let count = room; ; count -= 1) {
    const found = d3Ticks(low, high, count).filter(
      (value) => !isWhole || Number.isInteger(value),
    );
    if (found.length <= room || count <= 1) return found.slice(0, room);
  }
}

/**
 * @param {readonly number[]} values - ticks, ascending
 * @param {number} low - the lower end
 * @param {number} high - the upper end
 * @param {number} most - the number of labels that fit
 * @returns {number[]} the same with both ends, in place of ticks too close to them
 */
function withEnds(values, low, high, most) {
  const apart = (high - low) / Math.max(1, most - 1);
  const inner = values.filter(
    (value) => value - low >= apart && high - value >= apart,
  );
  return [low, ...inner, high];
}

/** @param {readonly number[]} values @returns {number} the least */
function least(values) {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

/** @param {readonly number[]} values @returns {number} the greatest */
function greatest(values) {
  return values.reduce((one, other) => Math.max(one, other), -Infinity);
}

/** @typedef {'linear' | 'decades' | 'logarithmic'} ScaleKind */
/** @typedef {'zero' | 'negative' | 'nan' | 'infinite'} Misfit */
/** @typedef {(number: number) => number} Mapping */

/**
 * @typedef {object} Ends
 * @property {readonly [number, number]} domain - the numbers at its ends
 * @property {readonly [number, number]} range - their positions, in CSS pixels
 * @property {boolean} [isHeld] - whether numbers outside are placed at the ends
 */

/**
 * @typedef {object} TickOptions
 * @property {boolean} [isWhole] - whether only whole numbers make sense
 * @property {(value: number, step: number) => string} [format] - of labels on a
 *   linear axis
 * @property {boolean} [hasMinor] - whether to add 2 and 5 if there are few decades
 * @property {boolean} [hasEnds] - whether both ends are labelled
 * @property {number} [including] - an exponent that is always labelled
 */

/**
 * @typedef {object} Tick
 * @property {number} value - as the scale takes it
 * @property {number} at - its position, in CSS pixels
 * @property {string} text - its label; '' for a line alone
 * @property {string} [name] - a class of line and text: `is-minor`, `is-base`
 */

/**
 * @typedef {object} ScaleParts
 * @property {ScaleKind} kind - of scale
 * @property {readonly [number, number]} domain - as in `Ends`
 * @property {readonly [number, number]} range - likewise
 * @property {(value: number) => Misfit | null} misfit - why a number is not on the
 *   axis; null if it is
 * @property {Mapping} invert - the number at a position
 * @property {(most: number, options?: TickOptions) => Tick[]} ticks - at most so
 *   many, or two
 */

/** @typedef {Mapping & ScaleParts} Scale */
