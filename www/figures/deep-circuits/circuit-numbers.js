/** Circuits and counts of the core, as the figure shows them. */
import { take } from '../../core/plain.js';

/** The circuits that are built, in this order everywhere. */
const DESIGNS = /** @type {const} */ (['two-layer', 'deep', 'neurons']);

/**
 * Circuits, kept while problem and number of bits stay the same: minimising a sum
 * takes longer than evaluating it.
 */
export class CircuitStore {
  #key = '';
  /** @type {Built[]} */
  #built = [];

  /**
   * @param {Core} core @param {State} state
   * @returns {Circuits} the circuits with their signals
   */
  evaluate(core, { problem, bits, inputs }) {
    const key = `${problem} ${bits}`;
    if (key !== this.#key) {
      this.free();
      this.#built = DESIGNS.map((design) => build(core, problem, design, bits));
      this.#key = key;
    }
    const width = problem === 'parity' ? bits : 2 * bits;
    const used = Array.from({ length: width }, (_, i) => inputs[i] ?? 0);
    const [twoLayer, deep, neurons] = /** @type {Three} */ (
      this.#built.map(({ raw, ...circuit }) => ({
        ...circuit,
        signals: [...raw.signals(Uint8Array.from(used))],
      }))
    );
    return { problem, bits, inputs: used, twoLayer, deep, neurons };
  }

  /** @returns {number[]} rows of the truth table that each gets wrong */
  check() {
    return this.#built.map(({ raw }) => raw.wrongRows());
  }

  /** Frees the core's memory. */
  free() {
    for (const { raw } of this.#built) raw.free();
    this.#built = [];
    this.#key = '';
  }
}

/**
 * @param {Core} core
 * @param {string} problem
 * @param {string} design - how
 * @param {number} bits - of how many bits
 * @returns {Built} the circuit
 */
function build(core, problem, design, bits) {
  const raw = new core.RawCircuit(problem, design, bits);
  const { inputs, operations, thresholds, wireCounts } = raw;
  const { wireSignals, wireWeights } = raw;
  let first = 0;
  const gates = operations.map((operation, gate) => {
    const end = first + (wireCounts[gate] ?? 0);
    const signals = [...wireSignals.subarray(first, end)];
    const weights = wireWeights.subarray(first, end);
    first = end;
    return {
      operation,
      threshold: thresholds[gate] ?? 0,
      wires: signals.map((signal, i) => ({ signal, weight: weights[i] ?? 1 })),
    };
  });
  return { raw, inputs, gates, outputs: [...raw.outputs] };
}

/**
 * @param {Core} core @param {State['problem']} problem
 * @returns {Counts[]} the counts for every number of bits
 */
export function countsOf(core, problem) {
  return take(core.circuitCounts(problem));
}

/**
 * @param {Circuits} circuits @param {Counts} counts - for their number of bits
 */
export function readingsOf({ twoLayer, deep, neurons }, counts) {
  const outputBits = deep.outputs.map((signal) => deep.signals[signal] ?? 0);
  return {
    output: outputBits.reduce((sum, bit, place) => sum + bit * 2 ** place, 0),
    outputBits,
    ...counts,
    twoLayerSignals: twoLayer.signals,
    deepSignals: deep.signals,
    neuronSignals: neurons.signals,
  };
}

/** @typedef {import('../../core/core.js').CoreParts['circuits']} Core */
/** @typedef {import('./state.js').DeepCircuitsState} State */
/** @typedef {[Circuit, Circuit, Circuit]} Three */

/**
 * @typedef {object} Gate
 * @property {string} operation - `and`, `or`, `nand`, `nor` or `neuron`
 * @property {number} threshold - of a neuron
 * @property {{ signal: number, weight: number }[]} wires - what comes in;
 *   signals are numbered inputs first, then gates
 */

/**
 * @typedef {object} Plan
 * @property {number} inputs - how many
 * @property {Gate[]} gates - each after the ones it reads
 * @property {number[]} outputs - which signals they are
 */

/** @typedef {Plan & { raw: import('../../core/circuits.js').RawCircuit }} Built */
/** @typedef {Plan & { signals: number[] }} Circuit - every signal, 0 or 1 */

/**
 * @typedef {object} Circuits
 * @property {State['problem']} problem - what they compute
 * @property {number} bits - of how many bits
 * @property {number[]} inputs - as many as there are
 * @property {Circuit} twoLayer - ANDs and ORs
 * @property {Circuit} deep - NANDs
 * @property {Circuit} neurons - threshold neurons
 */

/** @typedef {import('../../core/plain.js').Plain<import('../../core/circuits.js').CircuitCounts>} Counts */

/** @typedef {ReturnType<typeof readingsOf>} Readings */
