import { SHOWN } from './window-factors.js';
import { SIZES } from './window-widths.js';

/** Points of a curve over the activations that are shown. */
const EVEN_POINTS = 241;
/** Points close about the peak, which may be a needle. */
const PEAK_POINTS = 121;
/** The peak is drawn closely while |wa + b| is at most this. */
const PEAK_REACH = 12;

/** Weights whose curves stand palely behind the chosen one. */
const OTHERS = Object.freeze([1, 2, 4, 8, 16, 32]);

const WIDTH_POINTS = 241;

/**
 * @param {Core} core - the loaded core
 * @param {State} state - the neuron
 * @returns {WindowReadings} its window; null for what there is not
 */
export function computeWindow(core, { weight, bias }) {
  const numbers = [...core.explodingWindow(weight, bias)];
  const [reach, from, to, width, insideFrom, insideTo, insideWidth] = numbers;
  const [centre, factorAtZero, factorAtHalf, factorAtOne, greatestInside] =
    numbers.slice(7);
  const [widestWeight = NaN, widestWidth = NaN] = core.widestWindow();
  return {
    reach: orNull(reach),
    centre: weight === 0 ? null : orNull(centre),
    from: orNull(from),
    to: orNull(to),
    width: width ?? NaN,
    insideFrom: orNull(insideFrom),
    insideTo: orNull(insideTo),
    insideWidth: insideWidth ?? NaN,
    factorAtZero: factorAtZero ?? NaN,
    factorAtHalf: factorAtHalf ?? NaN,
    factorAtOne: factorAtOne ?? NaN,
    greatestInside: greatestInside ?? NaN,
    widestWeight,
    widestWidth,
  };
}

/**
 * @param {Core} core - the loaded core
 * @param {State} state - the neuron
 * @param {WindowReadings} readings - its window
 * @returns {FactorCurve[]} the factor of this neuron, and of others whose peak
 *   is at the same place; the chosen one is the last
 */
export function factorCurves(core, { weight, bias }, { centre }) {
  /** @param {number} w @param {number} b */
  const of = (w, b) => {
    const a = activations(w, centre);
    return { weight: w, a, factors: core.factorCurve(w, b, a) };
  };
  const others =
    centre === null
      ? []
      : OTHERS.filter((size) => size !== Math.abs(weight)).map((size) =>
          of(size, core.centringBias(size, centre)),
        );
  return [...others, of(weight, bias)];
}

/**
 * @param {Core} core - the loaded core
 * @returns {{ sizes: Float64Array, widths: Float64Array }} the width of the
 *   window for every size of weight that is shown and has one
 */
export function widthCurve(core) {
  // Close to 4 the curve stands upright: the points close up there.
  const sizes = Float64Array.from(
    { length: WIDTH_POINTS },
    (_, index) => 4 * (SIZES.to / 4) ** ((index / (WIDTH_POINTS - 1)) ** 2),
  );
  return { sizes, widths: core.windowWidths(sizes) };
}

/**
 * @param {number} weight - of the neuron
 * @param {number | null} centre - where its factor is largest
 * @returns {Float64Array} activations to draw it by, ascending
 */
function activations(weight, centre) {
  const { from, to } = SHOWN;
  const even = Array.from(
    { length: EVEN_POINTS },
    (_, index) => from + ((to - from) * index) / (EVEN_POINTS - 1),
  );
  if (centre === null) return Float64Array.from(even);
  const half = PEAK_REACH / Math.abs(weight);
  const close = Array.from(
    { length: PEAK_POINTS },
    (_, index) => centre + half * ((2 * index) / (PEAK_POINTS - 1) - 1),
  ).filter((a) => a > from && a < to);
  return Float64Array.from([...even, ...close]).sort();
}

/**
 * @param {number | undefined} value - of the core
 * @returns {number | null} null for NaN
 */
function orNull(value) {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
/** @typedef {import('./state.js').ExplodingWindowState} State */

/**
 * @typedef {object} FactorCurve
 * @property {number} weight - whose it is
 * @property {Float64Array} a - activations
 * @property {Float64Array} factors - at each of them
 */

/**
 * @typedef {object} WindowReadings
 * @property {number | null} reach - z₊; null below |w| = 4
 * @property {number | null} centre - −b/w; null for w = 0
 * @property {number | null} from - where the window begins
 * @property {number | null} to - where it ends
 * @property {number} width - of the window; 0 where there is none
 * @property {number | null} insideFrom - where its part inside [0, 1] begins
 * @property {number | null} insideTo - where that ends
 * @property {number} insideWidth - of that part; 0 where there is none
 * @property {number} factorAtZero - |wσ′(wa+b)| at a = 0
 * @property {number} factorAtHalf - at a = ½
 * @property {number} factorAtOne - at a = 1
 * @property {number} greatestInside - the largest for a in [0, 1]
 * @property {number} widestWeight - |w| of the widest window of all
 * @property {number} widestWidth - its width
 */
