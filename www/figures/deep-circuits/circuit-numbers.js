/**
 * What the core says of circuits, taken apart. The order of the numbers is that
 * of `RawCircuit` and `circuitCounts` in docs/architecture.md.
 */

/** In the order of the core's numbers for them. */
const OPERATIONS = /** @type {const} */ ([
  'and',
  'or',
  'nand',
  'nor',
  'neuron',
]);

/** Numbers in a row of counts, and of a function of two inputs. */
const COUNTS = 11;
const FUNCTION = 9;

/** Every number of bits that is counted. */
const LEAST_BITS = Object.freeze({ parity: 2, addition: 1 });
const MOST_BITS = 12;

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
  const { inputs, depth } = raw;
  const gates = gatesOf(raw.structure());
  return { raw, inputs, depth, gates, outputs: [...raw.outputs()] };
}

/**
 * @param {ArrayLike<number>} flat - a circuit's structure
 * @returns {Gate[]} its gates
 */
export function gatesOf(flat) {
  /** @type {Gate[]} */
  const gates = [];
  for (let at = 0; at < flat.length;) {
    const operation = OPERATIONS[flat[at] ?? 0] ?? 'and';
    const threshold = flat[at + 1] ?? 0;
    const length = flat[at + 2] ?? 0;
    const first = at + 3;
    const wires = Array.from({ length }, (_, wire) => ({
      signal: flat[first + 2 * wire] ?? 0,
      weight: flat[first + 2 * wire + 1] ?? 1,
    }));
    gates.push({ operation, threshold, wires });
    at = first + 2 * length;
  }
  return gates;
}

/**
 * @param {Core} core - the loaded core
 * @param {Problem} problem - what to compute
 * @returns {Counts[]} the counts for every number of bits
 */
export function countsOf(core, problem) {
  const least = LEAST_BITS[problem];
  const flat = core.circuitCounts(problem, least, MOST_BITS);
  return Array.from({ length: flat.length / COUNTS }, (_, row) => {
    const at = (/** @type {number} */ n) => flat[row * COUNTS + n] ?? NaN;
    return {
      bits: least + row,
      twoLayerTerms: at(0),
      twoLayerGates: at(1),
      twoLayerDepth: at(2),
      twoLayerWires: at(3),
      xors: at(4),
      deepGates: at(5),
      deepDepth: at(6),
      deepWires: at(7),
      neuronGates: at(8),
      neuronDepth: at(9),
      neuronWires: at(10),
    };
  });
}

/**
 * @param {Core} core - the loaded core
 * @returns {TwoInputFunction[]} the sixteen
 */
export function twoInputFunctions(core) {
  const flat = core.twoInputFunctions();
  return Array.from({ length: flat.length / FUNCTION }, (_, row) => {
    const at = (/** @type {number} */ n) => flat[row * FUNCTION + n] ?? NaN;
    const gate = at(0) < 0 ? null : { operation: at(0), literals: at(1) };
    const neuron =
      at(2) === 0
        ? null
        : {
            weights: /** @type {[number, number]} */ ([at(3), at(4)]),
            threshold: at(5),
          };
    return {
      gate,
      neuron,
      withoutNegations: at(6) === 1,
      withNegations: at(7) === 1,
      table: at(8),
    };
  });
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
 * @property {typeof OPERATIONS[number]} operation - what it does
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
 * @property {{ operation: number, literals: number } | null} gate - that does
 *   it alone
 * @property {{ weights: [number, number], threshold: number } | null} neuron -
 *   that does it alone
 * @property {boolean} withoutNegations - whether two layers of AND and NAND do
 * @property {boolean} withNegations - whether they do with negated inputs
 * @property {number} table - its truth table
 */
