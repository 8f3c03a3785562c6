import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { markup } from '../../../tests/markup.js';
import * as core from '../../core/circuits.js';
import { take } from '../../core/plain.js';
import { figureToHash } from '../../kit/link.js';
import { parseHash } from '../../site/links.js';
import { defaultState, validate } from '../../kit/schema.js';
import { drawGates, drawLayers } from './circuit-counts.js';
import { drawDeep } from './circuit-deep.js';
import { drawNeurons } from './circuit-neurons.js';
import { CircuitStore, countsOf, readingsOf } from './circuit-numbers.js';
import { rowsToDraw } from './circuit-two-layer-layout.js';
import { drawTwoLayer } from './circuit-two-layer.js';
import { gateText, neuronText } from './one-gate-words.js';
import { functionList, lineAcross, oneGate } from './one-gate.js';
import { deepCircuitsSchema } from './state.js';
import { inputSwitches, numberFrom } from './switches.js';
import { comparison } from './words.js';

/** @import { DeepCircuitsState } from './state.js' */

const WASM = new URL('../../pkg/circuits_bg.wasm', import.meta.url);
core.initSync({ module: readFileSync(WASM) });

const OPTIONS = { width: 560, em: 14, label: 'A circuit' };
const FIVE = [1, 0, 1, 1, 0];
const TWELVE = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0];
const PARITY = countsOf(core, 'parity');

/**
 * @param {readonly number[]} inputs - 0 or 1 each
 * @param {DeepCircuitsState['problem']} [problem] - what to compute
 */
function circuitsOf(inputs, problem = 'parity') {
  const bits = problem === 'parity' ? inputs.length : inputs.length / 2;
  const state = { ...defaultState(deepCircuitsSchema), problem, bits, inputs };
  return new CircuitStore().evaluate(core, state);
}

/** @param {number} bits - of parity */
function countsFor(bits) {
  const row = PARITY.find((counts) => counts.bits === bits);
  assert.ok(row);
  return row;
}

/** @param {string} text @param {RegExp} pattern @returns {string[]} all matches */
function all(text, pattern) {
  return [...text.matchAll(pattern)].map((found) => found[1] ?? '');
}

/** @param {string} drawn @returns {number} wires that carry a 1 */
function litWires(drawn) {
  const [layer = ''] = all(drawn, /<g class="circuit-wires is-on">(.*?)<\/g>/g);
  return all(layer, /(M)/g).length;
}

describe('the drawing', () => {
  test('of a small circuit has every AND, and the one that is on is lit', () => {
    const drawn = markup(drawTwoLayer(circuitsOf(FIVE), OPTIONS));
    const gates = all(drawn, /<path class="(circuit-gate[^"]*)"/g);
    assert.equal(gates.length, 17);
    const on = gates.filter((name) => name.includes('is-on'));
    assert.equal(on.length, 2, 'one AND, and the OR');
    assert.doesNotMatch(drawn, /circuit-note/);
    assert.match(drawn, /role="img" aria-label="A circuit"/);
  });

  test('of a large circuit says how many ANDs are missing, and has the one that is on', () => {
    const drawn = markup(drawTwoLayer(circuitsOf(TWELVE), OPTIONS));
    assert.match(drawn, />1\s959 more ANDs, not drawn</);
    // Eleven inputs, the AND, and the way to the OR.
    assert.equal(litWires(drawn), 13);
  });

  test('has rows beyond the first where an output has its first 1 there', () => {
    const terms = Array.from({ length: 200 }, (_, index) => ({
      output: index < 150 ? 0 : 1,
      isOn: [120, 130, 160].includes(index),
    }));
    const beyond = rowsToDraw(terms).filter((row) => row >= 88);
    assert.deepEqual(beyond, [120, 160]);
  });

  test('of the deep circuit is whole for every number of bits, also where it is narrow', () => {
    for (let bits = 2; bits <= 12; bits += 1) {
      for (const width of [260, 560]) {
        const circuits = circuitsOf(TWELVE.slice(0, bits));
        const drawn = markup(drawDeep(circuits, { ...OPTIONS, width }));
        const gates = all(drawn, /<path class="(circuit-gate)/g);
        assert.equal(gates.length, 4 * (bits - 1));
        const boxes = [
          ...drawn.matchAll(/<rect x="([^"]*)" .*?width="([^"]*)"/g),
        ];
        assert.equal(boxes.length, bits - 1);
        for (const [, x, boxWidth] of boxes) {
          assert.ok(Number(x) + Number(boxWidth) < width, `${bits} bits`);
        }
      }
    }
  });

  test('of a sum has a half adder, full adders, and a lamp for every bit', () => {
    const drawn = markup(
      drawDeep(circuitsOf([1, 1, 0, 1], 'addition'), OPTIONS),
    );
    assert.equal(all(drawn, /<path class="(circuit-gate)/g).length, 5 + 9);
    assert.equal(all(drawn, /class="(circuit-lamp)/g).length, 4 + 3);
  });

  test('of neurons has their thresholds, and weights of −1 are dashed', () => {
    const drawn = markup(drawNeurons(circuitsOf(FIVE), OPTIONS));
    assert.deepEqual(all(drawn, />≥ (\d)</g), ['1', '2', '3', '4', '5', '1']);
    const dashed = all(drawn, /class="is-dashed" d="([^"]*)"/g).join('');
    assert.equal(all(dashed, /(M)/g).length, 2);
  });
});

describe('the charts', () => {
  const options = { width: 560, em: 14, bits: 8 };

  test('have a line for each design, and say the counts in words', () => {
    const gates = markup(drawGates(PARITY, options));
    assert.equal(all(gates, /<(polyline)/g).length, 3);
    assert.match(gates, /With 8 bits: two layers 129, NANDs 28/);
    const layers = markup(drawLayers(PARITY, options));
    assert.match(layers, /two layers 2, NANDs 9, neurons 2\.<\/p>/);
  });

  test('show a count that doubles as a straight line', () => {
    const [points = ''] = all(
      markup(drawGates(PARITY, options)),
      /points="([^"]*)"/g,
    );
    const heights = points
      .split(' ')
      .map((point) => Number(point.split(',')[1]));
    const steps = heights.slice(1).map((y, i) => (heights[i] ?? 0) - y);
    // One OR more than a power of two bends it a little at first.
    const last = steps.slice(-4);
    assert.ok(last.every((step) => step > 0));
    assert.ok(Math.max(...last) - Math.min(...last) < 0.02 * Math.max(...last));
  });

  test('go to 12 bits for sums, too, whose circuits end at 6', () => {
    const counts = countsOf(core, 'addition');
    assert.deepEqual([counts[0]?.bits, counts.at(-1)?.bits], [1, 12]);
    assert.equal(counts.at(-1)?.twoLayerTerms, 6 * 2 ** 12 - 4 * 12 - 5);
  });
});

test('the sentence says which circuit is smaller, or that neither is', () => {
  assert.match(comparison(countsFor(2)), /3 gates, fewer than the 4 NANDs/);
  assert.match(
    comparison(countsFor(5)),
    /17 gates, 1\.1 times as many as the 16 NANDs/,
  );
  const even = { ...countsFor(2), twoLayerGates: 14, deepGates: 14 };
  assert.equal(
    comparison(countsFor(12), 'neurons'),
    '13 neurons in two layers do it. AND and OR gates take 2\u202f049 in two layers; as a deep circuit it is 44 NANDs in 12 layers.',
  );
  assert.match(comparison(even), /14 gates, as many as the 14 NANDs/);
  assert.match(
    comparison(countsFor(12)),
    /2\u202f049 gates, 47 times as many as the 44 NANDs/,
  );
});

describe('the functions of two inputs', () => {
  const functions = take(core.twoInputFunctions());

  test('say what computes each', () => {
    const [, , , , , , xor, , and] = functions;
    assert.deepEqual(xor, {
      gate: null,
      neuron: null,
      withoutNegations: false,
      withNegations: true,
      table: 6,
    });
    assert.deepEqual(and?.gate, { operation: 'and', literals: 5 });
    assert.deepEqual(and?.neuron, { weights: [1, 1], threshold: 2 });
    assert.deepEqual(take(core.twoLayerReach(2)), {
      withoutNegations: 14,
      withNegations: 16,
      functions: 16,
    });
  });

  test('have diagonals instead of a line where no neuron computes them', () => {
    const [xor = '', and = ''] = functions
      .filter(({ table }) => table === 6 || table === 8)
      .map((one) => markup(functionList([one])));
    assert.equal(all(xor, /(circuit-diagonal)/g).length, 2);
    assert.match(xor, /XOR.*no gate.*no neuron.*with ¬x, ¬y/);
    assert.equal(all(and, /(circuit-parting)/g).length, 1);
    assert.match(and, /AND.*AND\(x, y\).*x \+ y ≥ 2/);
  });

  test('are sixteen, of which one gate or one neuron computes fourteen', () => {
    const drawn = markup(oneGate(core));
    assert.equal(all(drawn, /<(li) /g).length, 16);
    assert.match(drawn, /computes 14 of them.*One neuron computes 14\./);
    assert.match(drawn, /14 of 16.*16 of 16.*68 and 256 of 256/);
  });

  test('are parted by a line that ends at the edges of the picture', () => {
    for (const weights of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
      [1, 0],
      [0, -1],
    ]) {
      const [v = 0, w = 0] = weights;
      for (const bound of [-1.5, -0.5, 0.5, 1.5]) {
        const ends = lineAcross(weights, bound);
        if (!ends) continue;
        const [x1, y1, x2, y2] = ends;
        assert.ok(Math.abs(v * x1 + w * y1 - bound) < 1e-9);
        assert.ok(Math.abs(v * x2 + w * y2 - bound) < 1e-9);
      }
    }
    assert.equal(lineAcross([0, 0], 0.5), null);
  });

  test('gates and neurons are written as one writes them', () => {
    assert.equal(gateText('nand', 0b1001), 'NAND(x, ¬y)');
    assert.equal(neuronText([-1, 1], 0), '−x + y ≥ 0');
    assert.equal(neuronText([0, -1], -1), '−y ≥ −1');
    assert.equal(neuronText([0, 0], 1), '0 ≥ 1');
  });
});

describe('the numbers', () => {
  test('of parity are those of the formulas', () => {
    assert.equal(PARITY.length, 11);
    PARITY.forEach((counts, index) => {
      const n = index + 2;
      assert.deepEqual(counts, {
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
      });
    });
  });

  test('a circuit has its gates in order, each with its wires', () => {
    const { twoLayer, neurons } = circuitsOf([1, 0]);
    assert.deepEqual(twoLayer.outputs, [4]);
    assert.deepEqual(
      twoLayer.gates.map(({ operation }) => operation),
      ['and', 'and', 'or'],
    );
    const signs = twoLayer.gates.map(({ wires }) =>
      wires.map(({ signal, weight }) => weight * (signal + 1)),
    );
    assert.deepEqual(signs.slice(0, 2).sort(), [
      [-1, 2],
      [1, -2],
    ]);
    assert.deepEqual(signs[2], [3, 4]);
    assert.deepEqual(neurons.gates.at(-1), {
      operation: 'neuron',
      threshold: 1,
      wires: [
        { signal: 2, weight: 1 },
        { signal: 3, weight: -1 },
      ],
    });
  });

  test('the readings are the counts, the answer and every signal', () => {
    const circuits = circuitsOf(FIVE);
    const readings = readingsOf(circuits, countsFor(5));
    assert.equal(readings.output, 1);
    assert.equal(readings.deepGates, 16);
    assert.equal(circuits.deep.gates.length, 16);
    assert.equal(readings.twoLayerSignals.length, 5 + 17);
    const wires = circuits.twoLayer.gates.flatMap((gate) => gate.wires);
    assert.equal(wires.length, readings.twoLayerWires);
  });

  test('a sum is read from its bits, the least significant first', () => {
    const inputs = [1, 1, 0, 1, 1, 0];
    assert.deepEqual([numberFrom(inputs, 0), numberFrom(inputs, 1)], [5, 3]);
    const row = countsOf(core, 'addition')[2];
    assert.ok(row);
    const { output, outputBits } = readingsOf(
      circuitsOf(inputs, 'addition'),
      row,
    );
    assert.deepEqual([output, outputBits], [8, [0, 0, 0, 1]]);
  });
});

test('there is a switch for every input, the most significant on the left', () => {
  const drawn = markup(inputSwitches('addition', [1, 0, 0, 1], () => {}));
  assert.deepEqual(all(drawn, /aria-label="([xy].)"/g), [
    'x₁',
    'x₀',
    'y₁',
    'y₀',
  ]);
  const checked = all(drawn, /aria-checked="(\w+)"/g);
  assert.deepEqual(checked, ['false', 'true', 'true', 'false']);
  assert.match(drawn, /x = 1.*y = 2/);
});

test('each problem has its own range of bits', () => {
  const of = (/** @type {object} */ state) =>
    validate(deepCircuitsSchema, state);
  assert.equal(of({ problem: 'addition', bits: 1 }).bits, 1);
  assert.throws(() => of({ bits: 1 }), /bits: expected at least 2 bits/);
  assert.throws(
    () => of({ problem: 'addition', bits: 7 }),
    /bits: expected at most 6 bits/,
  );
  assert.throws(() => of({ inputs: [0, 2] }), /inputs/);
});

test('a link carries problem, bits, inputs and the circuit drawn', () => {
  const state = validate(deepCircuitsSchema, {
    problem: 'addition',
    bits: 3,
    inputs: [1, 1, 0, 1],
    circuit: 'neurons',
  });
  const hash = figureToHash(deepCircuitsSchema, state, {});
  const schemas = new Map([['deep-circuits', deepCircuitsSchema]]);
  const { figures, problems } = parseHash(`#${hash}`, schemas);
  assert.deepEqual(problems, []);
  assert.deepEqual(figures.get('deep-circuits')?.state, state);
  assert.notDeepEqual(state, defaultState(deepCircuitsSchema));
});
