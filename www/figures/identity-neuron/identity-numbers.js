import { declaration } from '../../core/declaration.js';
import { take } from '../../core/plain.js';

/** The inputs that the pictures are drawn by. */
const INPUTS = Float64Array.from({ length: 121 }, (_, index) => index / 120);

/**
 * @param {Core} core @param {Neuron} state
 * @returns {IdentityReadings} how far the neuron is from its input
 */
export function computeIdentity(core, state) {
  return take(core.identityNeuron(...argumentsOf(state)));
}

/**
 * @param {Core} core @param {Neuron} state
 * @returns {{ x: Float64Array, answers: Float64Array }} what it answers on [0, 1]
 */
export function answersOf(core, state) {
  const answers = core.identityCurve(...argumentsOf(state), INPUTS);
  return { x: INPUTS, answers };
}

/**
 * @param {number} weightIn
 * @returns {{ weightIn: number, bias: number, weightOut: number }} the neuron of
 *   the expansion about ½: its slope there is 1
 */
export function expanded(weightIn) {
  return { weightIn, bias: 0 - weightIn / 2, weightOut: 4 / weightIn };
}

/**
 * @param {State} state
 * @returns {State | null} with the bias and the weight of the expansion; null where
 *   w₁ is so small that the weight would be out of range
 */
export function expansionOf(state) {
  const wanted = expanded(state.weightIn);
  return Math.abs(wanted.weightOut) <= declaration.identity.weightOut.max
    ? { ...state, ...wanted }
    : null;
}

/** @param {Neuron} state @returns {boolean} whether it is that of the expansion */
export function isExpanded({ weightIn, bias, weightOut }) {
  const wanted = expanded(weightIn);
  return (
    Math.abs(bias - wanted.bias) <= 1e-9 * Math.abs(wanted.bias) &&
    Math.abs(weightOut / wanted.weightOut - 1) <= 1e-9
  );
}

/**
 * @param {Neuron} state
 * @returns {[weightIn: number, bias: number, weightOut: number, isAbsorbed: boolean]}
 */
function argumentsOf({ weightIn, bias, weightOut, offset }) {
  return [weightIn, bias, weightOut, offset === 'absorbed'];
}

/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
/** @typedef {import('./state.js').IdentityNeuronState} State */
/** @typedef {Pick<State, 'weightIn' | 'bias' | 'weightOut' | 'offset'>} Neuron - and what becomes of its constant */
/** @typedef {import('../../core/plain.js').Plain<import('../../core/chain.js').IdentityNumbers>} IdentityReadings */
/** @typedef {ReturnType<typeof answersOf>} Answers */
