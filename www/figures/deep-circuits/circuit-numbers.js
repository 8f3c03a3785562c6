/** What the core says of circuits. */
import { take } from '../../core/plain.js';

/** The circuits that are built, in this order everywhere. */
export const DESIGNS = /** @type {const} */ (['two-layer', 'deep', 'neurons']);

/**
 * Circuits, kept for as long as problem and number of bits stay the same:
 * minimising a sum takes longer than evaluating it.
 */
export class CircuitStore {
  #key = '';
  /** @type {Built[]} */
  #built = [];

  /**
   * @param {Core} core - the loaded core
   * @param {State} state - a valid state
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

  /** Gives back the core's memory. */
  free() {
    for (const { raw } of this.#built) raw.free();
    this.#built = [];
    this.#key = '';
  }
}

/**
 * @param {Core} core - the loaded core
 * @param {string} problem - what to compute
 * @param {string} design - how
 * @param {number} bits - of how many bits
 * @returns {Built} the circuit
 */
function build(core, problem, design, bits) {
  const raw = new core.RawCircuit(problem, design, bits);
  const { inputs, depth, outputs } = raw;
  return { raw, inputs, depth, gates: gatesOf(raw), outputs: [...outputs] };
}

/**
 * @param {Columns} circuit - its gates by column, their wires one after the
 *   other
 * @returns {Gate[]} its gates
 */
export function gatesOf(circuit) {
  // A getter copies the whole column.
  const { operations, thresholds, wireCounts, wireSignals, wireWeights } =
    circuit;
  let next = 0;
  return operations.map((operation, gate) => ({
    operation: /** @type {Gate['operation']} */ (operation),
    threshold: thresholds[gate] ?? 0,
    wires: Array.from({ length: wireCounts[gate] ?? 0 }, () => {
      const wire = next;
      next += 1;
      return { signal: wireSignals[wire] ?? 0, weight: wireWeights[wire] ?? 1 };
    }),
  }));
}

/**
 * @param {Core} core - the loaded core
 * @param {Problem} problem - what to compute
 * @returns {Counts[]} the counts for every number of bits
 */
export function countsOf(core, problem) {
  return take(core.circuitCounts(problem));
}

/**
 * @param {Core} core - the loaded core
 * @returns {TwoInputFunction[]} the sixteen
 */
export function twoInputFunctions(core) {
  return take(core.twoInputFunctions());
}

/**
 * @param {Circuits} circuits - with their signals
 * @param {Counts} counts - for their number of bits
 * @returns {Readings} what the element says
 */
export function readingsOf({ twoLayer, deep, neurons }, counts) {
  const answer = deep.outputs.map((signal) => deep.signals[signal] ?? 0);
  return {
    output: answer.reduce((sum, bit, place) => sum + bit * 2 ** place, 0),
    outputBits: answer,
    ...counts,
    twoLayerSignals: twoLayer.signals,
    deepSignals: deep.signals,
    neuronSignals: neurons.signals,
  };
}

/** @typedef {import('../../core/core.js').CoreParts['circuits']} Core */
/** @typedef {import('./state.js').DeepCircuitsState} State */
/** @typedef {State['problem']} Problem */
/** @typedef {[Circuit, Circuit, Circuit]} Three */

/**
 * @typedef {object} Gate
 * @property {'and' | 'or' | 'nand' | 'nor' | 'neuron'} operation - what it does
 * @property {number} threshold - of a neuron
 * @property {{ signal: number, weight: number }[]} wires - what comes in;
 *   signals are numbered inputs first, then gates
 */

/**
 * @typedef {object} Plan
 * @property {number} inputs - how many
 * @property {number} depth - layers of gates
 * @property {Gate[]} gates - each after the ones it reads
 * @property {number[]} outputs - which signals they are
 */

/** @typedef {Plan & { raw: import('../../core/circuits.js').RawCircuit }} Built */
/**
 * @typedef {Pick<import('../../core/circuits.js').RawCircuit, 'operations' |
 *   'thresholds' | 'wireCounts' | 'wireSignals' | 'wireWeights'>} Columns
 */
/** @typedef {Plan & { signals: number[] }} Circuit */

/**
 * @typedef {object} Circuits
 * @property {Problem} problem - what they compute
 * @property {number} bits - of how many bits
 * @property {number[]} inputs - as many as there are
 * @property {Circuit} twoLayer - ANDs and ORs
 * @property {Circuit} deep - NANDs
 * @property {Circuit} neurons - threshold neurons
 */

/**
 * @typedef {object} Counts
 * @property {number} bits - of how many bits
 * @property {number} twoLayerTerms - ANDs of the two-layer circuit
 * @property {number} twoLayerGates - its gates
 * @property {number} twoLayerDepth - its layers
 * @property {number} twoLayerWires - its connections
 * @property {number} xors - XORs of the deep circuit
 * @property {number} deepGates - its NANDs
 * @property {number} deepDepth - its layers
 * @property {number} deepWires - its connections
 * @property {number} neuronGates - neurons
 * @property {number} neuronDepth - their layers
 * @property {number} neuronWires - their connections
 */

/**
 * @typedef {object} Answers
 * @property {number} output - the parity, or the sum
 * @property {number[]} outputBits - the outputs, least significant first
 * @property {number[]} twoLayerSignals - inputs, then gates, 0 or 1
 * @property {number[]} deepSignals - likewise
 * @property {number[]} neuronSignals - likewise
 */

/** @typedef {Counts & Answers} Readings */

/**
 * @typedef {object} TwoInputFunction
 * @property {{ operation: string, literals: number } | null} gate - that does
 *   it alone
 * @property {{ weights: number[], threshold: number } | null} neuron -
 *   that does it alone
 * @property {boolean} withoutNegations - whether two layers of AND and NAND do
 * @property {boolean} withNegations - whether they do with negated inputs
 * @property {number} table - its truth table
 */
