/**
 * What hands do to the window. Its weight and bias follow from where it is put:
 * its middle is at a = −b/w, its height is |w|/4, and its width is that of |w|.
 */
import { declaration } from '../../core/declaration.js';
import { MIDDLE } from './presets.js';
import { SHOWN } from './window-factors.js';

/** The sizes of weights that a hand gives. */
export const HELD_SIZES = Object.freeze({ from: 0.1, to: 1000 });

const BIAS = declaration.window.bias;

/** Digits that a hand gives to a weight, and decimals to an activation. */
const DIGITS = 3;

/**
 * @param {Core} core
 * @param {State} state
 * @param {{ size?: number, centre?: number }} to - what becomes of |w| and −b/w
 * @returns {State} with its sign
 */
export function moved(core, state, { size, centre }) {
  const { weight } = state;
  const { from, to } = HELD_SIZES;
  const middle = centre ?? (weight === 0 ? MIDDLE : 0 - state.bias / weight);
  const held = Math.min(to, Math.max(from, size ?? Math.abs(weight)));
  const next = weight < 0 ? -held : held;
  const bias = core.centringBias(next, middle);
  return { weight: next, bias: Math.min(BIAS.max, Math.max(BIAS.min, bias)) };
}

/**
 * Both edges of a window move alike, so that its middle stays.
 *
 * @param {Core} core
 * @param {State} state
 * @param {object} to - where
 * @param {-1 | 1} to.side - the left or the right edge
 * @param {number} to.at - the activation where it is put
 * @param {number} to.centre - the middle of the window
 * @param {boolean} to.isBeyond - of the two weights whose windows are that wide, the
 *   greater one
 * @returns {State} whose window has its edge there, unless none is as wide
 */
export function withEdge(core, state, { side, at, centre, isBeyond }) {
  const width = 2 * side * (at - centre);
  const size = core.sizeOfWidth(width, isBeyond);
  return moved(core, state, { size, centre });
}

/** @param {number} a - an activation @returns {number} one that is shown, and round */
export function heldActivation(a) {
  const shown = Math.min(SHOWN.to, Math.max(SHOWN.from, a));
  return Number(shown.toFixed(DIGITS));
}

/** @param {number} size - of a weight @returns {number} a round one */
export function heldSize(size) {
  const { from, to } = HELD_SIZES;
  return Number(Math.min(to, Math.max(from, size)).toPrecision(DIGITS));
}

/** @param {number} size - of a weight @param {number} steps @returns {number} it, so many steps of its last digit but one up */
export function steppedSize(size, steps) {
  const step = 10 ** (Math.floor(Math.log10(size)) - 1);
  return heldSize(Number((size + steps * step).toPrecision(12)));
}

/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
