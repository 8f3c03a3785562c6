/**
 * Circuits for parity as the core would give them, built here so that pictures
 * can be drawn without it.
 */

/** @import { Circuit, Circuits, Counts, Gate } from '../../www/figures/deep-circuits/circuit-numbers.js' */

/**
 * @param {readonly number[]} inputs - 0 or 1 each, two or more
 * @returns {Circuits} the three circuits with their signals
 */
export function exampleCircuits(inputs) {
  return {
    problem: 'parity',
    bits: inputs.length,
    inputs: [...inputs],
    twoLayer: evaluated(twoLayer(inputs.length), inputs, 2),
    deep: evaluated(tree(inputs.length), inputs, 3),
    neurons: evaluated(neurons(inputs.length), inputs, 2),
  };
}

/** @returns {Counts[]} the counts for 2 to 12 bits */
export function exampleCounts() {
  return Array.from({ length: 11 }, (_, row) => {
    const n = row + 2;
    return {
      bits: n,
      twoLayerTerms: 2 ** (n - 1),
      twoLayerGates: 2 ** (n - 1) + 1,
      twoLayerDepth: 2,
      twoLayerWires: (n + 1) * 2 ** (n - 1),
      xors: n - 1,
      deepGates: 4 * (n - 1),
      deepDepth: 3 * Math.ceil(Math.log2(n)),
      deepWires: 8 * (n - 1),
      neuronGates: n + 1,
      neuronDepth: 2,
      neuronWires: n * (n + 1),
    };
  });
}

/**
 * @param {number} n - inputs
 * @returns {Gate[]} an AND for each odd row, and an OR
 */
function twoLayer(n) {
  const rows = Array.from({ length: 2 ** n }, (_, row) =>
    Array.from({ length: n }, (__, input) => (row >> (n - 1 - input)) & 1),
  );
  const odd = rows.filter((bits) => bits.filter(Boolean).length % 2 === 1);
  const ands = odd.map((bits) =>
    gate(
      'and',
      bits.map((bit, signal) => ({ signal, weight: bit === 1 ? 1 : -1 })),
    ),
  );
  const all = ands.map((_, index) => ({ signal: n + index, weight: 1 }));
  return [...ands, gate('or', all)];
}

/**
 * @param {number} n - inputs
 * @returns {Gate[]} a balanced tree of XORs of four NANDs each
 */
function tree(n) {
  /** @type {Gate[]} */
  const gates = [];
  const nand = (/** @type {number[]} */ ...signals) => {
    const wires = signals.map((signal) => ({ signal, weight: 1 }));
    gates.push(gate('nand', wires));
    return n + gates.length - 1;
  };
  let signals = Array.from({ length: n }, (_, input) => input);
  while (signals.length > 1) {
    /** @type {number[]} */
    const next = [];
    for (let at = 0; at < signals.length; at += 2) {
      const [one = 0, other] = signals.slice(at, at + 2);
      if (other === undefined) {
        next.push(one);
        continue;
      }
      const first = nand(one, other);
      next.push(nand(nand(one, first), nand(other, first)));
    }
    signals = next;
  }
  return gates;
}

/**
 * @param {number} n - inputs
 * @returns {Gate[]} neurons that count, and one that weighs them
 */
function neurons(n) {
  const all = Array.from({ length: n }, (_, signal) => ({ signal, weight: 1 }));
  const counting = all.map((_, index) => gate('neuron', all, index + 1));
  const last = all.map((_, index) => ({
    signal: n + index,
    weight: index % 2 === 0 ? 1 : -1,
  }));
  return [...counting, gate('neuron', last, 1)];
}

/**
 * @param {Gate['operation']} operation - what it does
 * @param {Gate['wires']} wires - what comes in
 * @param {number} [threshold] - of a neuron
 * @returns {Gate} the gate
 */
function gate(operation, wires, threshold = 0) {
  return { operation, threshold, wires };
}

/**
 * @param {Gate[]} gates - of a circuit with one output, the last gate
 * @param {readonly number[]} inputs - 0 or 1 each
 * @param {number} depth - its layers
 * @returns {Circuit} the circuit with its signals
 */
function evaluated(gates, inputs, depth) {
  const signals = [...inputs];
  for (const { operation, threshold, wires } of gates) {
    const values = wires.map(({ signal, weight }) => {
      const value = signals[signal] ?? 0;
      return weight < 0 && operation !== 'neuron' ? 1 - value : value;
    });
    const sum = wires.reduce(
      (total, { signal, weight }) => total + weight * (signals[signal] ?? 0),
      0,
    );
    const all = values.every((value) => value === 1);
    const answer = {
      and: all,
      nand: !all,
      or: values.includes(1),
      nor: !values.includes(1),
      neuron: sum >= threshold,
    }[operation];
    signals.push(Number(answer));
  }
  const outputs = [signals.length - 1];
  return { inputs: inputs.length, depth, gates, outputs, signals };
}
