import { take } from '../../core/plain.js';
import { SHOWN } from './window-factors.js';
import { SIZES } from './window-widths.js';

/** Points of a curve over the activations that are shown. */
const EVEN_POINTS = 241;
/** Points closer together around the peak, which may be very narrow. */
const PEAK_POINTS = 121;
/** They lie where |wa + b| is at most this. */
const PEAK_REACH = 12;

/** Weights whose curves are drawn pale behind the chosen one. */
const OTHERS = Object.freeze([1, 2, 4, 8, 16, 32]);

const WIDTH_POINTS = 241;

/**
 * @param {Core} core @param {State} state
 * @returns {WindowReadings} its window; null for what does not exist
 */
export function computeWindow(core, { weight, bias }) {
  return take(core.explodingWindow(weight, bias));
}

/** @param {Core} core @param {State} state @param {WindowReadings} readings */
export function factorCurves(core, { weight, bias }, { centre }) {
  /** @param {number} w @param {number} b */
  const of = (w, b) => {
    const a = activations(w, centre);
    return { weight: w, a, factors: core.factorCurve(w, b, a) };
  };
  // A tiny weight has its peak beyond the range of floats.
  const others =
    centre === null || !Number.isFinite(Math.max(...OTHERS) * centre)
      ? []
      : OTHERS.filter((size) => size !== Math.abs(weight)).map((size) =>
          of(size, core.centringBias(size, centre)),
        );
  return [...others, of(weight, bias)];
}

/**
 * @param {Core} core - the loaded core
 * @returns {{ sizes: Float64Array, widths: Float64Array }} the width of the
 *   window for every weight shown that has one
 */
export function widthCurve(core) {
  // The curve is steep near 4, so the points are closer together there.
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

/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
/** @typedef {import('./state.js').ExplodingWindowState} State */

/** @typedef {ReturnType<typeof factorCurves>[number]} FactorCurve */

/** @typedef {import('../../core/plain.js').Plain<import('../../core/chain.js').WindowNumbers>} WindowReadings */
