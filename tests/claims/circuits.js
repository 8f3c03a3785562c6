import assert from 'node:assert/strict';
import { countsOf } from '../../www/figures/deep-circuits/circuit-numbers.js';
import { openInNode } from '../unit/realm.js';

const { core } = await openInNode('circuits');
const parity = countsOf(core, 'parity');
const addition = countsOf(core, 'addition');

/** @param {typeof parity} table @param {number} bits */
function countsFor(table, bits) {
  const counts = table.find((row) => row.bits === bits);
  assert.ok(counts, `${bits} bits`);
  return counts;
}

/** @param {number} bits @returns {number[]} patterns with an odd number of 1s */
function oddPatterns(bits) {
  const patterns = Array.from({ length: 2 ** bits }, (_, pattern) => pattern);
  return patterns.filter((pattern) => onesOf(pattern) % 2 === 1);
}

/** @param {number} pattern @returns {number} how many of its bits are 1 */
function onesOf(pattern) {
  return [...pattern.toString(2)].filter((bit) => bit === '1').length;
}

/** @type {import('./claim.js').Claim[]} */
export const claims = [
  {
    says: 'Two patterns with that property differ in two bits at least',
    holds() {
      const odd = oddPatterns(6);
      for (const one of odd) {
        for (const other of odd) {
          assert.ok(one === other || onesOf(one ^ other) >= 2);
        }
      }
    },
  },
  {
    says: 'each of the 2n−1 patterns needs an AND of its own. Every further bit doubles the circuit.',
    over: '2 to 12 bits',
    holds() {
      for (const { bits, twoLayerTerms, twoLayerGates } of parity) {
        assert.equal(twoLayerTerms, 2 ** (bits - 1));
        assert.equal(twoLayerGates, twoLayerTerms + 1);
        assert.equal(
          new core.RawCircuit('parity', 'two-layer', bits).wrongRows(),
          0,
        );
      }
    },
  },
  {
    says: 'A comparison is an XOR, and four NANDs make one, so that every further bit costs four gates.',
    over: '2 to 12 bits',
    holds() {
      for (const { bits, xors, deepGates } of parity) {
        assert.deepEqual([xors, deepGates], [bits - 1, 4 * (bits - 1)]);
        const deep = new core.RawCircuit('parity', 'deep', bits);
        assert.equal(deep.wrongRows(), 0);
        assert.ok(deep.operations.every((operation) => operation === 'nand'));
      }
    },
  },
  {
    says: 'Two layers of ANDs and NANDs compute every function only if negated inputs come with the plain ones. Without them they miss XOR already.',
    holds() {
      const functions = core.twoInputFunctions();
      assert.ok(functions.every(({ withNegations }) => withNegations));
      const xor = functions.find(({ table }) => table === 0b0110);
      assert.equal(xor?.withoutNegations, false);
    },
  },
  {
    says: 'The list under the figure has all sixteen functions of two inputs.',
    holds() {
      assert.equal(core.twoInputFunctions().length, 16);
    },
  },
  {
    says: 'For two bits the two-layer circuit has 3 gates and the deep one 4.',
    holds() {
      const { twoLayerGates, deepGates } = countsFor(parity, 2);
      assert.deepEqual([twoLayerGates, deepGates], [3, 4]);
    },
  },
  {
    says: 'From five, where 16 NANDs stand against 17 gates in two layers.',
    holds() {
      const first = parity.find(
        ({ twoLayerGates, deepGates }) => deepGates < twoLayerGates,
      );
      assert.equal(first?.bits, 5);
      assert.deepEqual([first.deepGates, first.twoLayerGates], [16, 17]);
      const later = parity.filter(({ bits }) => bits > 5);
      assert.ok(
        later.every(
          ({ twoLayerGates, deepGates }) => deepGates < twoLayerGates,
        ),
      );
    },
  },
  {
    says: 'with twelve bits it is 44 against 2049.',
    holds() {
      const { twoLayerGates, deepGates } = countsFor(parity, 12);
      assert.deepEqual([deepGates, twoLayerGates], [44, 2049]);
    },
  },
  {
    says: 'adding four bends away below it',
    holds() {
      const steps = parity.slice(1).map((row, at) => {
        const before = parity[at];
        return before && Math.log(row.deepGates / before.deepGates);
      });
      assert.deepEqual(
        steps,
        steps.toSorted((a, b) => Number(b) - Number(a)),
      );
    },
  },
  {
    says: 'its signals pass twelve gates one after the other',
    holds() {
      assert.equal(countsFor(parity, 12).deepDepth, 12);
    },
  },
  {
    says: 'Held to two layers, the sum of two numbers of six bits takes 362 gates, about twice as many with every further bit.',
    over: '1 to 6 bits',
    holds() {
      assert.equal(countsFor(addition, 6).twoLayerGates, 362);
      for (const bits of [3, 4, 5, 6]) {
        const ratio =
          countsFor(addition, bits).twoLayerGates /
          countsFor(addition, bits - 1).twoLayerGates;
        assert.ok(ratio > 1.9 && ratio < 2.6, `${bits} bits: ${ratio}`);
      }
    },
  },
  {
    says: 'Carrying from bit to bit, it takes nine NANDs a bit.',
    holds() {
      const gates = addition.map(({ deepGates }) => deepGates);
      const steps = gates
        .slice(1)
        .map((count, at) => count - Number(gates[at]));
      assert.deepEqual(new Set(steps), new Set([9]));
    },
  },
  {
    says: 'A single neuron is not enough for XOR',
    holds() {
      const xor = core
        .twoInputFunctions()
        .find(({ table }) => table === 0b0110);
      assert.deepEqual([xor?.neuron, xor?.gate], [undefined, undefined]);
    },
  },
  {
    says: 'thirteen neurons compute the parity of twelve bits',
    holds() {
      assert.equal(countsFor(parity, 12).neuronGates, 13);
      const neurons = new core.RawCircuit('parity', 'neurons', 12);
      assert.deepEqual([neurons.wrongRows(), neurons.depth], [0, 2]);
    },
  },
];

/** Two to twelve bits; the options start at the number of bits they name. */
export const answers = {
  circuits: () =>
    `${parity.find(({ twoLayerGates, deepGates }) => deepGates < twoLayerGates)?.bits}`,
};

export const setup = [
  'is an odd number of the bits 1?',
  'from three bits on from five bits on from nine bits on',
  'follow the signals that are 1.',
];
