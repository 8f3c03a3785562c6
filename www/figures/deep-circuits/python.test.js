import { describe, it } from 'node:test';
import { recomputes, withoutNumpy } from '../../../tests/unit/python.js';
import { openInNode } from '../../../tests/unit/realm.js';
import { CircuitStore, countsOf, readingsOf } from './circuit-numbers.js';
import { recomputed } from './python.js';

const { core } = await openInNode('circuits');

describe('circuits recomputed in Python', { skip: withoutNumpy }, () => {
  for (const [problem, bits, inputs] of /** @type {const} */ ([
    ['parity', 2, [1]],
    ['parity', 7, [1, 0, 1, 1, 0, 0, 1]],
    ['parity', 12, [1, 1, 0, 1]],
    ['addition', 1, [1, 1]],
    ['addition', 3, [1, 0, 1, 1, 0, 1]],
    ['addition', 6, [1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1]],
  ])) {
    it(`agree in every signal: ${problem} of ${bits} bits`, () => {
      const state = /** @type {any} */ ({ problem, bits, inputs });
      const store = new CircuitStore();
      const circuits = store.evaluate(core, state);
      const counts = countsOf(core, problem).find((row) => row.bits === bits);
      const readings = readingsOf(circuits, /** @type {any} */ (counts));
      recomputes(
        recomputed(readings, state, circuits.inputs),
        bits === 7 ? 'deepGates' : undefined,
      );
      store.free();
    });
  }
});
